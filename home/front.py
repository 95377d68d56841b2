"""What the front page shows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.calls.models import Call
from places import tiles
from places.models import AdministrativeUnit
from story import registry
from story.blocks import PARTS
from story.drawing import FigureField, field_of
from story.figures import format_number, spoken_number
from story.listing import prepared
from story.models import Pillar, ProvincePage, StoryPage
from story.presentation import shape_of
from story.selectors import visible_to
from story.tally import Numbers, Tally, tally_of

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST = 6
# Among so many of the newest the lead story is looked for.
CANDIDATES = 12
PROBLEMS = 4
CALLS = 3
FIELD = (696, 220)


@dataclass(frozen=True)
class Tile:
    """A unit of today on the map: its place, its page and how many stories stand in it."""

    unit: AdministrativeUnit
    cell: tiles.Cell
    count: int
    page: ProvincePage | None


@dataclass(frozen=True)
class Counted:
    """A number of the records, what was counted, and the list of those stories where there is one."""

    digits: str
    label: str
    query: str = ""


def front_context(page: "HomePage", request: HttpRequest | None = None) -> dict[str, Any]:
    """The search, solved problems, the lead story with its field, the newest, pillars, the map, the numbers, calls."""
    language = page.locale.language_code
    tally = tally_of(page.locale)
    newest = visible_to(None).filter(pk__in=tally.newest[:CANDIDATES])
    rows = newest.select_related("province__successor", "locale").prefetch_related("pillars")
    stories = prepared(rows.order_by("-first_published_at", "-pk"))
    lead, field = _lead(stories)
    tiles_ = _tiles(tally)
    told = sorted((tile for tile in tiles_ if tile.count), key=lambda tile: -tile.count)
    return {
        "lead_story": lead,
        "lead_field": field,
        "lead_ahead": _ahead(lead),
        "stories": [story for story in stories[:NEWEST] if story != lead],
        "problems": [story for story in stories if story.problem][:PROBLEMS],
        "story_total": len(tally.newest),
        "pillars": _pillars(tally),
        "tiles": tiles_,
        "attached": tiles.ATTACHED,
        "told": told,
        "waiting": [tile for tile in tiles_ if not tile.count],
        "told_words": spoken_number(Decimal(len(told)), language).capitalize() if told else "",
        "numbers": _numbers(tally, len(told), len(tiles_), language),
        "calls": list(Call.objects.open().order_by("deadline", "pk")[:CALLS]),
        "parts": list(PARTS.values()),
        "slots": _slots(page, request),
    }


def _slots(page: "HomePage", request: HttpRequest | None) -> list[tuple[str, dict[str, Any]]]:
    """What other rooms show here; a room with nothing to show is left out."""
    made = ((slot.template, slot.context(page, request)) for slot in registry.home_slots)
    return [(template, context) for template, context in made if context is not None]


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


def _pillars(tally: Tally) -> list[tuple[Pillar, int]]:
    return [(pillar, tally.count("pillar", pillar.code)) for pillar in tally.pillars]


def _tiles(tally: Tally) -> list[Tile]:
    """Every unit of today in the order of the grid, also one without a page in this language."""
    places = {place.unit.pk: place for place in tally.provinces}
    made = []
    for unit in tally.units:
        place = places.get(unit.pk)
        if cell := tiles.TILES.get(unit.code):
            count, page = (place.count, place.page) if place else (0, None)
            made.append(Tile(unit, cell, count, page))
    return sorted(made, key=lambda tile: tile.cell)


def _numbers(tally: Tally, told: int, units: int, language: str) -> list[Counted]:
    """Counts of stories, places and records; a sum of figures over stories would count the same things twice."""
    stories = len(tally.newest)
    if not tally.numbers.figures:
        return []
    rows = [
        (stories, ngettext("story told", "stories told", stories), ""),
        (told, _("of %(count)s provinces and cities have told") % {"count": units}, ""),
        *_of_figures(tally.numbers),
        *_of_stories(tally.numbers),
    ]
    return [
        Counted(format_number(Decimal(count), language), label, query)
        for count, label, query in rows
        if count
    ]


def _of_figures(numbers: Numbers) -> list[tuple[int, str, str]]:
    verified = ngettext(
        "of them verified, by %(people)s named person",
        "of them verified, by %(people)s named people",
        numbers.people,
    )
    published = ngettext(
        "figure published, with its record", "figures published, each with its record", numbers.figures
    )
    return [
        (numbers.figures, published, ""),
        (numbers.verified, verified % {"people": numbers.people}, ""),
        (numbers.ahead, _("of them are targets or projections, and always say so"), ""),
    ]


def _of_stories(numbers: Numbers) -> list[tuple[int, str, str]]:
    verified = ngettext(
        "story with every figure verified", "stories with every figure verified", numbers.stories_verified
    )
    costs = ngettext("story says what it cost", "stories say what it cost", numbers.stories_with_cost)
    compared = ngettext(
        "story gives the figure from before beside the new one",
        "stories give the figure from before beside the new one",
        numbers.stories_compared,
    )
    return [
        (numbers.stories_verified, verified, "verified=1"),
        (numbers.stories_with_cost, costs, ""),
        (numbers.stories_compared, compared, ""),
    ]
