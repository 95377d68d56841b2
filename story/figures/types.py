"""The terms of a figure: what it counts, how sure it is, and what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How the recorded number stands to the true one."""

    EXACT = "exactly"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    UNDER = "under"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class Nature(StrEnum):
    """What kind of statement the figure is; only the measured one has already happened."""

    MEASURED = "measured"
    ESTIMATE = "estimate"
    TARGET = "target"
    PROJECTION = "projection"
    RULE = "rule"
    COST = "cost"


class UnitKind(StrEnum):
    """What a unit measures, which decides where it stands and how it is read."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage-point"
    DURATION = "duration"
    RANK = "rank"
    LEVEL = "level"
    RATE = "rate"


class PeriodBasis(StrEnum):
    """Where the period of a figure comes from."""

    STATED = "stated"
    DOCUMENT_DATE = "document-date"
    NONE = "none"


@dataclass(frozen=True)
class UnitNames:
    """The names of a unit in one language; `singular` and `spoken` may stay empty."""

    name: str
    singular: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class UnitTerm:
    """A unit with its names by locale; a missing locale falls back to Vietnamese, then to any."""

    kind: UnitKind
    names: Mapping[str, UnitNames] = field(hash=False)

    def name(self, locale: str, value: Decimal | None = None) -> str:
        """The written name, in the singular where the value is one and the language has it."""
        names = self._names(locale)[1]
        return names.singular if value == 1 and names.singular else names.name

    def spoken_name(self, locale: str, value: Decimal | None = None) -> str:
        """The name as it is read aloud; the slashes of a rate become words."""
        language, names = self._names(locale)
        if names.spoken and not (value == 1 and names.singular):
            return names.spoken
        name = self.name(locale, value)
        if self.kind in (UnitKind.RATE, UnitKind.MONEY):
            return name.replace("/", " mỗi " if language == "vi" else " per ")
        return name

    def _names(self, locale: str) -> tuple[str, UnitNames]:
        language = locale.split("-")[0]
        for key in (locale, language, "vi", *self.names):
            names = self.names.get(key)
            if names is not None and names.name:
                return key.split("-")[0], names
        return language, UnitNames("")


@dataclass(frozen=True)
class Quantity:
    """One figure's number with all that changes how it is written; ValueError unless finite."""

    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: UnitTerm | None = None
    nature: Nature = Nature.MEASURED

    def __post_init__(self) -> None:
        numbers = (self.value, self.value_max, self.total)
        if any(number is not None and not number.is_finite() for number in numbers):
            raise ValueError("A quantity needs finite numbers")
