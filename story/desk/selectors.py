"""What waits for whom."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.permissions import policy_registry

from accounts import roles
from accounts.answers import once
from story.models import FigureSignOff, Notification, ProvincePage, StoryPage
from story.states import IN_WORK, OPEN, State, seen_by, with_state

STUCK = timedelta(days=7)


def roles_of(user: Any) -> frozenset[str]:
    """The roles of a person; a superuser has every one of the newsroom."""
    everything = {roles.EDITOR, roles.FIGURE_CHECKER, roles.APPROVER, roles.TRANSLATION_CHECKER}
    return frozenset(everything) if user.is_superuser else user.role_names


def is_contributor(user: Any) -> bool:
    """Whether the person writes for a unit."""
    return any(name.startswith(roles.CONTRIBUTOR_PREFIX) for name in user.role_names)


def own_units(user: Any) -> QuerySet[ProvincePage]:
    """The pages of units under which the person may begin a story."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    first = ProvincePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title")
    return first.filter(pk__in=pages.values("pk"))


def stories_of(user: Any) -> QuerySet[StoryPage]:
    """The stories a person works with, each with its state."""
    return with_state(seen_by(user))


def disputed(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """Of these, the ones with a figure whose newest word asks to make it clear."""
    later = FigureSignOff.objects.filter(
        translation_key=OuterRef("translation_key"), block_id=OuterRef("block_id"), pk__gt=OuterRef("pk")
    )
    words = FigureSignOff.objects.filter(
        ~Exists(later),
        translation_key=OuterRef("translation_key"),
        decision=FigureSignOff.Decision.DISPUTED,
    )
    return stories.filter(Exists(words))


def _stuck() -> Q:
    return Q(state__in=IN_WORK, since__lt=timezone.now() - STUCK)


def _overdue() -> Q:
    return Q(state__in=OPEN, assignment__due__lt=timezone.localdate())


def _assigned(user: Any) -> Q:
    return Q(state__in=OPEN, assignment__assignee=user)


def stuck(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """Of these, made by `with_state`, the ones that nobody moved on for a week."""
    return stories.filter(_stuck())


def overdue(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """Of these, made by `with_state`, the ones whose day has passed."""
    return stories.filter(_overdue())


def assigned(stories: QuerySet[StoryPage], user: Any) -> QuerySet[StoryPage]:
    """Of these, made by `with_state`, the ones that the person has in hand."""
    return stories.filter(_assigned(user))


def numbers(stories: QuerySet[StoryPage], user: Any) -> dict[str, int]:
    """How many of these stand in each state, are in the person's hands, overdue and stuck, asked for at once."""
    return stories.order_by().aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in State},
        assigned=Count("pk", filter=_assigned(user)),
        overdue=Count("pk", filter=_overdue()),
        stuck=Count("pk", filter=_stuck()),
    )


def oldest(stories: QuerySet[StoryPage], most: int) -> dict[str, list[StoryPage]]:
    """The stories that wait longest at each step, so many of each, with who wrote their latest version."""
    place = Window(RowNumber(), partition_by=F("state"), order_by=["since", "pk"])
    found = (
        stories.order_by().filter(state__in=IN_WORK).annotate(place=place, writer=F("latest_revision__user"))
    )
    steps: dict[str, list[StoryPage]] = {}
    for story in found.filter(place__lte=most).select_related("province").order_by("place"):
        steps.setdefault(story.state, []).append(story)
    return steps


def asked_of_author(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """Of these, the ones on which their author has to act, each with the `comment` it came back with."""
    comment = TaskState.objects.filter(pk=OuterRef("step_id")).values("comment")[:1]
    waiting = stories.filter(state=State.RETURNED) | disputed(stories.filter(state__in=OPEN))
    return waiting.annotate(comment=Subquery(comment))


def unread(user: Any) -> QuerySet[Notification]:
    """What the person was told and has not marked as read."""
    return Notification.objects.filter(user=user, read_at=None)


@once
def unread_count(user: Any) -> int:
    """How many of these there are, for the menu and the desk."""
    return unread(user).count()
