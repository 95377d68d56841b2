"""Where a story stands between its first word and the public, as one word that lists, desks and reports share."""

from typing import Any

from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, Task, WorkflowState
from wagtail.permissions import policy_registry

from story.models import StoryPage


class State(models.TextChoices):
    """In the order of the way."""

    DRAFT = "draft", _("draft")
    RETURNED = "returned", _("returned")
    EDIT = "in-edit", _("being edited")
    CHECK = "in-check", _("figures being checked")
    TRANSLATION = "in-translation-check", _("translation being checked")
    APPROVAL = "in-approval", _("waiting for approval")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")


STEPS = {
    "edittask": State.EDIT,
    "figurechecktask": State.CHECK,
    "translationchecktask": State.TRANSLATION,
    "approvaltask": State.APPROVAL,
}
IN_WORK = (State.EDIT, State.CHECK, State.TRANSLATION, State.APPROVAL)
OPEN = (State.DRAFT, State.RETURNED, *IN_WORK)


def running(of: str = "pk") -> QuerySet[WorkflowState]:
    """The running workflow of the story that an outer query names by its field `of`."""
    return WorkflowState.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef(of), CharField()),
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
    )


def scheduled(of: str = "pk") -> Exists:
    """Whether a version of the story that an outer query names by its field `of` waits for its time."""
    rows = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return Exists(rows.filter(object_id=Cast(OuterRef(of), CharField())))


def with_state(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """The stories with `state`, the running step as `step_id`, and since when it runs as `since`."""
    workflow = running()
    in_progress = Q(_workflow=WorkflowState.STATUS_IN_PROGRESS)
    steps = [When(in_progress & Q(_task=model), then=Value(state.value)) for model, state in STEPS.items()]
    others = [
        When(_workflow=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(State.RETURNED.value)),
        When(in_progress, then=Value(State.EDIT.value)),
        When(scheduled(), then=Value(State.SCHEDULED.value)),
        When(live=True, then=Value(State.PUBLISHED.value)),
        When(first_published_at__isnull=False, then=Value(State.WITHDRAWN.value)),
    ]
    return stories.annotate(
        _workflow=Subquery(workflow.values("status")[:1]),
        _task=Subquery(workflow.values("current_task_state__task__content_type__model")[:1]),
        step_id=Subquery(workflow.values("current_task_state")[:1]),
        since=Subquery(workflow.values("current_task_state__started_at")[:1]),
    ).annotate(state=Case(*steps, *others, default=Value(State.DRAFT.value), output_field=CharField()))


def counted(stories: QuerySet[Any]) -> dict[str, int]:
    """How many of these stories, made by `with_state`, stand in each state."""
    rows = stories.order_by().values("state").annotate(count=models.Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def step_tasks(user: Any) -> QuerySet[Task]:
    """The steps of every workflow at which one of the person's groups decides."""
    groups = user.groups.values("pk")
    found = Q()
    for model in STEPS:
        found |= Q(**{f"{model}__groups__in": groups})
    return Task.objects.filter(found)


def seen_by(user: Any) -> QuerySet[StoryPage]:
    """The stories a person of the newsroom works with: their part of the tree, and what waits for their group."""
    stories = StoryPage.objects.filter(alias_of=None)
    if user.is_superuser:
        return stories
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    steps = running().filter(current_task_state__task__in=step_tasks(user))
    waiting = Q(Exists(steps.filter(status=WorkflowState.STATUS_IN_PROGRESS)))
    return stories.filter(Q(pk__in=own.values("pk")) | waiting)
