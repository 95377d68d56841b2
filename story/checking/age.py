"""How old a figure is, and when it is old enough to be asked again."""

from datetime import date, datetime

from django.utils import timezone

from story.figures import Nature, UnreadablePeriod, period_end
from story.models import FigureReview
from story.records import FigureRecord

# What was so on a day and may have changed since; a rule or a target is not measured again.
AGEING = (Nature.MEASURED, Nature.ESTIMATE)


def as_of(record: FigureRecord) -> date | None:
    """The last day that the figure speaks of; without a period, the day on which it was signed off."""
    try:
        end = period_end(record.period)
    except UnreadablePeriod:
        end = None
    if end or not record.verified:
        return end
    return timezone.localdate(record.verified.at)


def year_before(day: date) -> date:
    """The same day twelve months earlier."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def is_old(record: FigureRecord, today: date | None = None) -> bool:
    """Whether the figure speaks of a day more than twelve months ago."""
    day = as_of(record)
    return day is not None and day < year_before(today or timezone.localdate())


def within_a_year(moment: datetime) -> bool:
    """Whether a moment lies within the last twelve months."""
    return timezone.localdate(moment) >= year_before(timezone.localdate())


def is_due(record: FigureRecord, review: FigureReview | None) -> bool:
    """Whether a published figure is old and nobody has looked at it again for a year.

    Asked of one figure; `story.reports.ageing.old_figures` asks the same of all of them.
    """
    if record.nature not in AGEING or not is_old(record):
        return False
    return not (review and review.settled_at and within_a_year(review.settled_at))
