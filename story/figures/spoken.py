"""Numbers as they are read on air, and the numbers that such words stand for."""

import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from story.figures import english, vietnamese
from story.figures.digits import format_number, language_of, plain
from story.figures.errors import UnreadableNumber
from story.figures.vietnamese import DEFAULT, ReadingStyle
from story.figures.wording import wording_of

_MINUS = {"vi": "âm", "en": "minus"}
_POINT = {"vi": "phẩy", "en": "point"}


def spoken_number(value: Decimal, locale: str, style: ReadingStyle = DEFAULT) -> str:
    """Every digit of the number in words; raises ValueError for English from 10²⁴ on.

    In a language whose number words are not known here, in digits as that language writes them.
    """
    if not wording_of(locale).at_home:
        return format_number(value, locale)
    language = language_of(locale)
    whole, _dot, fraction = plain(abs(value)).partition(".")
    words = [_MINUS[language]] if value < 0 else []
    if language == "vi":
        words.append(vietnamese.integer_words(int(whole), style))
        words += [_POINT["vi"], vietnamese.fraction_words(fraction, style)] if fraction else []
    else:
        words.append(english.integer_words(int(whole)))
        words += [_POINT["en"], english.fraction_words(fraction)] if fraction else []
    return " ".join(words)


def spoken_ordinal(value: Decimal, locale: str, style: ReadingStyle = DEFAULT) -> str:
    """A rank in words (thứ tư, fourth); a number that is no rank is read as a number."""
    if value < 1 or value != int(value) or not wording_of(locale).at_home:
        return spoken_number(value, locale, style)
    if language_of(locale) == "vi":
        return vietnamese.ordinal_words(int(value), style)
    return english.ordinal_words(int(value))


def parse_spoken(text: str, locale: str) -> Decimal:
    """The number that the words (cardinal or ordinal) stand for; raises UnreadableNumber."""
    words = " ".join(unicodedata.normalize("NFC", text).lower().split())
    language = language_of(locale)
    sign, minus = "", _MINUS[language]
    if words.startswith(f"{minus} "):
        sign, words = "-", words.removeprefix(f"{minus} ")
    whole, point, fraction = words.partition(f" {_POINT[language]} ")
    try:
        number = str(_parse_whole(whole, language))
        if point:
            parse_fraction = vietnamese.parse_fraction if language == "vi" else english.parse_fraction
            number += f".{parse_fraction(fraction)}"
    except ValueError as error:
        message = _("“%(text)s” is not a number in words.") % {"text": text[:60]}
        raise UnreadableNumber(message) from error
    return Decimal(sign + number)


def _parse_whole(words: str, language: str) -> int:
    if language == "vi":
        if words.startswith("thứ "):
            return vietnamese.parse_ordinal(words.removeprefix("thứ "))
        return vietnamese.parse_integer(words)
    ordinal = english.parse_ordinal(words)
    return english.parse_integer(words) if ordinal is None else ordinal
