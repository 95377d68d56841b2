"""The reports of the press in the admin."""

from functools import partial

from django.urls import URLPattern, path
from wagtail import hooks

from press.went import RecallsReport, WentReport
from story.reports.wagtail_hooks import ReportMenuItem

REPORTS = (WentReport, RecallsReport)


@hooks.register("register_admin_urls")
def register_press_reports() -> list[URLPattern]:
    """Their addresses."""
    found = []
    for report in REPORTS:
        base, name = f"reports/press-{report.name}/", f"story_report_{report.name}"
        found.append(path(base, report.as_view(), name=name))
        found.append(path(f"{base}results/", report.as_view(results_only=True), name=f"{name}_results"))
    return found


for position, report_class in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", partial(ReportMenuItem, report_class, 130 + position))
