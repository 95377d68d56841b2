"""What happens when: the entries of the newsroom's calendar, as far as one person may see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from story import work
from story.models import ProvincePage, StoryPage
from story.selectors import visible_to, waiting_pages

KINDS = {
    "goes-out": _("Goes out"),
    "due": _("Due"),
    "ends": _("Is withdrawn"),
    "published": _("Published"),
}


@dataclass(frozen=True)
class Event:
    """One entry: a moment, or a whole day for what is due."""

    kind: str
    at: datetime | None
    day: date
    page: StoryPage
    title: str
    person: str = ""

    @property
    def label(self) -> Any:
        """What happens, in a word."""
        return KINDS[self.kind]

    @property
    def address(self) -> str:
        """The story in the editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def late(self) -> bool:
        """Whether the day has passed without its work being done."""
        return self.kind == "due" and self.day < timezone.localdate()


def events(user: Any, first: date, last: date, unit: int | None = None) -> list[Event]:
    """Everything from the first to the last day, in order; of one unit of today, or of all that `user` reaches."""
    span = (_midnight(first), timezone.make_aware(datetime.combine(last, time.max)))
    found = [*_planned(user, unit, span), *_due(user, unit, first, last), *_past(user, unit, span)]
    return sorted(found, key=lambda event: (event.day, event.at or _midnight(event.day), event.page.pk))


def units_of(user: Any) -> QuerySet[ProvincePage]:
    """The pages of units in whose subtree `user` reaches a story, in the first language."""
    reached = StoryPage.objects.filter(work.within_reach(user)).values_list("path", flat=True)
    parents = {path[: -StoryPage.steplen] for path in reached}
    units = ProvincePage.objects.filter(path__in=parents).values("unit")
    locale = ProvincePage.objects.order_by("path").values("locale")[:1]
    return ProvincePage.objects.filter(unit__in=units, locale__in=locale).order_by("title")


def _reached(user: Any, unit: int | None) -> QuerySet[StoryPage]:
    return _of_unit(StoryPage.objects.filter(work.within_reach(user), alias_of=None), unit)


def _of_unit(stories: QuerySet[StoryPage], unit: int | None) -> QuerySet[StoryPage]:
    stories = stories.select_related("locale", "province")
    if unit is None:
        return stories
    paths = ProvincePage.objects.filter(unit=unit).values_list("path", flat=True)
    return stories.filter(Q.create([Q(pk__in=[]), *(Q(path__startswith=path) for path in paths)], Q.OR))


def _planned(user: Any, unit: int | None, span: tuple[datetime, datetime]) -> Iterator[Event]:
    waiting = _reached(user, unit).filter(pk__in=waiting_pages(approved_go_live_at__range=span))
    for page in waiting:
        for revision in page.revisions.filter(approved_go_live_at__range=span):
            yield _at("goes-out", revision.approved_go_live_at, page, revision.content.get("title"))
    for page in _reached(user, unit).filter(pk__in=visible_to(None).values("pk"), expire_at__range=span):
        yield _at("ends", page.expire_at, page)


def _due(user: Any, unit: int | None, first: date, last: date) -> Iterator[Event]:
    for page in _of_unit(work.in_work(user), unit).filter(assignment__due__range=(first, last)):
        person = page.assignment.assignee
        title = page.draft_title or page.title
        yield Event("due", None, page.assignment.due, page, title, person.display_name if person else "")


def _past(user: Any, unit: int | None, span: tuple[datetime, datetime]) -> Iterator[Event]:
    for page in _reached(user, unit).filter(
        pk__in=visible_to(None).values("pk"), first_published_at__range=span
    ):
        yield _at("published", page.first_published_at, page)


def _at(kind: str, moment: Any, page: StoryPage, title: Any = None) -> Event:
    local = timezone.localtime(moment)
    return Event(kind, local, local.date(), page, title or page.title)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
