"""What the words around a number in running text say of it: how sure it is, what it is, and when."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from story.figures.counted import is_counted
from story.figures.english import MONTHS
from story.figures.errors import UnreadablePeriod
from story.figures.periods import parse_period
from story.figures.types import Nature, Qualifier
from story.figures.words import NATURES, QUALIFIERS, SUFFIXES

_NEAR = 48
_CLAUSE = 200
_AHEAD = 60
_PROSE_QUALIFIERS = QUALIFIERS | {
    "xấp xỉ": Qualifier.ABOUT,
    "ước khoảng": Qualifier.ABOUT,
    "chưa đầy": Qualifier.UNDER,
    "ngót": Qualifier.NEARLY,
}
_PROSE_NATURES = NATURES | {
    "phấn đấu": Nature.TARGET,
    "kỳ vọng": Nature.TARGET,
    "goal": Nature.TARGET,
    "aims to": Nature.TARGET,
    "aim to": Nature.TARGET,
    "dự ước": Nature.ESTIMATE,
    "ước chừng": Nature.ESTIMATE,
    "expected": Nature.PROJECTION,
}


def _words(table: dict[str, Qualifier] | dict[str, Nature]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))


_QUALIFIED = re.compile(
    rf"(?<![^\W_])({_words(_PROSE_QUALIFIERS)})(?: (?:từ|là|có|được|from|between))?[ :]*$",
    re.IGNORECASE,
)
_SUFFIXED = re.compile(rf" ({_words(SUFFIXES)})\b", re.IGNORECASE)
_NATURE = re.compile(rf"(?<![^\W_])({_words(_PROSE_NATURES)})(?!\w)", re.IGNORECASE)
# "Vượt chỉ tiêu 20%" has happened.
_COMPARED = re.compile(r"(?:vượt|đạt|so với|hoàn thành|exceeded|beyond|met) (?:the )?$", re.IGNORECASE)
_HAPPENED = re.compile(r"\b(?:đã|hiện|hiện nay|hiện có|đến nay|has|have|had|now)\b", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:sẽ|will)\b.*\b(?:đến|tới|vào|by|in)\b|\b(?:đến|tới|vào|by)\b.*\b(?:sẽ|will)\b", re.IGNORECASE
)
_FUTURE_TIME = re.compile(
    r"\b(?:đến|tới|vào|by|in) (?:cuối |hết )?(?:năm |tháng |quý )?[0-9IV]", re.IGNORECASE
)

_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-9]{1,2}"
_DATE = rf"{_DAY}[/.-]{_DAY}"
_NAMED = r"tháng (?:một|giêng|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười)"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_POINT = (
    rf"(?:(?:ngày )?{_DATE}[/.-]{_YEAR}|(?:ngày )?{_DAY} tháng {_DAY}(?:,? năm |[/ -]){_YEAR}"
    rf"|(?:tháng )?{_DAY}[/-]{_YEAR}|tháng {_DAY}(?:,? năm | ){_YEAR}|{_NAMED}(?: năm |/| ){_YEAR}"
    rf"|năm {_YEAR}|{_DAY} {_MONTH},? {_YEAR}|{_MONTH}(?: {_DAY})?,? {_YEAR}|{_YEAR})"
)
_PARTIAL = (
    rf"(?:ngày {_DATE}|ngày {_DAY}(?: tháng {_DAY})?|tháng {_DAY}|{_DATE}|{_DAY} {_MONTH}|{_MONTH}|{_DAY})"
)
_TO = r"(?: (?:đến hết|đến|tới|to|until) | ?[-–] ?)"
_PERIOD = re.compile(
    r"(?<![\w/.,-])(?:(?P<open>kể từ|từ|since|from)(?: (?:đầu|giữa|cuối))? )?(?:tuần [0-9]{1,2}/(?=[12]))?"
    rf"(?P<period>(?:giai đoạn |thời kỳ )?(?:{_POINT}|{_PARTIAL})(?P<to>{_TO}){_POINT}"
    rf"|(?:quý |Q)(?:IV|I{{1,3}}|[1-4])(?:[/ -]| năm ){_YEAR}"
    rf"|[369] tháng (?:đầu|cuối)(?: năm)? {_YEAR}|{_POINT})(?!\w|[.,/-]?[0-9]|%| [0-9]{{4}})",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:so với(?: cùng kỳ)?(?: của)?|compared with|than in|ban hành|ký|[0-9][/-][A-ZĐƯ][\w&/-]{0,30},?) $",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:đến nay|hiện nay|hiện tại|to date|so far|hiện (?=có|đã))", re.IGNORECASE)


@dataclass(frozen=True)
class StatedPeriod:
    """A period that the text names, in ISO 8601; empty where it says "to date" or leaves its end open.

    `dated` if it is written with digits; not `of_figures` where it dates something else: a document, a comparison.
    """

    start: int
    end: int
    iso: str
    dated: bool
    of_figures: bool = True


def qualifier_before(text: str, position: int) -> tuple[Qualifier, int]:
    """The qualifier before the number and where it begins."""
    start = max(0, position - _NEAR)
    match = _QUALIFIED.search(text[start:position])
    if not match:
        return Qualifier.EXACT, position
    return _PROSE_QUALIFIERS[match[1].lower()], start + match.start(1)


def qualifier_after(text: str, position: int) -> tuple[Qualifier | None, int]:
    """The qualifier that follows the unit (trở lên, or more) and where it ends."""
    match = _SUFFIXED.match(text, position)
    return (SUFFIXES[match[1].lower()], match.end()) if match else (None, position)


def nature_before(text: str, start: int, position: int) -> Nature:
    """What the clause before the number makes of it; measured unless it speaks of plans or estimates."""
    clause = text[max(start, position - _CLAUSE) : position]
    happened = max((match.end() for match in _HAPPENED.finditer(clause)), default=0)
    rest = clause[happened:]
    said = [match for match in _NATURE.finditer(rest) if not _COMPARED.search(rest[: match.start()])]
    if said:
        return _PROSE_NATURES[said[-1][1].lower()]
    return Nature.TARGET if _FUTURE_TIME.search(rest) and _WILL.search(rest) else Nature.MEASURED


def stated_periods(text: str) -> list[StatedPeriod]:
    """The periods that the text names, in order."""
    found = [_stated(match) for match in _PERIOD.finditer(text)]
    found += [StatedPeriod(match.start(), match.end(), "", dated=False) for match in _NOW.finditer(text)]
    return sorted((period for period in found if period), key=lambda period: period.start)


def _stated(match: re.Match[str]) -> StatedPeriod | None:
    bare = re.fullmatch(_YEAR, match["period"]) is not None
    if bare and is_counted(match.string, match.end()):  # "2000 hộ"
        return None
    try:
        iso = parse_period(match["period"])
    except UnreadablePeriod:
        return None
    iso = "" if match["open"] and not match["to"] else iso
    other = _OF_OTHERS.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return StatedPeriod(match.start(), match.end(), iso, dated=True, of_figures=other is None)


def period_for(periods: list[StatedPeriod], sentence: tuple[int, int], start: int, end: int) -> str:
    """The period of the number at this place: the last one named before it in its sentence, else one close behind."""
    position = bisect_left(periods, start, key=lambda period: period.start)
    before = periods[position - 1] if position else None
    if before and before.start >= max(sentence[0], start - _CLAUSE):
        return before.iso
    after = periods[position] if position < len(periods) else None
    if after and after.end <= min(sentence[1], end + _AHEAD):
        return after.iso
    return ""
