"""Digits by locale: 116.000 and 97,1 in Vietnamese, 116,000 and 97.1 in English."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from story.figures.errors import UnreadableNumber
from story.figures.wording import code_of, separators

MINUS = "\N{MINUS SIGN}"


def language_of(locale: str) -> str:
    """The language by whose rules numbers are read in texts and aloud: Vietnamese for vi, English for every other locale.

    How figures are written is a question to `story.figures.wording`, which knows every language.
    """
    return "vi" if locale.split("-")[0] == "vi" else "en"


def plain(value: Decimal) -> str:
    """ASCII digits with a point, no exponent, no needless zeros, nothing lost."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal_places(value: Decimal) -> int:
    """How many decimals the number needs."""
    return len(plain(value).partition(".")[2])


def format_number(value: Decimal, locale: str) -> str:
    """The number with the separators of the locale, exactly."""
    thousands, decimal = separators(locale)
    whole, _point, fraction = plain(value).partition(".")
    sign, whole = (MINUS, whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{sign}{grouped}{decimal}{fraction}" if fraction else f"{sign}{grouped}"


def read_number(text: str, language: str) -> Decimal | None:
    """The number under the rules of one language alone, or None where they do not allow it."""
    thousands, decimal = (re.escape(sign) for sign in separators(language))
    pattern = rf"[-{MINUS}]?(?:\d+|[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+)(?:{decimal}\d+)?"
    if not re.fullmatch(pattern, text, re.ASCII):
        return None
    plain_text = text.replace(MINUS, "-").replace(separators(language)[0], "")
    return Decimal(plain_text.replace(separators(language)[1], "."))


def parse_digits(text: str, locale: str) -> Decimal:
    """The inverse of `format_number`, without guessing; raises UnreadableNumber."""
    value = read_number(text, code_of(locale))
    if value is None:
        raise UnreadableNumber(
            _("“%(text)s” is not written as a number of this language.") % {"text": text[:60]}
        )
    return value
