"""150 questions as officials and journalists type them, asked of all 28 stories of the demonstration."""

import pytest
from django.db import transaction

from tests.search import library

RECALL, RECIPROCAL_RANK = 0.95, 0.9


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """The stories in a transaction of this module's own."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert library.load() == 28
        yield library.measure()
        transaction.set_rollback(True)


def test_the_story_that_solved_it_is_among_the_first_five(measured, db):
    assert measured.questions == 150
    assert measured.recall >= RECALL, measured.missed
    assert measured.reciprocal_rank >= RECIPROCAL_RANK
