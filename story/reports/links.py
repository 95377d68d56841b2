"""The links of stories that lead nowhere, as `manage.py check_links` last found them."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from story.models import LinkCheck, LinkPlace
from story.reports.base import Report, may_manage, unit_name
from story.reports.filters import LinkFilterSet
from story.states import seen_by


def broken_links() -> QuerySet[LinkPlace]:
    """A row for each place in a story at which such a link stands."""
    places = LinkPlace.objects.exclude(link__result=LinkCheck.Result.REACHED)
    return places.select_related("link", "page__province")


def _place(row: LinkPlace) -> str:
    return f"{reverse('wagtailadmin_pages:edit', args=[row.page_id])}{'#' if row.anchor else ''}{row.anchor}"


class LinksReport(Report):
    """The links that lead nowhere, each with its place in the editor."""

    name = "links"
    page_title = _("Broken links")
    header_icon = "link"
    model = LinkPlace
    filterset_class = LinkFilterSet
    default_ordering = "link__since"
    columns = [
        TitleColumn(
            "story",
            label=_("Story"),
            accessor=lambda row: row.page.draft_title,
            get_url=_place,
            sort_key="page__draft_title",
        ),
        Column("where", label=_("Part")),
        Column("url", label=_("Link"), accessor="link.url", sort_key="link__url"),
        Column(
            "reason",
            label=_("Status"),
            accessor=lambda row: capfirst(str(row.link.reason)),
            sort_key="link__result",
        ),
        DateColumn("since", label=_("Since"), accessor="link.since", sort_key="link__since"),
        DateColumn(
            "first_seen", label=_("First seen"), accessor="link.first_seen_at", sort_key="link__first_seen_at"
        ),
        Column("unit", label=_("Province or ministry"), accessor=lambda row: unit_name(row.page)),
    ]
    list_export = [
        "link.url",
        "status",
        "link.status",
        "link.since",
        "link.first_seen_at",
        "link.checked_at",
        "page.draft_title",
        "where",
        "province",
        "address",
    ]
    export_headings = {
        "link.url": _("Link"),
        "status": _("Status"),
        "link.status": _("Answer of the server"),
        "link.since": _("Since"),
        "link.first_seen_at": _("First seen"),
        "link.checked_at": _("Last checked"),
        "page.draft_title": _("Story"),
        "where": _("Part"),
        "province": _("Province or ministry"),
        "address": _("Place in the editor"),
    }

    def get_base_queryset(self) -> QuerySet[LinkPlace]:
        user, places = self.request.user, broken_links()
        return places if may_manage(user) else places.filter(page__in=seen_by(user))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for row in object_list:
            row.province, row.status = unit_name(row.page), capfirst(row.link.get_result_display())
            row.address = f"{settings.WAGTAILADMIN_BASE_URL}{_place(row)}"
        return object_list
