"""Addresses of the reports, under /admin/reports/."""

from django.urls import URLPattern, path

from story.reports.views import REPORTS


def _addresses() -> list[URLPattern]:
    found = []
    for report in REPORTS:
        slug = report.name.replace("_", "-")
        found += [
            path(f"reports/{slug}/", report.as_view(), name=f"story_report_{report.name}"),
            path(
                f"reports/{slug}/results/",
                report.as_view(results_only=True),
                name=f"story_report_{report.name}_results",
            ),
        ]
    return found


urlpatterns = _addresses()
