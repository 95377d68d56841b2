"""Periods in ISO 8601 (2021, 2021-12, 2021-12-15, or two of them parted by /) and as people write them."""

import calendar
import re
from datetime import date

from django.utils.translation import gettext as _

from story.figures.digits import language_of
from story.figures.errors import UnreadablePeriod
from story.figures.period_words import as_iso
from story.figures.wording import months

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_period(text: str, today: date | None = None) -> str:
    """The period that the text says, in ISO 8601; empty for an empty text; raises UnreadablePeriod.

    `today` decides what words such as "năm nay" mean.
    """
    iso = as_iso(text, today or date.today())
    if iso is None:
        message = _(
            "“%(text)s” was not understood as a period. Write for example 2021, 12/2021, 15/12/2021, "
            "quý I/2022 or từ 15/12 đến 31/12/2021."
        )
        raise UnreadablePeriod(message % {"text": " ".join(text.split())[:60]})
    return validate_period(iso)


def validate_period(iso: str) -> str:
    """The period unchanged; raises UnreadablePeriod unless it is a real one in ISO 8601, or empty."""
    if not iso:
        return iso
    points = [_bounds(point) for point in iso.split("/")]
    if len(points) > 2 or None in points:
        message = _("“%(text)s” is no period: such a year, month or day does not exist.")
        raise UnreadablePeriod(message % {"text": iso[:60]})
    bounds = [point for point in points if point]
    if len(bounds) == 2 and not (bounds[0][0] < bounds[1][0] and bounds[0][1] < bounds[1][1]):
        message = _("The period “%(text)s” does not end after it begins.")
        raise UnreadablePeriod(message % {"text": iso[:60]})
    return iso


def period_end(iso: str) -> date | None:
    """The last day of the period, None for an empty one; raises UnreadablePeriod."""
    bounds = _bounds(validate_period(iso).rpartition("/")[2])
    return bounds[1] if bounds else None


def format_period(iso: str, locale: str) -> str:
    """The period as the locale writes it; raises UnreadablePeriod."""
    if not validate_period(iso):
        return ""
    start, _slash, end = iso.partition("/")
    if language_of(locale) == "vi":
        return _vietnamese(start, end)
    return _named_months(start, end, months(locale))


def _bounds(point: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day."""
    match = _POINT.fullmatch(point)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


def _vietnamese(start: str, end: str) -> str:
    if not end:
        return _slashed(start)
    first = start
    if len(start) == len(end) == 10 and start[:4] == end[:4]:
        first = start[5:]
    return f"từ {_slashed(first)} đến {_slashed(end)}"


def _slashed(point: str) -> str:
    parts = [part if len(part) == 4 else str(int(part)) for part in point.split("-")]
    return "/".join(reversed(parts))


def _named_months(start: str, end: str, names: list[str]) -> str:
    if not end:
        return _named(start, names)
    first, last = _named(start, names).split(), _named(end, names)
    shared = last.split()
    if len(first) == len(shared):  # "15–31 December 2021", "May–October 2021"
        while len(first) > 1 and first[-1] == shared[-1]:
            first.pop()
            shared.pop()
    dash = "–" if len(first) == 1 and len(last.split()) <= 3 and len(shared) == 1 else " – "
    return f"{' '.join(first)}{dash}{last}"


def _named(point: str, names: list[str]) -> str:
    year, *rest = point.split("-")
    month = [names[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])
