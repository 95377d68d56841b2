"""The page of a unit: who they are, what they told, their figures, whom to ask, what is missing."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from story.listing import prepared
from story.models import PressContact, ProvincePage, StoryPage
from story.records import FigureRecord
from story.selectors import province_stories

PER_PAGE = 12


@dataclass(frozen=True)
class ToldFigure:
    """A key figure with the story that tells it."""

    figure: FigureRecord
    story: StoryPage


def province_context(page: ProvincePage, request: HttpRequest | None) -> dict[str, Any]:
    """A page of the stories with their key figures, the press lines of all of them, and the units that went before."""
    stories = province_stories(page)
    pages = Paginator(stories, PER_PAGE).get_page(request.GET.get("page") if request else 1)
    shown = prepared(pages.object_list)
    numbers = stories.order_by().values("contact")
    contacts = PressContact.objects.filter(pk__in=numbers, consent_on__isnull=False)
    return {
        "pages": pages,
        "stories": shown,
        "count": pages.paginator.count,
        "figures": _told(shown),
        "contacts": list(contacts.order_by("organisation", "pk")),
        "former": list(page.unit.predecessors.order_by("name")),
    }


def _told(stories: list[StoryPage]) -> list[ToldFigure]:
    """The key figures in the order of the stories; the lead of each first."""
    return [ToldFigure(figure, story) for story in stories for figure in story.key_figures]
