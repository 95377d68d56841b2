"""All the numbers of a sentence, each once: what was read first hides its characters from what is read later."""

import re
from collections.abc import Iterable
from itertools import chain

from story.figures.identifiers import HIDDEN
from translation.numbers import clocks, dates, digits, names, spelled
from translation.numbers.mentions import Mention, Sort

_DIGIT = re.compile(r"[0-9]")


def mentions(text: str, language: str) -> list[Mention]:
    """The numbers of a text with composed letters and plain spaces, in order."""
    reader = _Reader(text, language)
    if _DIGIT.search(text):
        reader.take(names.read(reader.text))
        reader.take(clocks.read(reader.text, language))
    reader.take(dates.read(reader.text, language))
    if _DIGIT.search(reader.text):
        reader.take(_totals(reader.text, language))
    for read in (spelled.shares, spelled.vague, spelled.orders, spelled.times):
        reader.take(read(reader.text, language))
    if _DIGIT.search(reader.text):
        reader.take(digits.amounts(reader.text, language))
    reader.take(spelled.numbers(reader.text, language))
    return sorted(reader.found, key=lambda mention: mention.start)


def _totals(text: str, language: str) -> Iterable[Mention]:
    return digits.totals(text, language)


class _Reader:
    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.found: list[Mention] = []

    def take(self, found: Iterable[Mention]) -> None:
        """Keep what is found, and hide it."""
        taken: list[Mention] = []
        for mention in found:
            if not any(mention.start < other.end and other.start < mention.end for other in taken):
                taken.append(mention)
        for mention in taken:
            length = mention.end - mention.start
            self.text = self.text[: mention.start] + HIDDEN * length + self.text[mention.end :]
        self.found += taken
