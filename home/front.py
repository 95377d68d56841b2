"""What the front page shows."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from places import tiles
from places.models import AdministrativeUnit
from story.drawing import FigureField, field_of
from story.figures import spoken_number
from story.listing import prepared
from story.models import Pillar, ProvincePage, StoryPage
from story.presentation import shape_of
from story.selectors import in_listing, public, visible_to

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST = 6
PROBLEMS = 4
FIELD = (696, 220)


@dataclass(frozen=True)
class Tile:
    """A unit of today on the map: its place, its page and how many stories stand in it."""

    unit: AdministrativeUnit
    cell: tiles.Cell
    count: int
    page: ProvincePage | None


def front_context(page: "HomePage") -> dict[str, Any]:
    """The search, solved problems, the lead story with its field, the newest, pillars and the map."""
    public = visible_to(None).filter(locale=page.locale)
    stories = prepared(in_listing(public)[:NEWEST])
    lead, field = _lead(stories)
    paths = list(public.values_list("pk", "path"))
    tiles_ = _tiles(page, Counter(path[: -StoryPage.steplen] for _pk, path in paths))
    told = sorted((tile for tile in tiles_ if tile.count), key=lambda tile: -tile.count)
    return {
        "lead_story": lead,
        "lead_field": field,
        "lead_ahead": _ahead(lead),
        "stories": [story for story in stories if story != lead],
        "problems": [story for story in stories if story.problem][:PROBLEMS],
        "story_total": len(paths),
        "pillars": _pillars([pk for pk, _path in paths]),
        "tiles": tiles_,
        "attached": tiles.ATTACHED,
        "told": told,
        "told_words": spoken_number(Decimal(len(told)), page.locale.language_code).capitalize()
        if told
        else "",
    }


def _lead(stories: list[StoryPage]) -> tuple[StoryPage | None, FigureField | None]:
    """The newest story whose lead figure can be drawn thing by thing; else the newest with a figure."""
    with_lead = [(story, lead) for story in stories if (lead := story.lead_figure)]
    for story, lead in sorted(with_lead, key=lambda pair: not pair[1].target):
        shape = shape_of(next(iter(story.pillars.all()), None))
        if field := field_of(lead, story.figures, shape, *FIELD):
            return story, field
    return next(iter([*(story for story, _lead in with_lead), *stories]), None), None


def _ahead(story: StoryPage | None) -> Any:
    """What the lead story still expects: its first key figure that is a projection or target of another thing."""
    if story is None or not story.lead_figure:
        return None
    others = (f for f in story.key_figures if f.is_ahead and f.id != story.lead_figure.target)
    return next(others, None)


def _pillars(ids: list[int]) -> list[Pillar]:
    return list(
        Pillar.objects.annotate(count=Count("storypage", filter=Q(storypage__in=ids))).order_by("position")
    )


def _tiles(page: "HomePage", counts: Counter[str]) -> list[Tile]:
    units = AdministrativeUnit.objects.current().provinces()
    pages = {each.unit_id: each for each in public(ProvincePage.objects.filter(locale=page.locale))}
    made = []
    for unit in units:
        own = pages.get(unit.pk)
        if cell := tiles.TILES.get(unit.code):
            made.append(Tile(unit, cell, counts[own.path] if own else 0, own))
    return sorted(made, key=lambda tile: tile.cell)
