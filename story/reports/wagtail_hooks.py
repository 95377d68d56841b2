"""The reports in Wagtail's menu of reports."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from story.reports import sheets
from story.reports.urls import urlpatterns
from story.reports.views import REPORTS, Report, may_manage

sheets.guard()


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """The reports."""
    return urlpatterns


class ReportMenuItem(MenuItem):
    """A report; those of the whole newsroom for whoever leads it."""

    def __init__(self, report: type[Report], order: int) -> None:
        self.report = report
        address = reverse(f"story_report_{report.name}")
        super().__init__(
            report.page_title, address, name=report.name, icon_name=report.header_icon, order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return not self.report.managers_only or may_manage(request.user)


for position, report_class in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", partial(ReportMenuItem, report_class, 100 + position))


@hooks.register("construct_reports_menu")
def hide_what_is_said_twice(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's history of the whole site names every page: ours has the same with units, for its readers."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]
