"""A story may be begun anywhere: until it has a headline, a working one stands in its place in lists."""

from typing import Any

# Stored with the page, like a headline: in the language of the stories.
WORKING_HEADLINE = "Câu chuyện chưa có tít"


def has_headline(page: Any) -> bool:
    """Whether somebody wrote a headline."""
    return bool(page.title.strip()) and page.title != WORKING_HEADLINE
