"""Where the stories went: for the province its own, for who leads the newsroom all. Outlets and numbers, no persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn

from press.models import Airing, Recall, Taking, TakingCount
from story.models import StoryPage
from story.reports.base import Report, may_manage
from story.states import seen_by


@dataclass(frozen=True, slots=True)
class Went:
    """A story, an outlet (or everybody without a name), a file, how often and when last."""

    page: int
    story: str
    locale: str
    outlet: str
    item: str
    times: int
    last: datetime


def went(pages: Any) -> list[Went]:
    """What was taken of these stories and what was aired, newest first."""
    rows = [*_taken(pages), *_counted(pages), *_aired(pages)]
    return sorted(rows, key=lambda row: row.last, reverse=True)


def _taken(pages: Any) -> Iterator[Went]:
    found = Taking.objects.filter(summary__page__in=pages).order_by()
    groups: Any = found.values_list(
        "summary__page", "summary__page__draft_title", "summary__locale", "outlet", "item"
    )
    for page, title, locale, outlet, item, times, last in groups.annotate(times=Count("pk"), last=Max("at")):
        yield Went(page, title, locale, outlet or _("no outlet named"), item, times, last)


def _counted(pages: Any) -> Iterator[Went]:
    found = TakingCount.objects.filter(page__in=pages).order_by()
    groups: Any = found.values_list("page", "page__draft_title", "locale", "item")
    for page, title, locale, item, times, day in groups.annotate(times=Sum("count"), last=Max("day")):
        last = timezone.make_aware(datetime(day.year, day.month, day.day))
        yield Went(page, title, locale, _("without a name"), item, times, last)


def _aired(pages: Any) -> Iterator[Went]:
    for airing in Airing.objects.filter(page__in=pages).select_related("page__locale"):
        page = airing.page
        said = _("aired: %(programme)s") % {"programme": airing.programme}
        code = page.locale.language_code
        yield Went(page.pk, page.draft_title, code, airing.outlet, said, 1, airing.aired_at)


class WentReport(Report):
    """Takings and airings by story, outlet and file."""

    name = "went"
    page_title = gettext_lazy("Where the stories went")
    header_icon = "download"
    paginate_by = 50
    columns = [
        TitleColumn(
            "story",
            label=gettext_lazy("Story"),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page]),
        ),
        Column("locale", label=gettext_lazy("Language")),
        Column("outlet", label=gettext_lazy("Outlet")),
        Column("item", label=gettext_lazy("File")),
        NumberColumn("times", label=gettext_lazy("Times")),
        DateColumn("last", label=gettext_lazy("Last")),
    ]
    list_export = ["story", "locale", "outlet", "item", "times", "last"]
    export_headings = {
        "story": gettext_lazy("Story"),
        "locale": gettext_lazy("Language"),
        "outlet": gettext_lazy("Outlet"),
        "item": gettext_lazy("File"),
        "times": gettext_lazy("Times"),
        "last": gettext_lazy("Last"),
    }

    def get_queryset(self) -> Any:
        user = self.request.user
        stories = StoryPage.objects.all() if may_manage(user) else seen_by(user)
        return went(stories.order_by().values("pk"))


class RecallsReport(Report):
    """Who was told that what they took has changed, and who has not confirmed it."""

    name = "recalls"
    page_title = gettext_lazy("Recalls")
    header_icon = "warning"
    model = Recall
    paginate_by = 50
    columns = [
        TitleColumn(
            "headline",
            label=gettext_lazy("Story"),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        ),
        Column("outlet", label=gettext_lazy("Outlet"), accessor="person.organisation"),
        DateColumn("at", label=gettext_lazy("Told")),
        DateColumn("opened_at", label=gettext_lazy("Opened")),
        DateColumn("confirmed_at", label=gettext_lazy("Confirmed")),
    ]
    list_export = ["headline", "person.organisation", "at", "opened_at", "confirmed_at"]
    export_headings = {
        "headline": gettext_lazy("Story"),
        "person.organisation": gettext_lazy("Outlet"),
        "at": gettext_lazy("Told"),
        "opened_at": gettext_lazy("Opened"),
        "confirmed_at": gettext_lazy("Confirmed"),
    }

    def get_base_queryset(self) -> Any:
        user = self.request.user
        # Who has not confirmed stands first.
        found = Recall.objects.select_related("person").order_by(
            F("confirmed_at").asc(nulls_first=True), "-at", "-pk"
        )
        return found if may_manage(user) else found.filter(page__in=seen_by(user))
