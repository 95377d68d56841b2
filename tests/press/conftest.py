"""Fixtures of the press."""

import pytest

from tests.press.desk_stories import told


@pytest.fixture
def told_now(django_capture_on_commit_callbacks):
    """`told`, or what `do` says, with all that follows its commit."""

    def tell(*args, do=told, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return do(*args, **fields)

    return tell
