"""How people write periods, in Vietnamese and English, and the ISO 8601 form of what they wrote."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from story.figures.english import MONTHS

_VIETNAMESE_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10,
}  # fmt: skip
_MONTH_NAMES = "|".join(f"{name.lower()}|{name[:3].lower()}" for name in MONTHS)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<year>[12][0-9]{3})"
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?:/[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?")
_SEPARATOR = re.compile(r" (?:đến hết|đến|tới|to|until|and) | ?- ?")
_OPENER = re.compile(r"^(?:trong khoảng|trong|từ|from|between|in|on) ")
_QUARTER = re.compile(rf"(?:quý |q)(?P<quarter>iv|i{{1,3}}|[1-4])(?:[/ -]| năm ){_YEAR}")
_PART_OF_YEAR = re.compile(rf"(?P<months>[369]) tháng (?P<side>đầu|cuối)(?: năm)? {_YEAR}")
_DAY, _MONTH = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})"
_POINTS = [
    re.compile(pattern)
    for pattern in (
        rf"(?:ngày )?{_DAY}(?P<by>[/.-]){_MONTH}(?P=by){_YEAR}",
        rf"(?:ngày )?{_DAY}[/.]{_MONTH}",
        rf"(?:ngày )?{_DAY} tháng {_MONTH}(?:(?:,? năm |[/-]| ){_YEAR})?",
        rf"(?:tháng )?{_MONTH}[/.-]{_YEAR}",
        rf"tháng {_MONTH}(?:,? năm |[/-]| ){_YEAR}",
        rf"tháng {_MONTH}",
        rf"(?:năm )?{_YEAR}",
        rf"{_DAY} (?P<name>{_MONTH_NAMES})(?:,? {_YEAR})?",
        rf"(?P<name>{_MONTH_NAMES}) {_DAY}(?:, ?{_YEAR})?",
        rf"(?P<name>{_MONTH_NAMES})(?:,? {_YEAR})?",
        r"(?:ngày |tháng )?(?P<bare>[0-9]{1,2})",
    )
]
_RELATIVE: dict[str, Callable[[date], str]] = {
    "hôm nay|today": lambda today: today.isoformat(),
    "hôm qua|yesterday": lambda today: (today - timedelta(days=1)).isoformat(),
    "tháng này|this month": lambda today: f"{today:%Y-%m}",
    "tháng trước|last month": lambda today: f"{today.replace(day=1) - timedelta(days=1):%Y-%m}",
    "năm nay|this year": lambda today: f"{today.year:04}",
    "năm ngoái|năm trước|last year": lambda today: f"{today.year - 1:04}",
}


@dataclass(frozen=True)
class _Point:
    """A day, month or year of which parts may be missing; `bare` is a number of unknown kind."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bare: int | None = None


def as_iso(text: str, today: date) -> str | None:
    """The text in ISO 8601 (its days may still not exist), empty for an empty one, None if not understood."""
    words = _normal(text)
    if not words or _ISO.fullmatch(words.replace(" / ", "/")):
        return words.replace(" / ", "/")
    for phrases, iso in _RELATIVE.items():
        if words in phrases.split("|"):
            return iso(today)
    if match := _QUARTER.fullmatch(words):
        last = _QUARTERS[match["quarter"]] * 3
        return f"{match['year']}-{last - 2:02}/{match['year']}-{last:02}"
    if match := _PART_OF_YEAR.fullmatch(words):
        months = int(match["months"])
        first = 1 if match["side"] == "đầu" else 13 - months
        return f"{match['year']}-{first:02}/{match['year']}-{first + months - 1:02}"
    words = _OPENER.sub("", words)
    point = _point(words)
    return _interval(words) if point is None else _iso(point)


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower()
    text = " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text).split()).rstrip(".,; ")
    text = re.sub(r"^(?:giai đoạn|thời kỳ) ", "", text)
    names = "|".join(sorted(_VIETNAMESE_MONTHS, key=len, reverse=True))
    # In "tháng năm 2021" the word năm may be May or year: only what follows a name can tell.
    return re.sub(
        rf"tháng ({names})(?= năm [0-9]|[/-]| đến | tới |$)",
        lambda match: f"tháng {_VIETNAMESE_MONTHS[match[1]]}",
        text,
    )


def _point(words: str) -> _Point | None:
    for pattern in _POINTS:
        if match := pattern.fullmatch(words):
            found = match.groupdict()
            name = found.get("name")
            number = {key: int(found[key]) for key in ("year", "month", "day", "bare") if found.get(key)}
            if name:
                number["month"] = next(
                    i for i, month in enumerate(MONTHS, 1) if month.lower().startswith(name)
                )
            return _Point(**number)
    return None


def _interval(words: str) -> str | None:
    for separator in _SEPARATOR.finditer(words):
        start, end = _point(words[: separator.start()]), _point(words[separator.end() :])
        if start and end and end.year is not None and (last := _iso(end)):
            first = _iso(_completed(start, end))
            return f"{first}/{last}" if first else None
    return None


def _completed(start: _Point, end: _Point) -> _Point:
    """The start with what only the end says: "từ 15/12 đến 31/12/2021"."""
    year = end.year if start.year is None else start.year
    if start.bare is not None:
        if end.day is None:
            return _Point(year, start.bare)
        return _Point(year, end.month, start.bare)
    return _Point(year, start.month, start.day)


def _iso(point: _Point) -> str | None:
    if point.year is None:
        return None
    parts = [f"{point.year:04}"]
    parts += [f"{part:02}" for part in (point.month, point.day) if part is not None]
    return "-".join(parts)
