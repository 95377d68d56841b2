"""What the reports have in common: who sees them, how they are named."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.reports import ReportView

from accounts import roles
from story.desk import selectors
from story.models import StoryPage

MANAGERS = {roles.EDITOR, roles.APPROVER, roles.ADMINISTRATOR}


def may_manage(user: Any) -> bool:
    """Whether the person leads the newsroom: sees every unit's numbers and who did what."""
    return user.is_superuser or bool(selectors.roles_of(user) & MANAGERS)


class Report(ReportView):
    """Columns on the screen and in the spreadsheet alike; `headings` names both."""

    permission_required = None
    any_permission_required = None
    name = ""
    managers_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.managers_only and not may_manage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def index_url_name(self) -> str:
        return f"story_report_{self.name}"

    @property
    def index_results_url_name(self) -> str:
        return f"story_report_{self.name}_results"

    def get_filename(self) -> str:
        return f"{self.name}-report"


def unit_name(story: StoryPage) -> str:
    """The unit at the time."""
    return story.province.name if story.province else ""
