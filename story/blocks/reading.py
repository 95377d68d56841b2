"""What a person typed, and what the newsroom understands by it; one rule for the form and for its live echo.

Figures are entered in the site's first language alone, so its way of writing numbers holds for every editor,
whatever language the screen is in.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from story.figures import (
    AmbiguousNumber,
    ParsedQuantity,
    Qualifier,
    Quantity,
    UnreadableNumber,
    UnreadablePeriod,
    figure_forms,
    format_number,
    format_period,
    parse_period,
    parse_quantity,
)
from story.figures.words import NATURES

MOST_DIGITS = 15
MOST_DECIMALS = 6


class Unread(str):
    """What was typed and not understood: a draft keeps it, and it counts as nothing where a value is wanted."""

    def __bool__(self) -> bool:
        return False


class AmbiguousError(ValidationError):
    """The typed text has two meanings: `question` names them, `choices` pairs a text of one meaning with its number."""

    def __init__(self, question: str, choices: list[tuple[str, str]]) -> None:
        hint = _("Type %(first)s or %(second)s.") % {"first": choices[0][0], "second": choices[1][0]}
        super().__init__(f"{question} {hint}", code="ambiguous")
        self.question, self.choices = question, choices


@dataclass(frozen=True)
class TypedQuantity:
    """The numbers and the qualifier of a figure, without unit or nature."""

    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT

    def as_quantity(self) -> Quantity:
        """As the figure forms need it."""
        return Quantity(self.value, self.value_max, self.total, self.qualifier)

    @classmethod
    def of(cls, parsed: ParsedQuantity) -> "TypedQuantity":
        """The numbers of a parsed text."""
        return cls(parsed.value, parsed.value_max, parsed.total, parsed.qualifier)


def read_quantity(typed: str) -> ParsedQuantity:
    """The quantity that the text says.

    Raises AmbiguousError for two meanings, ValidationError saying what was understood for an unreadable text or
    a number too long to be kept exactly.
    """
    locale = settings.LANGUAGE_CODE
    try:
        parsed = parse_quantity(typed, locale)
    except AmbiguousNumber as error:
        choices = [(_text_of(reading), format_number(reading.value, locale)) for reading in error.readings]
        raise AmbiguousError(error.message, choices) from error
    except UnreadableNumber as error:
        raise ValidationError(error.message) from error
    for number in (parsed.value, parsed.value_max, parsed.total):
        if number is not None:
            _check_exact(number)
    return parsed


def _text_of(parsed: ParsedQuantity) -> str:
    """The whole text again, its number written so that it has one meaning."""
    nature = next((word for word, nature in NATURES.items() if nature is parsed.nature), "")
    return " ".join(filter(None, (nature, quantity_text(TypedQuantity.of(parsed)), parsed.unit_text)))


def _check_exact(number: Decimal) -> None:
    sign_digits_exponent = number.normalize().as_tuple()
    if len(sign_digits_exponent.digits) > MOST_DIGITS:
        message = _("A figure has at most %(most)d digits that count; this one has more.")
        raise ValidationError(message % {"most": MOST_DIGITS})
    if isinstance(sign_digits_exponent.exponent, int) and sign_digits_exponent.exponent < -MOST_DECIMALS:
        message = _("A figure has at most %(most)d decimals; this one has more.")
        raise ValidationError(message % {"most": MOST_DECIMALS})


def quantity_text(quantity: TypedQuantity) -> str:
    """The quantity as a person types it: read again, it gives the same quantity."""
    locale = settings.LANGUAGE_CODE
    sentence = figure_forms(quantity.as_quantity(), locale).sentence.replace("\N{NO-BREAK SPACE}", " ")
    # 1.234 has two meanings, 1234 has one.
    ungrouped = sentence.replace(format_number(Decimal(1000), locale)[1], "")
    for text in (sentence, ungrouped):
        try:
            if TypedQuantity.of(parse_quantity(text, locale)) == quantity:
                return text
        except ValueError:
            continue
    return sentence


def read_period(typed: str) -> str:
    """The period that the text says, in ISO 8601; raises ValidationError."""
    try:
        return parse_period(typed)
    except UnreadablePeriod as error:
        raise ValidationError(error.message) from error


def period_text(iso: str) -> str:
    """The period as people write it; a stored text that is no period is shown as it stands."""
    try:
        return format_period(iso, settings.LANGUAGE_CODE)
    except UnreadablePeriod:
        return iso
