"""Amounts in digits, with the scale, currency or unit that changes them: 3,1 tỷ đồng, VND 3.1 billion, 68/200, 7–10 nghìn."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from story.figures.digits import MINUS, read_number
from story.figures.identifiers import HIDDEN
from story.figures.words import SCALE_WORD, SCALES
from translation.numbers import kin, qualifiers, units
from translation.numbers.mentions import Mention, Reading, Sort, Weight, amount

POWERS = (
    SCALES["vi"]
    | {"chục": 1, "vạn": 4}
    | SCALES["en"]
    | {"dozen": 0, "bn": 9, "mn": 6, "mln": 6, "tn": 12, "trn": 12, "k": 3, "m": 6, "b": 9}
)
_SCALE = rf"(?: ?(?:{SCALE_WORD}|(?:chục|vạn|bn|mn|mln|tn|trn)\b|(?<=[0-9])k\b))"
_MONEY_SCALE = r"(?:(?<=[0-9]) ?[mb]\b)"
# After another number it is a dash: "2021-2025".
_MINUS = rf"(?:(?<!{HIDDEN})[-{MINUS}])?"
_NUMBER = rf"{_MINUS}(?:[0-9]{{1,3}}(?: [0-9]{{3}}){{2,}}|[0-9]+(?:[.,][0-9]+)*)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})(?P<order>st|nd|rd|th)?(?P<scale>{_SCALE}*)(?: ?(?P<percent>%))?"
    rf"(?=(?P<more>(?: (?P<small>[0-9]{{1,3}}) ?(?P<scale2>{_SCALE})| (?P<tenth>[1-9])(?=[,;.!?)]? |[.!?]?$)(?! [^\W\d_])| rưỡi\b)?))",
    re.IGNORECASE,
)
_LONE = re.compile(_MONEY_SCALE)
_TOTAL = re.compile(
    r"(?<![\w.,/])(?P<part>[0-9]+(?:[.,][0-9]{3})*) ?/ ?(?P<total>[0-9]+(?:[.,][0-9]{3})*)(?![\w/]|[.,][0-9])"
)
_RANGE = re.compile(
    r" ?[-–—] ?| (?:đến hết|đến|tới|to|through|lên|lên đến|lên tới|(?P<down>xuống|xuống còn|down to)) ",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|giữa) (?:\w+ )?$", re.IGNORECASE)
# Not ", or", after which the same is said once more: "19, or 42%".
_LISTED = re.compile(r",? (?:và|and) | (?:or|hoặc|hay) |, ", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]\s")
_ENDS = re.compile(rf" ?(?:[.,;:)!?…]|$)| (?:(?:in|by|năm|vào) )?{HIDDEN}")
_HEIGHT = re.compile(r"(?<![\w.,])(?P<whole>[0-9])m(?P<rest>[0-9]{1,2})(?![\w]|[.,][0-9])")
_HALF_MORE = re.compile(r" rưỡi\b", re.IGNORECASE)


def totals(text: str, language: str) -> Iterator[Mention]:
    """68/200: a part of a total, which the other language may write as two numbers."""
    for match in _TOTAL.finditer(text):
        part, total = (read_number(match[name], language) or Decimal(0) for name in ("part", "total"))
        date = _day(part, total) if language == "vi" else ()
        if not total or part > total:
            if date:
                yield Mention(match.start(), match.end(), date)
            continue
        said = qualifiers.around(text, match.start(), match.end(), language)
        first = Mention(*match.span("part"), (amount(part),), qualifiers=said)
        second = Mention(*match.span("total"), (amount(total),))
        share = Reading(Sort.SHARE, Fraction(part) / Fraction(total))
        unit, end = units.unit_after(text, match.end(), language)
        if unit and part < total <= 10:  # "1/2 ngày", which is half a day
            readings = (amount(part / total, unit), share, *date)
            yield Mention(match.start(), end, readings, qualifiers=said, parts=(first, second))
            continue
        yield Mention(match.start(), match.end(), (share, *date), qualifiers=said, parts=(first, second))


def _day(day: Decimal, month: Decimal) -> tuple[Reading, ...]:
    """31/12 in Vietnamese may be a day."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ()
    return (Reading(Sort.DATE, (0, int(month), int(day))),)


def amounts(text: str, language: str) -> list[Mention]:
    """Every other number in digits, in order."""
    heights = list(_heights(text)) if language == "vi" else []
    found = [mention for match in _AMOUNT.finditer(text) if (mention := _amount(text, match, language))]
    if language == "vi":
        found = [kin.together(mention, text) for mention in found]
    return [*heights, *_with_scale_left_out(_shared(found, text), text)]


def _heights(text: str) -> Iterator[Mention]:
    """1m65; 1m2 may be a square metre too."""
    for match in _HEIGHT.finditer(text):
        metres = amount(Decimal(f"{match['whole']}.{match['rest']}"), "m")
        square = {"2": "m²", "3": "m³"}.get(match["rest"])
        readings = (amount(Decimal(match["whole"]), square), metres) if square else (metres,)
        said = qualifiers.around(text, *match.span(), "vi")
        yield Mention(*match.span(), readings, qualifiers=said)


def _amount(text: str, match: re.Match[str], language: str) -> Mention | None:
    currency, start = units.currency_before(text, match.start(), language)
    printed, end, words = match["number"], match.end(), match["scale"]
    if not words and currency and (lone := _LONE.match(text, end)):
        words, end = lone[0], lone.end()
    value, foreign = _value(printed, language, scaled=bool(words or match["percent"]))
    if value is None:
        return None
    power = sum(POWERS[word] for word in words.casefold().split())
    value = _scaled(value, power)
    if match["more"] and power and not match["percent"]:
        value, end = _with_more(value, power, match)
    unit, end = _unit(text, match, end, language, currency)
    if half := _HALF_MORE.match(text, end) if unit and not power else None:
        value, end = value + Decimal("0.5"), half.end()
    said = qualifiers.around(text, start, end, language)
    # "trong 2 ngày 20 và 21/5": the days themselves follow
    listed = text[end : end + 2] == f" {HIDDEN}" and unit in ("day", "month")
    weight = Weight.SPARE if listed else Weight.FIRM
    readings: tuple[Reading, ...] = (amount(value, unit),)
    if unit == "m" and language == "en" and text[end - 2 : end - 1].isdigit():  # "2.3m visits"
        readings += (amount(value * 10**6),)
    if unit == "hour" and value in range(25) and language == "vi":  # "mở cửa 8 giờ"
        readings += (Reading(Sort.CLOCK, int(value) % 24 * 60),)
    return Mention(start, end, readings, weight, said, foreign=foreign, power=power)


def _unit(text: str, match: re.Match[str], end: int, language: str, currency: str) -> tuple[str, int]:
    if match["percent"]:
        follows, after = units.unit_after(text, match.end("percent") - 1, language)
        return (follows or units.PERCENT), max(after, end)
    unit, after = units.unit_after(text, end, language)
    return (currency, after if unit == currency else end) if currency else (unit, after)


def _with_more(value: Decimal, power: int, match: re.Match[str]) -> tuple[Decimal, int]:
    """3 tỷ 200 triệu, 2 triệu rưỡi, 1 triệu 2."""
    if not match["small"]:
        return value + _scaled(Decimal(match["tenth"] or 5), power - 1), match.end("more")
    small_power = sum(POWERS[word] for word in match["scale2"].casefold().split())
    small = _scaled(Decimal(match["small"]), small_power)
    return (value + small, match.end("more")) if small < _scaled(Decimal(1), power) else (value, match.end())


def _value(printed: str, language: str, *, scaled: bool) -> tuple[Decimal | None, bool]:
    """The number under the rules of its language, else of the other one, and whether it was the other one."""
    printed = printed.replace(" ", "")
    value = read_number(printed, language)
    if value is not None:
        return value, False
    value = read_number(printed, "en" if language == "vi" else "vi")
    # Industrie 4.0 and version 2.1 are written so in both languages.
    version = language == "vi" and not scaled and re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}", printed)
    return value, value is not None and not version


def _scaled(value: Decimal, power: int) -> Decimal:
    return value * Decimal(10) ** power if power >= 0 else value.scaleb(power)


def _with_scale_left_out(found: list[Mention], text: str) -> list[Mention]:
    """In "450 nghìn, ngoài chợ chỉ 300" the second number may be of the scale of the first."""
    scaled: Mention | None = None
    for place, this in enumerate(found):
        if scaled and _SENTENCE_END.search(text, scaled.end, this.start):
            scaled = None
        if this.power:
            scaled = this if this.power >= 3 else None
        elif scaled and not this.reading.unit and this.reading.value < 1000 and _ENDS.match(text, this.end):
            larger = amount(this.reading.value * 10**scaled.power, scaled.reading.unit)
            found[place] = replace(this, readings=(*this.readings, larger))
    return found


def _shared(found: list[Mention], text: str) -> list[Mention]:
    """In a range the scale and the unit of the end are those of its beginning too; in a list the unit is."""
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place], found[place + 1]
        between = text[this.end : following.start]
        value, end = this.reading.value, following.reading.value
        way = _RANGE.fullmatch(between)
        spans = way or (
            between in (" and ", " và ") and _BETWEEN.search(text[max(0, this.start - 20) : this.start])
        )
        if not spans and not _LISTED.fullmatch(between):
            continue
        unit = this.reading.unit or following.reading.unit
        if not spans and this.power and unit not in units.MONEY:  # "20 tỷ, 18 tháng"
            continue
        # "VND 40–50 million", but not "VND 27 billion to 412 customers"
        if spans and unit in units.MONEY and not following.reading.unit and value < end:
            found[place + 1] = replace(following, readings=(amount(end, unit),))
        power = following.power
        most = end / 10**power * (10 if way and way["down"] else 1)
        if spans and power and not this.power and value < most:
            value, this = value * 10**power, replace(this, power=power)
        found[place] = replace(this, readings=(amount(value, unit), *this.readings[1:]))
    return found
