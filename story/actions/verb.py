"""What makes a function a verb: whole or not at all, and a refusal leaves its row in the history."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from .errors import VerbError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def verb(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Run in one transaction; on VerbError undo everything, log who was refused what and why, and raise it on."""

    @functools.wraps(function)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except VerbError as error:
            log_refusal(function.__name__, error, args, kwargs)
            raise

    return run


def log_refusal(name: str, error: VerbError, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Leave a row of who was refused what and why."""
    subject, *others = args
    instance = _with_history(subject)
    user = kwargs.get("user") or next((item for item in others if hasattr(item, "is_active")), None)
    # A row that was deleted meanwhile has no history to write to.
    if instance is not None:
        log(instance=instance, action="story.refused", user=user, data={"verb": name, "reason": str(error)})


def _with_history(subject: Any) -> Any:
    """The page that the subject is or belongs to, else the subject itself, as it stands in the database."""
    page_id = getattr(subject, "page_id", None)
    if isinstance(subject, TaskState):
        page_id = subject.workflow_state.object_id
    elif isinstance(subject, Page):
        page_id = subject.pk
    if page_id is None:
        return type(subject)._base_manager.filter(pk=subject.pk).first() if subject else None
    page = Page.objects.filter(pk=page_id).first()
    return page.specific if page else None
