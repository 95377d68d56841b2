"""How many stories have a word, and how it is written: asked of the index, or of the stories in hand."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from search.models import Term
from search.texts import FIELDS, Columns

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


class InHand:
    """The words of stories that somebody has in hand."""

    def __init__(self, stories: Iterable[Columns]) -> None:
        self.found: Counter[str] = Counter()
        for texts in stories:
            self.found[EVERY] += 1
            self.found.update({word for name in FIELDS for word in getattr(texts, name).split()})

    def counts(self, texts: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Of these words those that stories have."""
        return {text: (self.found[text], text) for text in (EVERY, *texts) if self.found[text]}
