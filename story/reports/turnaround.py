"""From the first submission to the first publication: how long each story took, and each unit as a rule."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Min
from wagtail.models import Locale, PageLogEntry, WorkflowState

from story.models import ProvincePage, StoryPage

PUBLISHED = ("wagtail.publish", "story.publish_in_emergency")
DAY = 86_400


@dataclass(frozen=True)
class Turnaround:
    """One story's way."""

    story: StoryPage
    unit: str
    submitted: datetime
    published: datetime

    @property
    def title(self) -> str:
        """The headline."""
        return self.story.title

    @property
    def days(self) -> float:
        """From the first submission to the first publication."""
        return round((self.published - self.submitted).total_seconds() / DAY, 1)


@dataclass(frozen=True)
class UnitTurnaround:
    """The ways of a unit's stories."""

    unit: str
    count: int
    median: float
    longest: float


def units_by_path() -> dict[str, str]:
    """The names of the pages of units, by their place in the tree."""
    return dict(ProvincePage.objects.filter(locale=Locale.get_default()).values_list("path", "title"))


def turnarounds(stories: Any) -> list[Turnaround]:
    """The stories among these that went the whole way, the newest first; one published unasked is not counted."""
    pages = {page.pk: page for page in stories.only("pk", "title", "path")}
    units = units_by_path()
    begun = (
        WorkflowState.objects.filter(
            base_content_type__app_label="wagtailcore", base_content_type__model="page"
        )
        .values("object_id")
        .annotate(at=Min("created_at"))
    )
    submitted = {int(row["object_id"]): row["at"] for row in begun}
    rows = PageLogEntry.objects.filter(action__in=PUBLISHED, page__in=pages.keys())
    found = [
        Turnaround(pages[pk], units.get(pages[pk].path[:-4], ""), submitted[pk], at)
        for pk, at in rows.values_list("page").annotate(at=Min("timestamp"))
        if pk in submitted and submitted[pk] <= at
    ]
    return sorted(found, key=lambda one: one.published, reverse=True)


def by_unit(ways: list[Turnaround]) -> list[UnitTurnaround]:
    """The median and the longest of each unit, the slowest first."""
    days = defaultdict(list)
    for way in ways:
        days[way.unit].append(way.days)
    found = [
        UnitTurnaround(unit, len(all_), round(median(all_), 1), max(all_)) for unit, all_ in days.items()
    ]
    return sorted(found, key=lambda one: -one.median)
