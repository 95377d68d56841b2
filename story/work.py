"""Questions about stories in work: written, checked or waiting, and not yet done with."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, IntegerField, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry

from story.models import StoryPage

RUNNING = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]


def in_work(user: Any) -> QuerySet[StoryPage]:
    """The stories in work that `user` may see in the newsroom, the nearest due date first.

    A story is in work until its latest version is public or approved with its time to go live; a withdrawn one is
    in work again once somebody has written in it.
    """
    approved = Revision.objects.filter(pk=OuterRef("latest_revision_id"), approved_go_live_at__isnull=False)
    unfinished = (
        Q(last_published_at=None)
        | Q(latest_revision_created_at__gt=F("last_published_at"))
        | Q(pk__in=_pages_in_workflow(RUNNING))
    )
    return (
        StoryPage.objects.filter(within_reach(user), unfinished, alias_of=None)
        .exclude(Exists(approved))
        .select_related("locale", "province", "owner", "assignment__assignee")
        .order_by(F("assignment__due").asc(nulls_last=True), "latest_revision_created_at", "pk")
    )


def assigned_to(user: Any) -> QuerySet[StoryPage]:
    """The stories in work that `user` has in hand."""
    return in_work(user).filter(assignment__assignee=user)


def overdue(user: Any) -> QuerySet[StoryPage]:
    """The stories in work whose day has passed."""
    return in_work(user).filter(assignment__due__lt=timezone.localdate())


def stuck(user: Any, days: int = 7) -> QuerySet[StoryPage]:
    """The stories in work in which nobody has written and no step was taken for so many days."""
    since = timezone.now() - timedelta(days=days)
    moved = WorkflowState.objects.filter(
        Q(task_states__started_at__gte=since) | Q(task_states__finished_at__gte=since)
    )
    return in_work(user).filter(latest_revision_created_at__lt=since).exclude(pk__in=_numbers(moved))


def waiting_since(page: StoryPage) -> Any:
    """When the story last moved: the latest version or the latest step, whichever is newer."""
    step = page.workflow_states.aggregate(at=Max("task_states__started_at"))["at"]
    return max((moment for moment in (page.latest_revision_created_at, step) if moment), default=None)


def within_reach(user: Any) -> Q:
    """The stories that `user` comes across in the newsroom: by rights on pages, or because a step is theirs."""
    if not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    own = policy_registry.get_by_type(StoryPage).instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    waiting = WorkflowState.objects.filter(current_task_state__in=TaskState.objects.reviewable_by(user))
    return Q(pk__in=own.values("pk")) | Q(pk__in=_numbers(waiting))


def _pages_in_workflow(statuses: list[str]) -> QuerySet[Any]:
    return _numbers(WorkflowState.objects.filter(status__in=statuses))


def _numbers(states: QuerySet[WorkflowState]) -> QuerySet[Any]:
    # A workflow names its object, of whatever model, by a text.
    of_pages = states.filter(base_content_type=get_default_page_content_type())
    return of_pages.annotate(page_pk=Cast("object_id", IntegerField())).values("page_pk")
