"""Rows that a verb works on, taken in one order: the page, then the step."""

from typing import Any

from wagtail.models import Page, Revision, TaskState

from .errors import ConflictError, StaleRevisionError


def lock_page(pk: Any) -> Page:
    """The specific page, its row held until the transaction ends; raises ConflictError when it was deleted."""
    page = Page.objects.select_for_update().filter(pk=pk).first()
    if page is None:
        raise ConflictError
    return page.specific


def lock_step(task_state: TaskState) -> tuple[Page, TaskState]:
    """Page and step of a workflow, both held.

    Raises ConflictError when the step is decided or no longer the current one, StaleRevisionError when it has
    moved on to another revision than the caller's.
    """
    page = lock_page(task_state.workflow_state.object_id)
    step = TaskState.objects.select_for_update().filter(pk=task_state.pk).first()
    if step is None or step.status != TaskState.STATUS_IN_PROGRESS:
        raise ConflictError
    if step.workflow_state.current_task_state_id != step.pk:
        raise ConflictError
    if step.revision_id != task_state.revision_id or step.revision_id != page.latest_revision_id:
        raise StaleRevisionError
    return page, step.specific


def latest_revision(page: Page, revision_id: Any = None) -> Revision:
    """The latest revision; raises StaleRevisionError when the caller named another one."""
    if page.latest_revision_id is None or (
        revision_id is not None and int(revision_id) != page.latest_revision_id
    ):
        raise StaleRevisionError
    return Revision.objects.get(pk=page.latest_revision_id)
