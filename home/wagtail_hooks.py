"""Where submissions, calls, readers' messages and the gap board meet Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.calls import admin as calls
from home.feedback.admin import FeedbackViewSet
from home.gaps.views import GapReport
from home.models import Submission
from home.submissions import inbox
from home.submissions.selectors import has_inbox, writes_for

register_permission_policy(Submission, inbox.InboxPolicy(Submission))
register_snippet(calls.CallViewSet)


@hooks.register("register_admin_viewset")
def register_inbox() -> inbox.InboxViewSet:
    """The inbox."""
    return inbox.InboxViewSet()


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    """The readers' messages."""
    return FeedbackViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Calls for those who answer, and the gap board."""
    return [
        path("open-calls/", calls.OpenCallsView.as_view(), name="home_open_calls"),
        path("open-calls/<int:pk>/answer/", calls.answer, name="home_answer_call"),
        path("reports/gaps/", GapReport.as_view(), name="home_gaps"),
    ]


class OpenCallsItem(MenuItem):
    """For those who write for a unit; editors have the calls themselves."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not request.user.has_perm("home.view_call") and bool(writes_for(request.user))


@hooks.register("register_admin_menu_item")
def open_calls_item() -> MenuItem:
    """The open calls."""
    return OpenCallsItem(_("Open calls"), reverse_lazy("home_open_calls"), icon_name="comment", order=160)


@hooks.register("register_reports_menu_item")
def gaps_item() -> MenuItem:
    """The gap board among the reports."""
    return MenuItem(_("Gap board"), reverse_lazy("home_gaps"), icon_name="table", order=100)


@hooks.register("construct_homepage_panels")
def desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What was sent in, and what is asked for."""
    if has_inbox(request.user):
        panels.append(inbox.InboxPanel())
    if rows := calls.rows_for(request.user):
        panels.append(calls.CallsPanel(rows))


class SubmissionFormatter(LogFormatter):
    """Says what was done to a submission, with the reason where there is one."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        return str(self.message) % {"reason": log_entry.data.get("reason", "")}


ACTIONS = {
    "submission.confirm": (_("Confirm by telephone"), _("Confirmed by telephone")),
    "submission.take_up": (_("Take up"), _("Taken up as a draft")),
    "submission.decline": (_("Decline"), _("Declined: %(reason)s")),
    "submission.forget": (_("Forget"), _("Personal data deleted")),
    "feedback.answer": (_("Answer"), _("Answered")),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """The rows that these leave in the history."""
    for name, (label, message) in ACTIONS.items():
        formatter = type("Formatter", (SubmissionFormatter,), {"label": label, "message": message})
        registry.register_action(name)(formatter)
