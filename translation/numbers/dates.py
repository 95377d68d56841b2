"""Dates, months, quarters and years as both languages write them: (year, month, day), zero for what is not told.

A quarter is a month from 101 to 104, a half of a year 201 or 202.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from story.figures.counted import is_counted
from story.figures.english import MONTHS, ordinal_words
from story.figures.identifiers import HIDDEN
from translation.numbers.mentions import Mention, Reading, Sort, Weight, amount
from translation.numbers.units import unit_after

Moment = tuple[int, int, int]
QUARTER, HALF = 100, 200
_D, _M = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[6-9]|20)[0-9]{2}"
_EDGE = r"(?![\w]|[.,/]?[0-9])"
_SPELLED_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MONTH_WORD = "|".join(sorted(_SPELLED_MONTHS, key=len, reverse=True))
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4} | {
    "một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "last": 4, "final": 4, "đầu": 1, "cuối": 2, "sau": 2,
}  # fmt: skip
_TO = r"(?: đến hết | đến | tới | và | ?, (?:ngày )?| ?[-–—] ?)(?:hết )?(?:ngày |tháng )?"
_ABBREVIATED = "|".join(f"{name}|{name[:3]}\\b\\.?" for name in MONTHS) + r"|Sept\b\.?"
_NAME = f"(?:{_ABBREVIATED})"
_DTH = rf"(?:{_D}(?:st|nd|rd|th)?)"
_LIST = r"(?:,? (?:and|to|until|through|or) (?:the )?| ?[-–—] ?|, )"

_VIETNAMESE = re.compile(
    rf"(?<![\w/.,])(?<!(?<![0-9]{{4}})-)(?:"
    rf"(?:(?:ngày|mùng|các ngày) )?(?P<d1>{_D}(?:/{_M})?(?:{_TO}{_D}(?:/{_M})?)*)(?P<by>[/.-])(?P<m1>{_M})(?P=by)(?P<y1>{_Y})"
    rf"|(?:(?:các )?(?:ngày|mùng) )(?P<d2>{_D}(?:{_TO}{_D})*) tháng (?P<m2>{_M}|{_MONTH_WORD})(?:(?:,? năm |[/-]| )(?P<y2>{_Y}))?"
    rf"|(?P<d3>{_D}(?:{_TO}{_D})*) tháng (?P<m3>{_M})(?:,? năm |[/-]| )(?P<y3>{_Y})"
    rf"|(?:(?:các )?(?:ngày|sáng|chiều|tối|hôm|đêm)|(?<={HIDDEN})) (?P<d4>{_D}(?:/{_M})?(?:{_TO}{_D}(?:/{_M})?)*?)[/.-](?P<m4>{_M})"
    rf"|(?P<d12>(?<=từ ){_D}|(?<=đến ){_D}|(?<=trước ){_D}|(?<=sau ){_D})\.(?P<m12>{_M})(?! ?(?:%|phần|triệu|tỷ|nghìn|điểm))"
    rf"|từ (?P<d5>{_D}{_TO}{_D})[/-](?P<m5>{_M})"
    rf"|(?:quý) (?P<q>IV|I{{1,3}}|[1-4]|một|nhất|hai|ba|tư)(?:(?: năm |[/-]| )(?P<y5>{_Y}))?"
    rf"|(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?<!từng )(?:các )?tháng (?P<m6>{_M}|(?:{_MONTH_WORD})(?= năm [0-9]|/)"
    rf"|(?:một|giêng|hai|ba|tư|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)(?! lần| \w+ lần))"
    rf"(?:(?: năm |[/-]| )(?P<y6>{_Y}))?"
    rf"|(?P<m7>{_M})[/-](?P<y7>{_Y})"
    rf"|(?:(?P<so_many>6|sáu|3|ba) tháng (?P<h>đầu|cuối)(?: của)?(?: năm)?|nửa (?P<half>đầu|cuối|sau)(?: của)? năm)(?: (?P<y8>{_Y}))?"
    rf"|(?P<y9>{_Y})-(?P<m9>{_M})-(?P<d9>{_D})"
    rf"|(?:ngày|mùng) (?P<d10>{_D})(?= (?:và|đến|tới)|[,.;]|$)"
    rf"|(?:năm |những năm )?(?P<y11>{_Y})"
    rf"){_EDGE}",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?<![\w/.,])(?<![0-9]-)(?:"
    rf"(?:the )?(?P<d1>{_DTH}(?:{_LIST}{_DTH})*)(?: of)? (?P<n1>{_NAME})(?:,? (?P<y1>{_Y}))?"
    rf"|(?P<n2>{_NAME}) (?:the )?(?P<d2>{_DTH}(?![0-9])(?:{_LIST}{_DTH}(?![0-9]))*)(?:,? (?P<y2>{_Y}))?"
    rf"|(?P<n3>{_NAME})(?:,? (?:of )?(?P<y3>{_Y}))?"
    rf"|(?P<da>{_D})(?P<by>[/.-])(?P<db>{_D})(?P=by)(?P<y4>{_Y})"
    rf"|(?:[Qq](?P<q>[1-4])|(?:[Tt]he )?(?P<q5>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast) quarter)"
    rf"(?:(?:,? | of (?:the year )?|/)(?P<y5>{_Y}))?"
    rf"|(?P<h>[Ff]irst|[Ss]econd) (?:half|six months)(?: of(?: the year)?(?: (?P<y6>{_Y}))?)?"
    rf"|(?P<m7>{_M})[/-](?P<y7>{_Y})"
    rf"|(?P<y9>{_Y})-(?P<m9>{_M})-(?P<d9>{_D})"
    rf"|(?P<y10>{_Y})[-–/](?P<short>[0-9]{{2}})"
    rf"|(?P<y11>{_Y})s?"
    rf"){_EDGE}"
)
_ORDINAL = "|".join(ordinal_words(number) for number in range(1, 32))
# The fifth of the twelfth lunar month.
# The second half of the century is no half of a year.
_OF_ANOTHER = re.compile(r" the (?:[\w-]+ )?(?:century|decade|month|week|match|game|season|film|book|term)\b")
_END_OF = re.compile(r"(?:\bend of (?:the )?|\bhết |\bcuối )$", re.IGNORECASE)
_LUNAR = re.compile(
    rf"(?<!\w)(?:(?P<day>{_ORDINAL}|{_DTH}) (?:day )?of )?(?:the )?(?P<month>{_ORDINAL}|{_DTH}) (?:lunar )?month(?:[’']s)?"
    r"(?:(?<=lunar month)| of the lunar (?:calendar|year))",
    re.IGNORECASE,
)
_PLACES = {ordinal_words(number): number for number in range(1, 32)}
# The third of June.
_DAY_IN_WORDS = re.compile(
    rf"(?<!\w)(?:the )?(?P<day>{_ORDINAL}) of (?P<month>{_NAME})(?:,? (?P<year>{_Y}))?(?!\w)", re.IGNORECASE
)
# "May" and "March" are words of the language too.
_LOOSE = {"May", "Mar", "March", "Sun", "Sat"}
_IN_TIME = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|and|last|next|this|early|late|mid|mid-|every|through|during|between) $"
    r"|[-–]$",
    re.IGNORECASE,
)
_OF_A_TOTAL = re.compile(r" (?:out )?of (?:the |all )?[0-9]+(?![0-9])(?<!(?:19|20)[0-9]{2})")
_DATED = re.compile(r"\b(?:in|of|since|by|until|till|from|to|during|and|year|ở) $|[–-]$", re.IGNORECASE)
_DATED_DAYS = (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3"), ("d4", "m4", ""), ("d5", "m5", ""))
_JOINED = re.compile(
    r" ?(?:[-–—]|,|đến hết|đến|tới|và|hoặc|to|and|or|until|through|,? and)(?: hết)?(?: the)? ?", re.IGNORECASE
)


def read(text: str, language: str) -> Iterator[Mention]:
    """The dates of a text in order; a list or a range shares the month and year of its end."""
    found: list[Mention] = []
    pattern = _VIETNAMESE if language == "vi" else _ENGLISH
    if language == "en" and "lunar" in text:
        for match in _LUNAR.finditer(text):
            month, day = (_place(match[part]) if match[part] else 0 for part in ("month", "day"))
            found.append(_mention(match, (0, month, day)))
    if language == "en" and " of " in text:
        for match in _DAY_IN_WORDS.finditer(text):
            moment = (_number(match["year"]), _named(match["month"].capitalize()), _place(match["day"]))
            found.append(_mention(match, moment))
        for told in found:
            text = text[: told.start] + HIDDEN * (told.end - told.start) + text[told.end :]
    for match in pattern.finditer(text):
        found += _vietnamese(match) if language == "vi" else _english(match)
    return iter(_completed(found, text))


def _vietnamese(match: re.Match[str]) -> list[Mention]:
    said = match.groupdict()
    if year := said["y11"]:
        return _year(match, year, "vi")
    if part := said["h"] or said["half"]:
        month, many = HALF + _QUARTERS[part.lower()], 6 if said["h"] else 0
        if said["so_many"] in ("3", "ba", "Ba"):
            month, many = QUARTER + (1 if part.lower() == "đầu" else 4), 3
        return _half(match, month, said["y8"], many)
    if said["q"]:
        return [_mention(match, (_number(said["y5"]), QUARTER + _QUARTERS[said["q"].lower()], 0))]
    for days, month_of, year_of in _DATED_DAYS:
        if said[days]:
            if days == "d5" and is_counted(match.string, match.end()):  # "từ 3 đến 5/10 điểm"
                return []
            return _days(match, days, _month(said[month_of]), _number(said.get(year_of)))
    if said["m6"] or said["m7"]:
        moment = (_number(said["y6"] or said["y7"]), _month(said["m6"] or said["m7"]), 0)
        return [_mention(match, "", _to_its_end(match, moment))]
    if said["d12"]:  # "từ 1.7"
        day = Reading(Sort.DATE, (0, int(said["m12"]), int(said["d12"])))
        return [_mention(match, "", (day, amount(Decimal(f"{said['d12']}.{said['m12']}"))))]
    if said["d10"]:
        day = Reading(Sort.DATE, (0, 0, int(said["d10"])))
        return [_mention(match, "", (day, amount(Decimal(said["d10"]))))]
    return [_mention(match, (int(said["y9"]), int(said["m9"]), int(said["d9"])))]


def _english(match: re.Match[str]) -> list[Mention]:
    said = match.groupdict()
    if year := said["y11"]:
        return _year(match, year, "en")
    for days, month, its_year in (("d1", "n1", "y1"), ("d2", "n2", "y2")):
        if said[days]:
            if days == "d2" and not said["y2"] and _is_amount(match):
                return [Mention(*match.span("n2"), (Reading(Sort.DATE, (0, _named(said["n2"]), 0)),))]
            return _days(match, days, _named(said[month]), _number(said[its_year]))
    if name := said["n3"]:
        return _month_alone(match, name, _number(said["y3"]))
    if said["da"]:
        first, second, year = int(said["da"]), int(said["db"]), int(said["y4"])
        orders = [(year, second, first), (year, first, second)]
        readings = tuple(Reading(Sort.DATE, order) for order in orders if order[1] <= 12)
        return [_mention(match, "", readings)] if readings else []
    if said["q"] or said["q5"]:
        quarter = _QUARTERS[(said["q"] or said["q5"]).lower()]
        return [_mention(match, (_number(said["y5"]), QUARTER + quarter, 0))]
    if said["h"]:
        half = 1 if said["h"].lower() == "first" else 2
        return _half(match, HALF + half, said["y6"], 6 if "months" in match[0] else 0)
    if said["m7"]:
        return [_mention(match, (int(said["y7"]), int(said["m7"]), 0))]
    if short := said["short"]:
        end = int(said["y10"][:2] + short)
        years = [Mention(*match.span("y10"), (Reading(Sort.DATE, (int(said["y10"]), 0, 0)),))]
        return [*years, Mention(*match.span("short"), (Reading(Sort.DATE, (end, 0, 0)),))]
    return [_mention(match, (int(said["y9"]), int(said["m9"]), int(said["d9"])))]


def _year(match: re.Match[str], year: str, language: str) -> list[Mention]:
    """A bare year, which may as well be so many of something."""
    date = Reading(Sort.DATE, (int(year), 0, 0))
    if match[0].lower().startswith(("năm", "những năm")) or match[0].endswith("s"):
        return [_mention(match, "", (date,))]
    counted = is_counted(match.string, match.end()) or unit_after(match.string, match.end(), language)[0]
    if counted and not _DATED.search(match.string[max(0, match.start() - 10) : match.start()]):
        return []
    return [_mention(match, "", (date, amount(Decimal(year))))]


def _is_amount(match: re.Match[str]) -> bool:
    """ "By November 28 of the 34 provinces": no day, but so many."""
    text, end = match.string, match.end()
    return is_counted(text, end) or _OF_A_TOTAL.match(text, end) is not None


def is_year(mention: Mention, text: str) -> bool:
    """Whether it is a year for sure: "in 2024", but not "received 2024 applications"."""
    if mention.reading.sort is not Sort.DATE:
        return False
    return len(mention.readings) == 1 or _DATED.search(text, 0, mention.start) is not None


def _month_alone(match: re.Match[str], name: str, year: int) -> list[Mention]:
    word = name.rstrip(".")
    before = match.string[max(0, match.start() - 10) : match.start()]
    if word in _LOOSE and not year and not _IN_TIME.search(before):
        return []
    return [_mention(match, "", _to_its_end(match, (year, _named(name), 0)))]


def _to_its_end(match: re.Match[str], moment: Moment) -> tuple[Reading, ...]:
    """The month, and its last day where a word says "end of"."""
    year, month, _day = moment
    readings: tuple[Reading, ...] = (Reading(Sort.DATE, moment),)
    if _END_OF.search(match.string, 0, match.start()):
        last = monthrange(year or 2024, month)[1]
        readings += (Reading(Sort.DATE, (year, month, last)),)
    return readings


def _half(match: re.Match[str], half: int, year: str | None, months: int) -> list[Mention]:
    """The half of a year or so many months of it, and its year by itself, which may stand elsewhere: "in 2022, in the first six months"."""
    readings: tuple[Reading, ...] = (Reading(Sort.DATE, (0, half, 0)),)
    if months:
        readings += (amount(Decimal(months), "month"),)
    if not year:
        half_of = _mention(match, "", readings)
        of_another = _OF_ANOTHER.match(match.string, match.end())
        return [replace(half_of, weight=Weight.SPARE) if of_another else half_of]
    start = match.start() + match[0].rindex(year)
    its_year = Mention(start, match.end(), (Reading(Sort.DATE, (int(year), 0, 0)),))
    return [Mention(match.start(), start - 1, readings), its_year]


def _days(match: re.Match[str], group: str, month: int, year: int) -> list[Mention]:
    """Each day of a list with the month and year that stand at its end."""
    found = []
    days = list(re.finditer(r"(\d{1,2})(?:/(\d{1,2}))?", match[group]))
    for day in days:
        start = match.start(group) + day.start()
        own = int(day[2]) if day[2] else month
        moment = (year, own, int(day[1]))
        found.append(Mention(start, match.start(group) + day.end(), (Reading(Sort.DATE, moment),)))
    if len(days) == 1:
        return [_mention(match, found[0].reading.value)]
    return [*found[:-1], replace(found[-1], end=match.end())]


def _completed(found: Sequence[Mention], text: str) -> list[Mention]:
    """Dates joined to a fuller one take its year, and its month where they are days alone."""
    dates = list(found)
    for place in range(len(dates) - 2, -1, -1):
        this, following = dates[place], dates[place + 1]
        if this.reading.sort is not Sort.DATE or following.reading.sort is not Sort.DATE:
            continue
        (year, month, day), (its_year, its_month, _its_day) = this.reading.value, following.reading.value
        tells_more = its_year or its_month and not month
        if year or not tells_more or not _JOINED.fullmatch(text[this.end : following.start]):
            continue
        moment = (its_year, month or its_month, day)
        dates[place] = replace(this, readings=(Reading(Sort.DATE, moment), *this.readings[1:]))
    return dates


def _mention(
    match: re.Match[str], moment: Moment | str, readings: tuple[Reading, ...] | None = None
) -> Mention:
    return Mention(match.start(), match.end(), readings or (Reading(Sort.DATE, moment),))


def _number(text: str | None) -> int:
    return int(text) if text else 0


def _month(text: str) -> int:
    return _SPELLED_MONTHS.get(text.lower()) or int(text)


def _place(word: str) -> int:
    """Fifth, 5th."""
    return _PLACES.get(word.lower()) or int(re.sub(r"\D", "", word))


def _named(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def compatible(one: Moment, other: Moment) -> bool:
    """Whether two dates agree in all that both of them tell, and tell something in common."""
    both = [(first, second) for first, second in zip(one, other, strict=True) if first and second]
    return bool(both) and all(first == second for first, second in both)
