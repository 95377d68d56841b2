"""Figures as data: what they are, how they are read from typing, and the forms in which they are shown."""

from story.figures.derive import RULES, agrees, derive
from story.figures.digits import format_number, parse_digits
from story.figures.errors import AmbiguousNumber, UnreadableNumber, UnreadablePeriod
from story.figures.field import CellField, cell_field
from story.figures.finding import FoundNumber, find_numbers
from story.figures.forms import Forms, figure_forms, nature_word, qualifier_word
from story.figures.parsing import ParsedQuantity, parse_quantity
from story.figures.periods import format_period, parse_period, period_end, validate_period
from story.figures.spoken import parse_spoken, spoken_number
from story.figures.spoken_periods import spoken_period
from story.figures.types import (
    Nature,
    PeriodBasis,
    Qualifier,
    Quantity,
    UnitKind,
    UnitNames,
    UnitTerm,
)
from story.figures.vietnamese import DEFAULT, ReadingStyle

__all__ = [
    "DEFAULT",
    "RULES",
    "AmbiguousNumber",
    "CellField",
    "Forms",
    "FoundNumber",
    "Nature",
    "ParsedQuantity",
    "PeriodBasis",
    "Qualifier",
    "Quantity",
    "ReadingStyle",
    "UnitKind",
    "UnitNames",
    "UnitTerm",
    "UnreadableNumber",
    "UnreadablePeriod",
    "agrees",
    "cell_field",
    "derive",
    "figure_forms",
    "find_numbers",
    "format_number",
    "format_period",
    "nature_word",
    "parse_digits",
    "parse_period",
    "parse_quantity",
    "parse_spoken",
    "period_end",
    "qualifier_word",
    "spoken_number",
    "spoken_period",
    "validate_period",
]
