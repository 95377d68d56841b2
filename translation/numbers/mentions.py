"""A number that a sentence names: where it stands, what it can mean, and how firmly it is said."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

from story.figures import Qualifier

EXACTLY = frozenset({Qualifier.EXACT})


class Sort(StrEnum):
    """What a mention is; the values of one sort can be compared."""

    AMOUNT = "amount"
    SHARE = "share"
    VAGUE = "vague"
    DATE = "date"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    RATE = "rate"
    IDENTIFIER = "identifier"


class Weight(IntEnum):
    """What follows when the other sentence does not have it.

    `SPARE` nothing: it is there only to be matched; `SOFT` nothing, unless the other side is left with one of its own;
    `FIRM` a finding.
    """

    SPARE = 0
    SOFT = 1
    FIRM = 2


@dataclass(frozen=True)
class Reading:
    """One meaning: a Decimal of a unit, a share as a Fraction, a date (year, month, day), minutes of the day, a name."""

    sort: Sort
    value: Any
    unit: str = ""

    @property
    def key(self) -> tuple[Sort, Any]:
        """What equal meanings share, whatever their unit."""
        return self.sort, self.value


@dataclass(frozen=True)
class Mention:
    """A number in a sentence, by its place; `parts` are the two numbers of a total such as 68/200.

    `foreign` marks digits grouped by the rules of the other language, `power` is that of ten in a word such as tỷ.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    weight: Weight = Weight.FIRM
    qualifiers: frozenset[Qualifier] = EXACTLY
    parts: "tuple[Mention, ...]" = field(default=())
    foreign: bool = False
    power: int = 0

    @property
    def reading(self) -> Reading:
        """The likeliest meaning."""
        return self.readings[0]


def amount(value: Decimal, unit: str = "") -> Reading:
    """So many, or so much of a unit."""
    return Reading(Sort.AMOUNT, value, unit)
