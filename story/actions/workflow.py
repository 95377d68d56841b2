"""Through the steps: submit, approve, return with a comment."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from story import outbox, permissions, registry, withdrawals
from story.completeness import blocking
from story.models import StoryPage

from .correcting import require_explained
from .errors import (
    ConflictError,
    IncompleteStoryError,
    NotAllowedError,
    OwnTranslationError,
    ReasonRequiredError,
    SelfApprovalError,
    UncheckedFiguresError,
)
from .locking import latest_revision, lock_page, lock_step
from .verb import verb


@verb
def submit(page: Page, user: Any, revision_id: int | None = None) -> WorkflowState:
    """Send the latest version into the workflow of its language, or back into it after a return.

    Raises NotAllowedError, IncompleteStoryError, ReasonRequiredError when published figures change without a reason,
    ConflictError when it is in the workflow already.
    """
    page = lock_page(page.pk)
    if not page.permissions_for_user(user).can_edit():
        raise NotAllowedError
    revision = (
        latest_revision(page, revision_id) if page.latest_revision_id else page.save_revision(user=user)
    )
    version = revision.as_object()
    require_complete(version)
    if isinstance(version, StoryPage):
        require_explained(version)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return state
    workflow = page.get_workflow()
    if state or workflow is None:
        raise ConflictError
    return workflow.start(page, user)


@verb
def approve(task_state: TaskState, user: Any, comment: str = "") -> TaskState:
    """Let the story pass this step; the last step publishes it.

    Raises NotAllowedError, SelfApprovalError, OwnTranslationError, UncheckedFiguresError, ConflictError,
    StaleRevisionError.
    """
    page, step = lock_step(task_state)
    task = step.task.specific
    _require_member(task, page, user, "approve")
    if refusal := why_own_work(page, step, user):
        raise refusal
    if permissions.is_final(task):
        require_source(page)
    if permissions.is_figure_check(task):
        require_checked(step.revision.as_object())
    return step.approve(user=user, comment=comment)


@verb
def reject(task_state: TaskState, user: Any, comment: str) -> TaskState:
    """Return the story to its author with a comment.

    Raises NotAllowedError, ReasonRequiredError, ConflictError, StaleRevisionError.
    """
    page, step = lock_step(task_state)
    _require_member(step.task.specific, page, user, "reject")
    if not comment.strip():
        raise ReasonRequiredError
    step.reject(user=user, comment=comment)
    outbox.write("story.returned", page=page.pk, revision=step.revision_id, user=user.pk, comment=comment)
    return step


def _require_member(task: Any, page: Page, user: Any, verb: str) -> None:
    if not user.is_active or verb not in {name for name, _label, _modal in task.get_actions(page, user)}:
        raise NotAllowedError


def why_own_work(page: Page, step: TaskState, user: Any) -> NotAllowedError | None:
    """Why this step is not for whoever wrote the version; None for everybody else."""
    task = step.task.specific
    if permissions.is_final(task) and step.revision.user_id == user.pk:
        return SelfApprovalError()
    if permissions.is_translation_check(task):
        authors = {step.revision.user_id, step.workflow_state.requested_by_id}
        authors.update(*(co_authors(page) for co_authors in registry.co_authors))
        if user.pk in authors:
            return OwnTranslationError()
    return None


def require_checked(page: Page) -> None:
    """Raise UncheckedFiguresError, naming them, unless every figure of this version is signed off."""
    unchecked = [figure for figure in getattr(page, "figures", {}).values() if not figure.verified]
    if unchecked:
        names = "; ".join(f"{figure.forms.digits} ({figure.label})" for figure in unchecked)
        raise UncheckedFiguresError(figures=names)


def require_complete(page: Page) -> None:
    """Raise IncompleteStoryError, naming what is missing, unless this version may be submitted."""
    if not isinstance(page, StoryPage):
        return
    # A correction has its own question (require_explained); an emergency comes with its own reason.
    found = [gap for gap in blocking(page) if gap.check != "correction"]
    missing = dict.fromkeys(f"{gap.where}: {gap.message}" for gap in found)
    if missing:
        raise IncompleteStoryError(missing="; ".join(missing))


def require_source(page: Page) -> None:
    """Raise ConflictError for a translation of a story that is withdrawn in its first language."""
    if page.locale.language_code != settings.LANGUAGE_CODE and withdrawals.withdrawn_source(page):
        raise ConflictError(_("The story is withdrawn in its first language: publish it there first."))
