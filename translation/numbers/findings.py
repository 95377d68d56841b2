"""What the number check finds: where, how grave, and both numbers in the words of whoever reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from story.completeness import Level
from story.figures.digits import language_of
from story.figures.running_text import sentences
from translation.numbers import wording
from translation.numbers.markup import Placeholder, Segment
from translation.numbers.matching import Difference, Kind, Matching
from translation.numbers.mentions import Mention
from translation.numbers.reading import mentions

__all__ = ["Finding", "Kind", "compare"]
Span = tuple[int, int]
# A longer segment is no sentence; what follows is not read.
MOST_CHARACTERS = 20_000


@dataclass(frozen=True)
class Side:
    """One sentence of a pair, and the number found in it; no span where it has none."""

    text: str
    locale: str
    span: Span | None
    mention: Mention | None = None

    @property
    def printed(self) -> str:
        """The number as it is written; empty where there is none."""
        return self.text[slice(*self.span)] if self.span else ""

    @cached_property
    def sentence(self) -> str:
        """The sentence that holds the number, or the first one."""
        place = self.span[0] if self.span else 0
        spans = sentences(self.text)
        return next(
            (self.text[start:end] for start, end in spans if start <= place < end), self.text.strip()[:200]
        )


@dataclass(frozen=True)
class Finding:
    """One difference between the numbers of an original and its translation."""

    kind: Kind
    level: Level
    original: Side
    translation: Side

    @property
    def blocking(self) -> bool:
        """Whether it keeps a translation from going out."""
        return self.level is Level.ERROR

    @property
    def message(self) -> str:
        """What differs, naming both numbers, in the language of the moment."""
        return wording.message(self, language_of(get_language() or "vi"))

    def as_json(self) -> dict[str, Any]:
        """The finding for programs; spans are positions of characters."""
        sides = {"original": self.original, "translation": self.translation}
        return {
            "kind": self.kind.value,
            "level": self.level.value,
            "message": self.message,
            **{
                name: {"locale": side.locale, "printed": side.printed, "span": side.span}
                for name, side in sides.items()
            },
        }


def compare(
    original: str,
    translation: str,
    locale: str = "vi",
    target: str = "en",
    figures: Collection[str] | None = None,
) -> list[Finding]:
    """The differences between the numbers of two segments, in order; empty where they agree.

    Both may hold markup; links that are figures (`figures` names their ids, otherwise all with an id) are compared as
    placeholders. Positions are those of the texts as given.
    """
    one = Segment(original[:MOST_CHARACTERS], figures)
    other = Segment(translation[:MOST_CHARACTERS], figures)
    languages = language_of(locale), language_of(target)
    matching = Matching(
        mentions(one.read, languages[0]),
        mentions(other.read, languages[1]),
        ((languages[0], one.read), (languages[1], other.read)),
    )

    def finding(difference: Difference) -> Finding:
        sides = [
            Side(segment.given, code, segment.span(found.start, found.end) if found else None, found)
            for segment, code, found in (
                (one, locale, difference.original),
                (other, target, difference.translation),
            )
        ]
        return Finding(difference.kind, difference.level, *sides)

    return [*_figures(one, other, locale, target), *map(finding, matching.differences())]


def _figures(one: Segment, other: Segment, locale: str, target: str) -> list[Finding]:
    """Figures are data: both sides link the same ones."""

    def lacking(here: Segment, there: Segment) -> list[Placeholder]:
        known = {placeholder.id for placeholder in there.placeholders}
        return [placeholder for placeholder in here.placeholders if placeholder.id not in known]

    found = []
    for placeholder in lacking(one, other):
        side = Side(one.given, locale, (placeholder.start, placeholder.end))
        found.append(Finding(Kind.MISSING, Level.ERROR, side, Side(other.given, target, None)))
    for placeholder in lacking(other, one):
        side = Side(other.given, target, (placeholder.start, placeholder.end))
        found.append(Finding(Kind.ADDED, Level.ERROR, Side(one.given, locale, None), side))
    return found
