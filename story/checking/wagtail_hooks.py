"""Where the verbs meet Wagtail's admin: addresses, history, buttons, and doors that may not be gone through alone."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.widgets.button import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry, LogFormatter

from story import actions, addresses, corrections, permissions
from story.checking import bulk, holding  # noqa: F401 - holding registers its hooks
from story.checking.admin_api import ReadOnlyPagesAPIViewSet
from story.checking.doors import ask_reason
from story.checking.selectors import is_checker
from story.checking.urls import urlpatterns
from story.models import StoryPage
from story.models.workflow import CHECK_FIGURES
from story.selectors import is_public

# This report names the page last edited of each type, whoever's draft it is.
PageTypesUsageReportView.any_permission_required = ["publish"]

for bulk_action in bulk.ACTIONS:
    # After Wagtail's own of the same name, whose places they take.
    hooks.register("register_bulk_action", bulk_action, order=100)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The checker's screens."""
    return urlpatterns


@hooks.register("register_reports_menu_item")
def figures_to_check() -> MenuItem:
    """The checker's list, among the reports."""
    return CheckersMenuItem(
        gettext_lazy("Figures to check"), reverse("story_figures"), icon_name="check", order=100
    )


class CheckersMenuItem(MenuItem):
    """Shown to whoever checks figures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_checker(request.user)


class FigureFormatter(LogFormatter):
    """Names the figure and the note."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        return str(self.message) % {
            key: log_entry.data.get(key, "")
            for key in (
                "value",
                "label",
                "note",
                "reason",
                "contact",
                "labels",
                "text",
                "answer",
                "assignee",
                "due",
            )
        }


ACTIONS = {
    "story.sign_off": (
        gettext_lazy("Sign figure off"),
        gettext_lazy("Signed off: %(value)s (%(label)s) %(note)s"),
    ),
    "story.dispute": (
        gettext_lazy("Dispute figure"),
        gettext_lazy("Disputed: %(value)s (%(label)s). %(note)s"),
    ),
    "story.ask_province": (
        gettext_lazy("Ask the province"),
        gettext_lazy("Asked %(contact)s about: %(labels)s"),
    ),
    "story.keep_answers": (
        gettext_lazy("Keep answers of the province"),
        gettext_lazy("%(contact)s wrote, without sending yet: %(labels)s"),
    ),
    "story.answer_query": (
        gettext_lazy("Answer of the province"),
        gettext_lazy("%(contact)s answered about: %(labels)s"),
    ),
    "story.forget_contact": (
        gettext_lazy("Forget a contact"),
        gettext_lazy("Name and e-mail of the contact were deleted in time: %(contact)s"),
    ),
    "story.ask_review": (
        gettext_lazy("Ask for the yearly review"),
        gettext_lazy("Sent back to the province for the yearly review: %(labels)s"),
    ),
    "story.publish_in_emergency": (
        gettext_lazy("Publish in an emergency"),
        gettext_lazy("Published in an emergency: %(reason)s"),
    ),
    "story.record_number": (
        gettext_lazy("Make a figure of a number"),
        gettext_lazy("Made a figure of a number in the text: %(value)s (%(label)s)"),
    ),
    "story.assign": (gettext_lazy("Assign"), gettext_lazy("Assigned to %(assignee)s, due %(due)s")),
    "story.refused": (gettext_lazy("Refused"), gettext_lazy("Refused: %(reason)s")),
    "story.correct": (gettext_lazy("Explain a correction"), gettext_lazy("Correction: %(reason)s")),
    "story.translate_correction": (
        gettext_lazy("Translate a correction"),
        gettext_lazy("Correction told in this language: %(reason)s"),
    ),
    "story.answer_question": (
        gettext_lazy("Answer a reader"),
        gettext_lazy("Answered the question “%(text)s”: %(answer)s"),
    ),
    "story.hide_question": (gettext_lazy("Hide a question"), gettext_lazy("Hidden question: “%(text)s”")),
    "story.withdraw": (gettext_lazy("Withdraw"), gettext_lazy("Withdrawn: %(reason)s")),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """The newsroom's own rows in the history."""
    for name, (label, message) in ACTIONS.items():
        formatter = type("Formatter", (FigureFormatter,), {"label": label, "message": message})
        registry.register_action(name)(formatter)


@hooks.register("before_publish_page")
def publish_with_reason(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The editor's publish button saves; publishing out of turn asks for its reason."""
    return ask_reason(request, page, "story_publish")


@hooks.register("before_unpublish_page")
def withdraw_with_reason(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Unpublishing a story is a withdrawal and asks for its reason."""
    return ask_reason(request, page, "story_withdraw")


@hooks.register("before_bulk_action")
def one_story_at_a_time(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Stories are published and withdrawn singly, each with its reason: a mixed bulk is refused whole."""
    if request.method != "POST" or action_type not in ("publish", "unpublish"):
        return None
    pages = [page for page in objects if hasattr(page, "get_descendants")]
    if not any(page.get_descendants(inclusive=True).type(StoryPage).exists() for page in pages):
        return None
    messages.error(
        request, _("Stories are published and withdrawn one at a time, with a reason. Nothing was changed.")
    )
    return redirect("wagtailadmin_explore_root")


def refuse(request: HttpRequest, page: Any, verb: Callable[[], Any]) -> HttpResponse | None:
    """Say why a verb was refused, beside the page; None when it was not."""
    try:
        verb()
    except actions.VerbError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_delete_page")
def keep_what_was_public(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A story that was public is withdrawn, not deleted, and so is all that is above it."""
    if not addresses.once_public(page):
        return None
    return refuse(request, page, lambda: actions.delete(page, request.user))


@hooks.register("before_bulk_action")
def keep_each_that_was_public(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """The same for many at once: none is deleted."""
    if request.method != "POST" or action_type != "delete":
        return None
    pages = [page for page in objects if hasattr(page, "get_descendants")]
    kept = next((page for page in pages if addresses.once_public(page)), None)
    return refuse(request, kept, lambda: actions.delete(kept, request.user)) if kept else None


@hooks.register("before_bulk_action")
def keep_each_address_free(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """The same for many moves at once: none is made."""
    if request.method != "POST" or action_type != "move":
        return None
    target = action_class_instance.cleaned_form.cleaned_data["chooser"]
    refusals = (keep_addresses_free(request, page, target) for page in objects)
    return next((answer for answer in refusals if answer), None)


@hooks.register("construct_admin_api", order=100)
def read_pages_only(router: WagtailAPIRouter) -> None:
    """After Wagtail's own endpoint of the same name, whose place it takes."""
    router.register_endpoint("pages", ReadOnlyPagesAPIViewSet)


@hooks.register("before_move_page", order=-200)
def show_only_possible_moves(request: HttpRequest, page: Any, destination: Any) -> None:
    """Wagtail asks for the right when the move is confirmed, and names both pages to anyone before."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("before_move_page")
def keep_addresses_free(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """No story takes the place of one that was public there."""
    if request.method != "POST" or not page.permissions_for_user(request.user).can_move_to(destination):
        return None
    return refuse(request, page, lambda: actions.require_free_address(page, destination, user=request.user))


@hooks.register("before_edit_page", order=-10)
def refuse_stale_step(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A workflow button pressed on another version than the latest decides nothing."""
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    seen = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
    if not seen or seen == str(page.latest_revision_id):
        return None
    messages.error(request, str(actions.StaleRevisionError()))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def answer_workflow_button(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say why a verb was refused (the edit itself is kept); the check button leads to the checker's screen."""
    if refusal := getattr(request.user, "refusal", ""):
        messages.error(request, refusal)
        return redirect("wagtailadmin_pages:edit", page.pk)
    if (
        request.POST.get("action-workflow-action")
        and request.POST.get("workflow-action-name") == CHECK_FIGURES
    ):
        return redirect("story_figure_check", page.pk)
    return None


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The checker's screen, and the doors out of turn."""
    if not isinstance(page.specific, StoryPage):
        return
    if permissions.may_check_figures(user, page):
        yield Button(
            _("Check figures"), reverse("story_figure_check", args=[page.pk]), icon_name="check", priority=5
        )
    if permissions.may_see_in_newsroom(user, page) and corrections.exist_for(page):
        address = reverse("story_corrections", args=[page.pk])
        yield Button(_("Corrections"), address, icon_name="history", priority=60)
    if page.permissions_for_user(user).can_publish():
        address = reverse("story_publish", args=[page.pk])
        yield Button(_("Publish in an emergency"), address, icon_name="warning", priority=90)
        if is_public(page):
            yield Button(
                _("Withdraw"), reverse("story_withdraw", args=[page.pk]), icon_name="cross", priority=91
            )


@hooks.register("construct_page_chooser_queryset")
def only_choosable(pages: Any, request: HttpRequest) -> Any:
    """Choosers list public pages and one's own part of the tree, never another province's drafts."""
    return permissions.choosable(pages, request.user)
