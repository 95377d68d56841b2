"""“Has this been told?”: stories of a like problem, while somebody writes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.models import Locale

from story import registry
from story.models import StoryPage
from story.selectors import is_public, visible_to
from story.states import State, seen_by

LONGEST = 600
MOST = 5


def tellable(user: Any) -> QuerySet[StoryPage]:
    """The stories a person may hear of: the public ones of every unit, and what their own part of the tree holds."""
    own = seen_by(user).values("pk")
    stories = StoryPage.objects.filter(Q(pk__in=visible_to(user).values("pk")) | Q(pk__in=own))
    return stories.filter(locale=Locale.get_default(), alias_of=None).select_related("locale", "province")


@require_GET
def told(request: HttpRequest) -> JsonResponse:
    """Up to five stories that share the words of `q`, the best first; `not` is the story that is being written."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    own = request.GET.get("not", "")
    stories = tellable(request.user)
    if own.isascii() and own.isdigit() and len(own) < 19:
        stories = stories.exclude(pk=int(own))
    return JsonResponse({"stories": [shown(story) for story in like(query, stories)]})


def like(query: str, stories: Iterable[StoryPage]) -> list[StoryPage]:
    """Of these stories, up to five that share the words of a text, the best first."""
    query = query[:LONGEST]
    found = [story for finder in registry.finders for story in finder(query, stories)] if query else []
    return found[:MOST]


def shown(story: StoryPage) -> dict[str, str]:
    """A story as it is named to whoever may be about to tell it again."""
    public = is_public(story)
    return {
        "title": story.title,
        "url": story.url if public else reverse("wagtailadmin_pages:edit", args=[story.pk]),
        "place": story.province.name if story.province else "",
        "state": "" if public else str(State.DRAFT.label),
    }
