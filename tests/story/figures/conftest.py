import pytest
from django.utils import translation
from hypothesis import settings

settings.register_profile("figures", derandomize=True, max_examples=200, deadline=None)
settings.load_profile("figures")


@pytest.fixture(autouse=True)
def language():
    """Messages are compared in the language of the source."""
    translation.activate("en")
