"""Parts of a whole in words and signs: một nửa, hai phần ba, half, two thirds, two in three, ½."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from story.figures import parse_spoken
from story.figures.english import UNITS, ordinal_words
from translation.numbers import qualifiers, units
from translation.numbers.digits import POWERS
from translation.numbers.mentions import Mention, Reading, Sort, Weight, amount

ORDINALS = {ordinal_words(number): number for number in range(1, 101)} | {
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
VIETNAMESE_SCALE = r"(?: (?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b(?! (?:lệ|chứng|phú|suất|trọng)\b))"
ENGLISH_SCALE = r"(?:dozen|hundred|thousand|million|billion|trillion)"
WORDS_VI = "một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười"
_HALF = {
    "vi": re.compile(
        r"(?<!\w)(?:(?P<firm>một nửa|phân nửa|(?<=hơn )nửa|(?<=gần )nửa|(?<=quá )nửa)|nửa)"
        r"(?! (?:đêm|đầu|cuối|sau|trước|vời|chừng))(?P<scale> (?:triệu|tỷ|tỉ|nghìn|ngàn))?(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?<![\w-])(?:one[ -])?half(?:[ -](?:of )?(?:a|an|one)(?= (?:{ENGLISH_SCALE}|hour|minute|year|month|day|century|decade|kilo\w*|hectare|tonne|metre|litre)\b)"
        rf"(?P<scale> {ENGLISH_SCALE})?)?(?!\w)",
        re.IGNORECASE,
    ),
}
_PARTS_VI = re.compile(
    rf"(?<!\w)(?P<top>{WORDS_VI}|[0-9]{{1,2}}) phần (?P<bottom>{WORDS_VI}|[0-9]{{1,2}})(?!\w)",
    re.IGNORECASE,
)
_NAMED_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {
    word: number for word, number in ORDINALS.items() if 3 <= number <= 20
}
_PARTS_EN = re.compile(
    rf"(?<![\w-])(?P<top>an?|{'|'.join(UNITS[1:13])}|[0-9]{{1,2}})[ -](?P<bottom>{'|'.join(_NAMED_PARTS)})(?P<many>s?)"
    r"(?= of (?!20|19|the year)|[ ,.;]|$|(?<=half)-|(?<=quarter)-)(?! (?:time|quarter|year|party|phase|day|century|generation)\b)",
    re.IGNORECASE,
)
_MIXED = re.compile(
    rf"(?<![\w-])(?P<whole>an?|{'|'.join(UNITS[1:13])}|[0-9]{{1,2}})(?:[ -](?P<unit>(?:hour|day|week|month|year|decade|century)s?))?"
    rf"[ -]and[ -]a[ -]half(?: (?P<scale>{ENGLISH_SCALE}))?(?!\w)",
    re.IGNORECASE,
)
_SO_MANY_IN = re.compile(
    rf"(?<![\w.,-])(?P<part>{'|'.join(UNITS[1:13])}|[0-9]{{1,2}}) (?:in|out of)(?: every)? (?P<total>{'|'.join(UNITS[2:13])}|10|100)"
    rf"(?![\w.,-]*[0-9]|\w|-| {ENGLISH_SCALE})",
    re.IGNORECASE,
)
_SIGNS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")


def shares(text: str, language: str) -> Iterator[Mention]:
    """Halves and other parts of a whole; half a million is an amount."""
    if language == "en":
        yield from _mixed(text)
    pattern = _PARTS_VI if language == "vi" else _PARTS_EN
    for match in pattern.finditer(text):
        top = small(match["top"], language)
        bottom = (
            small(match["bottom"], language) if language == "vi" else _NAMED_PARTS[match["bottom"].lower()]
        )
        if top < bottom and not (language == "en" and top != 1 and not match["many"]):
            yield _share(text, match, Fraction(top, bottom), language)
    if language == "en":
        yield from _so_many_in(text)
    for match in _HALF[language].finditer(text):
        yield _half(text, match, language)


def _so_many_in(text: str) -> Iterator[Mention]:
    """Two in three, eight out of ten: a share, which may be told by its two numbers too."""
    for match in _SO_MANY_IN.finditer(text):
        part, total = small(match["part"], "en"), small(match["total"], "en")
        if part < total:
            said = qualifiers.around(text, *match.span(), "en")
            first = Mention(*match.span("part"), (amount(Decimal(part)),), qualifiers=said)
            second = Mention(*match.span("total"), (amount(Decimal(total)),))
            share = Reading(Sort.SHARE, Fraction(part, total))
            yield Mention(*match.span(), (share,), qualifiers=said, parts=(first, second))


def signs(text: str) -> Iterator[Mention]:
    """Halves and quarters as one sign."""
    for match in _SIGN.finditer(text):
        yield Mention(*match.span(), (Reading(Sort.SHARE, _SIGNS[match[0]]),))


def _mixed(text: str) -> Iterator[Mention]:
    """Two and a half, 3 and a half million."""
    for match in _MIXED.finditer(text):
        value = Decimal(small(match["whole"], "en")) + Decimal("0.5")
        if match["scale"]:
            value *= Decimal(10) ** POWERS[match["scale"].lower()]
        unit, end = units.unit_after(text, match.end(), "en")
        if match["unit"]:
            unit, end = units.unit_after(f" {match['unit']}", 0, "en")[0], match.end()
        said = qualifiers.around(text, match.start(), end, "en")
        yield Mention(match.start(), end, (amount(value, unit),), qualifiers=said)


def _share(text: str, match: re.Match[str], share: Fraction, language: str) -> Mention:
    said = qualifiers.around(text, match.start(), match.end(), language)
    readings: tuple[Reading, ...] = (Reading(Sort.SHARE, share),)
    place = match["top"].lower() == "a" and ORDINALS.get(match["bottom"].lower())
    if place and text[match.end() : match.end() + 4] != " of ":  # "a second operator, then a third"
        readings += (amount(Decimal(place)),)
    return Mention(match.start(), match.end(), readings, qualifiers=said)


def _half(text: str, match: re.Match[str], language: str) -> Mention:
    if match["scale"]:
        scale = Decimal(10) ** POWERS[match["scale"].strip().lower()]
        unit, end = units.unit_after(text, match.end(), language)
        currency, start = units.currency_before(text, match.start(), language)
        readings = (amount(scale / 2, unit or currency),)
        return Mention(start, end, readings, qualifiers=qualifiers.around(text, start, end, language))
    unit, end = units.unit_after(text, match.end(), language)
    said = qualifiers.around(text, match.start(), match.end(), language)
    if unit and unit not in (units.PERCENT, units.POINT, units.TIMES):
        return Mention(match.start(), end, (amount(Decimal("0.5"), unit),), qualifiers=said)
    firm = language == "vi" and match["firm"]
    weight = Weight.FIRM if firm or said != qualifiers.EXACTLY else Weight.SOFT
    return Mention(match.start(), match.end(), (Reading(Sort.SHARE, Fraction(1, 2)),), weight, said)


def small(word: str, language: str) -> int:
    """A number up to twelve in digits or words, or an article."""
    if word.isdigit():
        return int(word)
    if language == "en":
        return 1 if word.lower() in ("a", "an") else UNITS.index(word.lower())
    return int(parse_spoken(word.lower().replace("tư", "bốn"), "vi"))
