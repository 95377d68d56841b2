"""A number as people type it, read without guessing."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NoReturn

from django.utils.translation import gettext as _

from story.figures.digits import MINUS, format_number, language_of, read_number
from story.figures.errors import AmbiguousNumber, UnreadableNumber
from story.figures.types import Nature, Qualifier
from story.figures.words import (
    LEADING_UNITS,
    NATURES,
    QUALIFIERS,
    take_leading,
    take_scale,
    take_suffix,
)

MOST_DIGITS = 18
MOST_CHARACTERS = 200
_OPENERS = ("từ", "from", "between")
_NUMBER = re.compile(rf"[-{MINUS}]?[0-9]+(?:[.,][0-9]+)*")
_RANGE = re.compile(rf"\s*(?:[-–—]|đến|tới|to)\s*(?=[-{MINUS}]?[0-9])", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*and\s*(?=[-{MINUS}]?[0-9])", re.IGNORECASE)
_TOTAL = re.compile(r"\s*(?:/|trên tổng số|trên|out of|of)\s*(?=[0-9])", re.IGNORECASE)
_DOUBTFUL = re.compile(rf"[-{MINUS}]?[1-9]\.[0-9]{{3}}")
# A digit that begins a word is a number of its own; km2 and COVID-19 are names.
_LOOSE_DIGIT = re.compile(r"(?<!\w)(?<![^\W\d_]-)[0-9]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2010: "-", 0x2011: "-"}
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))


@dataclass(frozen=True)
class ParsedQuantity:
    """What a typed text says; `unit_text` is what remains beside the number, `nature` None if not said."""

    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit_text: str = ""
    nature: Nature | None = None


@dataclass(frozen=True)
class _Head:
    qualifier: Qualifier | None
    nature: Nature | None
    opener: str
    unit: str


@dataclass(frozen=True)
class _Part:
    text: str
    power: int
    language: str
    percent: bool


@dataclass(frozen=True)
class _Typed:
    """The pieces of a text before its digits are given a meaning."""

    head: _Head
    parts: tuple[_Part, ...]
    is_total: bool
    tail: str
    suffix: Qualifier | None


def parse_quantity(text: str, locale: str = "vi") -> ParsedQuantity:
    """The quantity that the text says; raises AmbiguousNumber or UnreadableNumber with a message."""
    typed = _split(_clean(text))
    found: list[ParsedQuantity] = []
    problem: UnreadableNumber | None = None
    for numbers in _readings(typed.parts, locale):
        try:
            found.append(_build(typed, numbers, locale))
        except UnreadableNumber as error:
            problem = error
    if not found:
        raise problem or UnreadableNumber(_not_grouped(typed))
    if len(found) == 1:
        return found[0]
    decimals, thousands = sorted((reading.value for reading in found), key=abs)
    message = _("“%(text)s” can mean %(thousands)s or, with decimals, %(decimals)s. Say which one is meant.")
    written = {"thousands": format_number(thousands, locale), "decimals": format_number(decimals, locale)}
    raise AmbiguousNumber(found, message % {"text": _shown(text), **written})


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).translate(_FULL_WIDTH).strip()
    if not text:
        raise UnreadableNumber(_("Nothing was typed. Type a number, for example 867.598, 97,1 or 3,1 tỷ."))
    if len(text) > MOST_CHARACTERS:
        raise UnreadableNumber(_("The text is too long for a number. Type the number and its unit only."))
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in text):
        message = _("“%(text)s” holds invisible control characters. Type the number again by hand.")
        raise UnreadableNumber(message % {"text": _shown(text)})
    if any(char.isnumeric() and not char.isascii() for char in text):
        message = _("“%(text)s” holds digits of another script, a fraction or a raised digit. Use 0 to 9.")
        raise UnreadableNumber(message % {"text": _shown(text)})
    return " ".join(text.split())


def _split(text: str) -> _Typed:
    head, rest = _take_head(text)
    first, rest = _take_part(rest, text)
    parts, is_total = [first], False
    separator = _RANGE.match(rest) or (_BETWEEN.match(rest) if head.opener == "between" else None)
    if separator is None and (separator := _TOTAL.match(rest)):
        is_total = True
    if separator:
        second, rest = _take_part(rest[separator.end() :], text)
        parts.append(second)
    suffix, tail = take_suffix(rest.strip().rstrip(".,;: "))
    _check_tail(tail, parts, text)
    if head.opener and (len(parts) == 1 or is_total) and suffix is None:
        message = _("“%(text)s” begins a range but does not end it. Write both ends, for example từ 1 đến 2.")
        raise UnreadableNumber(message % {"text": _shown(text)})
    return _Typed(head, tuple(parts), is_total, tail, suffix)


def _take_head(text: str) -> tuple[_Head, str]:
    nature, qualifier, opener, unit, rest = "", "", "", "", text
    while not _NUMBER.match(rest):
        before = rest
        if not nature:
            nature, rest = take_leading(rest, NATURES)
        if not qualifier:
            qualifier, rest = take_leading(rest, QUALIFIERS)
        if not opener:
            opener, rest = take_leading(rest, _OPENERS)
        if not unit:
            unit, rest = take_leading(rest, LEADING_UNITS)
        if rest == before:
            _refuse_head(text, rest)
    head = _Head(QUALIFIERS.get(qualifier.lower()), NATURES.get(nature.lower()), opener.lower(), unit)
    return head, rest


def _refuse_head(text: str, rest: str) -> NoReturn:
    number = _NUMBER.search(rest)
    if number is None:
        message = _("“%(text)s” holds no number. Write it in digits, for example 867.598, 97,1 or 3,1 tỷ.")
        raise UnreadableNumber(message % {"text": _shown(text)})
    message = _(
        "The number %(number)s was found, but “%(words)s” before it was not understood. "
        "Only words such as hơn, gần, khoảng, dưới, ít nhất, tối đa, mục tiêu, dự kiến may stand there."
    )
    words = rest[: number.start()].strip()
    raise UnreadableNumber(message % {"number": _shown(number[0]), "words": _shown(words)})


def _take_part(text: str, whole: str) -> tuple[_Part, str]:
    match = _NUMBER.match(text)
    rest = text[match.end() :] if match else text
    if match is None or re.match(rf"[eExX][-+{MINUS}]?[0-9]", rest):
        message = _(
            "“%(text)s” is written as computers write numbers. Write all digits, for example 100.000."
        )
        raise UnreadableNumber(message % {"text": _shown(whole)})
    rest = re.sub(r"^(?:st|nd|rd|th)\b", "", rest)
    power, language, rest = take_scale(rest)
    percent = re.match(r"\s*%", rest)
    rest = rest[percent.end() :] if percent else rest
    return _Part(match[0], power, language, percent is not None), rest


def _check_tail(tail: str, parts: list[_Part], text: str) -> None:
    understood = " – ".join(part.text for part in parts)
    if _LOOSE_DIGIT.search(tail):
        message = _(
            "The number %(number)s was understood, but “%(rest)s” after it holds another number. "
            "Write one number, a range (7–10 nghìn) or a part of a total (68/200)."
        )
        raise UnreadableNumber(message % {"number": _shown(understood), "rest": _shown(tail)})
    if tail and not any(char.isalpha() or unicodedata.category(char) == "Sc" for char in tail):
        message = _("The number %(number)s was understood, but “%(rest)s” after it is no unit.")
        raise UnreadableNumber(message % {"number": _shown(understood), "rest": _shown(tail)})


def _readings(parts: tuple[_Part, ...], locale: str) -> list[list[Decimal]]:
    scale_language = next((part.language for part in parts if part.language), "")
    own = scale_language or language_of(locale)
    readings: list[list[Decimal]] = []
    for language in (own, "en" if own == "vi" else "vi"):
        numbers = [read_number(part.text, language) for part in parts]
        read = [number for number in numbers if number is not None]
        if len(read) == len(numbers) and read not in readings:
            readings.append(read)
    return readings if not scale_language and _is_doubtful(parts, own) else readings[:1]


def _is_doubtful(parts: tuple[_Part, ...], language: str) -> bool:
    dotted = [part.text for part in parts if "." in part.text]
    doubts = [
        text
        for text in dotted
        if _DOUBTFUL.fullmatch(text) and not (language == "vi" and text.endswith(".000"))
    ]
    return bool(doubts) and len(doubts) == len(dotted)


def _build(typed: _Typed, numbers: list[Decimal], locale: str) -> ParsedQuantity:
    powers = [part.power for part in typed.parts]
    if powers[0] == 0:  # "7–10 nghìn": the scale stands for both ends.
        powers[0] = powers[-1]
    with localcontext(prec=MOST_CHARACTERS * 2):
        scaled = [number.scaleb(power) for number, power in zip(numbers, powers, strict=True)]
    values = [Decimal(format(value, "f")) for value in scaled]  # 500000000, not 5.00E+8
    for value in values:
        if abs(value) >= 10**MOST_DIGITS:
            message = _("The number has more than %(most)s digits. Check it, or use a larger unit.")
            raise UnreadableNumber(message % {"most": MOST_DIGITS})
    second = values[1] if len(values) > 1 else None
    if second is not None:
        _check_order(values[0], second, locale, is_total=typed.is_total)
    percent = "%" if any(part.percent for part in typed.parts) else ""
    return ParsedQuantity(
        value=values[0],
        value_max=None if typed.is_total else second,
        total=second if typed.is_total else None,
        qualifier=typed.head.qualifier or typed.suffix or Qualifier.EXACT,
        unit_text=" ".join(filter(None, (typed.head.unit, percent, typed.tail))),
        nature=typed.head.nature,
    )


def _check_order(first: Decimal, second: Decimal, locale: str, *, is_total: bool) -> None:
    if is_total and (first > second or second <= 0):
        message = _("%(first)s of %(second)s was understood, but a part cannot be larger than its total.")
    elif not is_total and first >= second:
        message = _(
            "A range from %(first)s to %(second)s was understood, but its end must be the larger number."
        )
    else:
        return
    numbers = {"first": format_number(first, locale), "second": format_number(second, locale)}
    raise UnreadableNumber(message % numbers)


def _not_grouped(typed: _Typed) -> str:
    message = _(
        "“%(number)s” is not grouped like a number. "
        "A dot parts thousands and a comma decimals, for example 1.234.567 or 97,1."
    )
    return message % {"number": _shown(" – ".join(part.text for part in typed.parts))}


def _shown(text: str) -> str:
    """At most 60 printable characters of what was typed."""
    printable = "".join(char for char in text if char.isprintable())
    return printable if len(printable) <= 60 else f"{printable[:59]}…"
