"""The reports as lists and spreadsheets."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn, UserColumn
from wagtail.log_actions import registry
from wagtail.models import Locale, PageLogEntry

from accounts import roles
from story.blocks.reading import period_text
from story.desk import selectors
from story.figures.periods import period_end
from story.models import Figure, StoryPage
from story.records import forms_of_row
from story.reports import counting, turnaround
from story.reports.ageing import public_figures
from story.reports.base import Report, may_manage, unit_name
from story.reports.filters import ActivityFilterSet, FigureFilterSet, StoryFilterSet
from story.reports.links import LinksReport
from story.states import State, seen_by, with_state


def state_name(story: Any) -> str:
    """The state, as a heading of its own."""
    return capfirst(str(State(story.state).label))


class StoriesReport(Report):
    """Every story the person works with, and where it stands."""

    name = "stories"
    page_title = _("Stories")
    header_icon = "doc-full"
    model = StoryPage
    filterset_class = StoryFilterSet
    default_ordering = "-latest_revision_created_at"
    columns = [
        TitleColumn(
            "title",
            label=_("Headline"),
            accessor="draft_title",
            get_url=lambda story: story.address,
            sort_key="title",
        ),
        Column("unit", label=_("Province or ministry"), accessor=unit_name),
        Column("state", label=_("State"), accessor=state_name, sort_key="state"),
        DateColumn("since", label=_("At this step since"), sort_key="since"),
        UserColumn("owner", label=_("Author")),
        DateColumn(
            "latest_revision_created_at", label=_("Last changed"), sort_key="latest_revision_created_at"
        ),
    ]
    list_export = [
        "draft_title",
        "unit",
        "state_name",
        "since",
        "owner",
        "latest_revision_created_at",
        "first_published_at",
    ]
    export_headings = {
        "draft_title": _("Headline"),
        "unit": _("Province or ministry"),
        "state_name": _("State"),
        "since": _("At this step since"),
        "owner": _("Author"),
        "latest_revision_created_at": _("Last changed"),
        "first_published_at": _("First published"),
    }

    def get_base_queryset(self) -> QuerySet[StoryPage]:
        return selectors.stories_of(self.request.user).select_related("province", "owner")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for story in object_list:
            story.unit, story.state_name = unit_name(story), state_name(story)
            if not self.is_export:
                story.address = self._address(story)
        return object_list

    def _address(self, story: StoryPage) -> str:
        """The editor, or the page's own place in the admin for whoever may not write at this step."""
        may_edit = story.permissions_for_user(self.request.user).can_edit()
        return reverse("wagtailadmin_pages:edit" if may_edit else "wagtailadmin_explore", args=[story.pk])


class CountsReport(Report):
    """A table of numbers."""

    managers_only = True
    header_icon = "table"
    first: Any = _("Province or ministry")
    headings = {
        "public": _("Public"),
        "in_work": _("In work"),
        "returned": _("Returned"),
        "drafts": _("Drafts"),
        "total": _("All"),
    }
    list_export = ["name", *headings]

    @property
    def columns(self) -> list[Column]:
        numbers = [NumberColumn(name, label=label) for name, label in self.headings.items()]
        return [Column("name", label=self.first), *numbers]

    @property
    def export_headings(self) -> dict[str, Any]:
        return {"name": self.first} | self.headings

    def get_queryset(self) -> Any:
        return self.tallies(with_state(StoryPage.objects.filter(locale=Locale.get_default())))

    def tallies(self, stories: QuerySet[StoryPage]) -> list[counting.Tally]:
        """The lines of the table."""
        raise NotImplementedError


class UnitsReport(CountsReport):
    """Stories by province and ministry."""

    name, page_title, paginate_by = "units", _("Stories by unit"), 100

    def tallies(self, stories: QuerySet[StoryPage]) -> list[counting.Tally]:
        return counting.by_unit(stories)


class SectorsReport(CountsReport):
    """Stories by sector."""

    name, page_title, first = "sectors", _("Stories by sector"), _("Sector")

    def tallies(self, stories: QuerySet[StoryPage]) -> list[counting.Tally]:
        return counting.by_sector(stories)


class StatesReport(CountsReport):
    """Stories by state."""

    name, page_title, first = "states", _("Stories by state"), _("State")
    headings = {"total": _("All")}
    list_export = ["name", "total"]

    def tallies(self, stories: QuerySet[StoryPage]) -> list[counting.Tally]:
        return counting.by_state(stories)


def _figure(row: Figure) -> str:
    return forms_of_row(row, Locale.get_default().language_code).screen


def _period(row: Any) -> str:
    if row.period:
        return period_text(row.period)
    signed = date_format(timezone.localdate(row.signed_at), "j/n/Y")
    return _("none; signed off on %(date)s") % {"date": signed}


def _months(row: Any) -> int:
    end = period_end(row.period) or timezone.localdate(row.signed_at)
    today = timezone.localdate()
    return max(0, (today.year - end.year) * 12 + today.month - end.month)


class FiguresReport(Report):
    """The public figures, the oldest first: each goes back to its province once a year."""

    name = "figures"
    page_title = _("Age of figures")
    header_icon = "decimal"
    model = Figure
    filterset_class = FigureFilterSet
    default_ordering = "ended"
    columns = [
        Column("figure", label=_("Figure"), accessor=_figure),
        Column("label", label=_("Label")),
        TitleColumn(
            "story",
            label=_("Story"),
            accessor=lambda row: row.page.title,
            get_url=lambda row: reverse("story_figure_check", args=[row.page_id]),
        ),
        Column("unit", label=_("Province or ministry"), accessor=lambda row: unit_name(row.page)),
        Column("period", label=_("Period"), accessor=_period, sort_key="ended"),
        NumberColumn("months", label=_("Months since"), accessor=_months),
    ]
    list_export = ["value", "unit_name", "label", "page.title", "province", "period_text", "months"]
    export_headings = {
        "value": _("Figure"),
        "unit_name": _("Unit"),
        "label": _("Label"),
        "page.title": _("Story"),
        "province": _("Province or ministry"),
        "period_text": _("Period"),
        "months": _("Months since"),
    }

    def get_base_queryset(self) -> QuerySet[Figure]:
        user, figures = self.request.user, public_figures().select_related("page__province", "unit")
        central = may_manage(user) or roles.FIGURE_CHECKER in selectors.roles_of(user)
        return figures if central else figures.filter(page__in=seen_by(user))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for row in object_list:
            row.province, row.unit_name = unit_name(row.page), str(row.unit or "")
            row.months, row.period_text = _months(row), _period(row)
        return object_list


class TurnaroundReport(Report):
    """How long each story took."""

    name = "turnaround"
    page_title = _("From submission to the public, by story")
    header_icon = "time"
    managers_only = True
    columns = [
        TitleColumn(
            "title",
            label=_("Headline"),
            get_url=lambda way: reverse("wagtailadmin_pages:edit", args=[way.story.pk]),
        ),
        Column("unit", label=_("Province or ministry")),
        DateColumn("submitted", label=_("Submitted")),
        DateColumn("published", label=_("Published")),
        NumberColumn("days", label=_("Days")),
    ]
    list_export = ["title", "unit", "submitted", "published", "days"]
    export_headings = {
        "title": _("Headline"),
        "unit": _("Province or ministry"),
        "submitted": _("Submitted"),
        "published": _("Published"),
        "days": _("Days"),
    }

    def get_queryset(self) -> Any:
        return turnaround.turnarounds(StoryPage.objects.filter(locale=Locale.get_default()))


class UnitTurnaroundReport(TurnaroundReport):
    """How long each unit's stories take as a rule."""

    name = "unit_turnaround"
    page_title = _("From submission to the public, by unit")
    columns = [
        Column("unit", label=_("Province or ministry")),
        NumberColumn("count", label=_("Stories")),
        NumberColumn("median", label=_("Days, median")),
        NumberColumn("longest", label=_("Days, longest")),
    ]
    list_export = ["unit", "count", "median", "longest"]
    export_headings = {
        "unit": _("Province or ministry"),
        "count": _("Stories"),
        "median": _("Days, median"),
        "longest": _("Days, longest"),
    }

    def get_queryset(self) -> Any:
        return turnaround.by_unit(super().get_queryset())


def _said(row: PageLogEntry) -> str:
    return strip_tags(str(registry.get_formatter(row).format_message(row)))


class ActivityReport(Report):
    """Who did what, where and when; refusals too."""

    name = "activity"
    page_title = _("Activity")
    header_icon = "history"
    managers_only = True
    model = PageLogEntry
    filterset_class = ActivityFilterSet
    default_ordering = "-timestamp"
    columns = [
        DateColumn("timestamp", label=_("When"), sort_key="timestamp"),
        UserColumn("user", label=_("Who")),
        Column("said", label=_("What"), accessor=_said),
        Column("label", label=_("Headline")),
    ]
    list_export = ["timestamp", "user", "said", "label"]
    export_headings = {"timestamp": _("When"), "user": _("Who"), "said": _("What"), "label": _("Headline")}

    def get_base_queryset(self) -> QuerySet[PageLogEntry]:
        return PageLogEntry.objects.select_related("user", "user__wagtail_userprofile", "page")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for row in object_list:
            row.said = _said(row)
        return object_list


REPORTS: tuple[type[Report], ...] = (
    StoriesReport,
    UnitsReport,
    SectorsReport,
    StatesReport,
    FiguresReport,
    LinksReport,
    TurnaroundReport,
    UnitTurnaroundReport,
    ActivityReport,
)
