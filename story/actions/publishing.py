"""Out of turn: an approver publishes in an emergency, or takes a story down."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from story import embargo, permissions, withdrawals

from .errors import ConflictError, NotAllowedError, ReasonRequiredError
from .locking import latest_revision, lock_page
from .verb import verb
from .workflow import require_complete, require_source


@verb
def publish(page: Page, user: Any, revision: Revision | None = None, reason: str = "") -> Page:
    """Publish the latest version at once, without its workflow; figures nobody vouched for go back to the checker.

    Raises NotAllowedError, ReasonRequiredError, StaleRevisionError, IncompleteStoryError, ConflictError when it is
    public already.
    """
    page = lock_page(page.pk)
    if not page.permissions_for_user(user).can_publish():
        raise NotAllowedError
    if not reason.strip():
        raise ReasonRequiredError
    if page.latest_revision_id is None:
        page.save_revision(user=user)
    revision = latest_revision(page, revision.pk if revision else None)
    if page.live and page.live_revision_id == revision.pk:
        raise ConflictError(_("This version is public already."))
    version = revision.as_object()
    require_complete(version)
    require_source(page)
    broken = embargo.lift(revision)
    # Wagtail's own row has no room for the reason: one row of ours takes its place.
    revision.publish(user=user, log_action=False)
    log(
        instance=version,
        action="story.publish_in_emergency",
        user=user,
        revision=revision,
        content_changed=True,
        data={"reason": reason.strip()} | ({"embargo": broken.isoformat()} if broken else {}),
    )
    page = Page.objects.get(pk=page.pk).specific
    if any(not figure.verified for figure in getattr(version, "figures", {}).values()):
        _return_to_checker(page, user)
    return page


def _return_to_checker(page: Page, user: Any) -> None:
    workflow = page.get_workflow()
    if workflow is None or not any(permissions.is_figure_check(task) for task in workflow.tasks.specific()):
        return
    state = workflow.start(page, user)
    while not permissions.is_figure_check(state.current_task_state.task.specific):
        step = state.current_task_state
        step.status = TaskState.STATUS_SKIPPED
        step.save(update_fields=["status"])
        state.update(user=user)


@verb
def withdraw(page: Page, user: Any, reason: str, public_reason: dict[str, str] | None = None) -> Page:
    """Take a live story down, in every language if it is the first; both reasons are kept for ever.

    Without a user the clock does it.

    `public_reason`, by language, is what readers find at its address; without one they read `reason`.
    Raises NotAllowedError, ReasonRequiredError, ConflictError when it is not public.
    """
    page = lock_page(page.pk)
    if user is not None and not (user.is_active and page.permissions_for_user(user).can_publish()):
        raise NotAllowedError
    if not reason.strip():
        raise ReasonRequiredError
    if not page.live:
        raise ConflictError(_("This story is not public."))
    told = public_reason or {settings.LANGUAGE_CODE: reason.strip()}
    first = page.locale.language_code == settings.LANGUAGE_CODE
    for each in page.get_translations(inclusive=True).filter(live=True) if first else [page]:
        withdrawals.bury(each, user, told)
    UnpublishPageAction(page, user=user, log_action=False).execute(skip_permission_checks=True)
    log(
        instance=page,
        action="story.withdraw",
        user=user,
        data={"reason": reason.strip(), "public_reason": told},
    )
    return page
