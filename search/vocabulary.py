"""How many stories have a word, and how it is written."""

from collections.abc import Iterable
from typing import Protocol

from search.models import Term

# The empty word is in every story.
EVERY = ""


class Vocabulary(Protocol):
    """Words with the number of stories that have them."""

    def counts(self, texts: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Of these words and pairs those that stories have: in how many, and as written."""


class Indexed:
    """The words of the public stories of a language, in one query."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def counts(self, texts: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Of these words and pairs those that stories have."""
        rows = Term.objects.filter(locale=self.locale, stories__gt=0, text__in=[EVERY, *texts])
        return {
            text: (stories, shown) for text, stories, shown in rows.values_list("text", "stories", "shown")
        }


class Equal:
    """Every word is known and weighs the same: whether a story has what is asked must not hang on the others in hand."""

    def counts(self, texts: Iterable[str]) -> dict[str, tuple[int, str]]:
        """All of these words."""
        return {text: (1, text) for text in (EVERY, *texts)}
