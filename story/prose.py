"""Numbers in a story's words that no figure of the story stands behind."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.text import Truncator

from story.figures import FoundNumber, Qualifier, find_numbers
from story.figures.digits import plain
from story.figures.words import take_scale
from story.passages import Passage, passages

if TYPE_CHECKING:
    from story.models import StoryPage
    from story.records import FigureRecord

# Up to here the same digits may well count another thing.
SMALL = 100
_AROUND = 60
_DOWN = (Qualifier.OVER, Qualifier.AT_LEAST)
_UP = (Qualifier.NEARLY, Qualifier.UNDER, Qualifier.AT_MOST)


@dataclass(frozen=True)
class Unsourced:
    """A number without a record: where it stands and what its sentence says of it."""

    passage: Passage
    found: FoundNumber

    @property
    def key(self) -> str:
        """Names this number at this place: another text there gives another key."""
        start, end = self.found.phrase
        said = f"{self.passage.key}|{start}|{self.passage.text[start:end]}"
        return hashlib.sha256(said.encode()).hexdigest()[:20]

    @property
    def part(self) -> str:
        """The part that would hold its record."""
        return self.passage.part or "results"

    @property
    def phrase(self) -> str:
        """The number with its qualifier and unit, as written."""
        return self.passage.text[slice(*self.found.phrase)]

    @property
    def before(self) -> str:
        """The end of the words before it."""
        words = self.passage.text[: self.found.phrase[0]]
        return words if len(words) <= _AROUND else "…" + words[-_AROUND:].partition(" ")[2]

    @property
    def after(self) -> str:
        """The beginning of the words after it."""
        return Truncator(self.passage.text[self.found.phrase[1] :]).chars(_AROUND)


def unsourced(page: "StoryPage") -> list[Unsourced]:
    """The numbers in all texts of the story that match none of its figures, each once for each part."""
    from story.models import Unit

    records = list(page.figures.values())
    units = [
        name for names in Unit.objects.values_list("names", flat=True) for name in names.values() if name
    ]
    seen: set[tuple[object, ...]] = set()
    return [number for number in _numbers(page, units) if _is_new(number, records, seen)]


def _numbers(page: "StoryPage", units: list[str]) -> Iterator[Unsourced]:
    for passage in passages(page):
        for found in find_numbers(passage.plain, page.locale.language_code, units):
            yield Unsourced(passage, found)


def _is_new(number: Unsourced, records: "list[FigureRecord]", seen: set[tuple[object, ...]]) -> bool:
    found = number.found
    same = (number.passage.part, found.value, found.value_max, found.total, found.unit.casefold())
    if same in seen or any(is_said_by(record, found) for record in records):
        return False
    seen.add(same)
    return True


def is_said_by(record: "FigureRecord", found: FoundNumber) -> bool:
    """Whether the number of the text is the record's, in full or honestly rounded."""
    quantity = record.quantity
    if not _is_like_unit(record, found):
        return False
    if found.value_max is not None:
        return (found.value, found.value_max) == (quantity.value, quantity.value_max)
    if found.total is not None:
        return (found.value, found.total) == (quantity.value, quantity.total)
    numbers = (quantity.value, quantity.value_max, quantity.total, record.baseline_value)
    return any(number is not None and _is_rounded(number, found) for number in numbers)


def _is_like_unit(record: "FigureRecord", found: FoundNumber) -> bool:
    """Small numbers are the same only of the same thing, percentages only among themselves."""
    own = record.unit_name.casefold()
    said = found.unit.casefold()
    if (own == "%") != (said == "%"):
        return False
    if abs(found.value) >= SMALL or not own or not said:
        return True
    return own.startswith(said) or said.startswith(own) or f" {said}" in f" {own}"


def _is_rounded(number: Decimal, found: FoundNumber) -> bool:
    """3,1 tỷ says 3.098.490.000 if it says "gần" or nothing; "hơn" it would lie."""
    if number == found.value:
        return True
    distance, step = found.value - number, _last_place(found)
    if found.qualifier in _DOWN:
        return -step < distance <= 0
    if found.qualifier in _UP:
        return 0 <= distance < step
    return abs(distance) * 2 <= step


def _last_place(found: FoundNumber) -> Decimal:
    """What one step of the last written digit is worth; round thousands count as rounded where a word says so."""
    digits = next((word for word in found.printed.split() if word[:1].isdigit()), "")
    scale = found.printed[found.printed.find(digits) + len(digits) :].strip(" %") if digits else ""
    power = take_scale(scale)[0] if scale else 0
    places = len(plain(found.value.scaleb(-power)).partition(".")[2])
    if power or places or found.qualifier is Qualifier.EXACT:
        return Decimal(1).scaleb(power - places) if power or places else Decimal(0)
    whole = plain(found.value)
    return Decimal(10) ** (len(whole) - len(whole.rstrip("0")))
