"""Public stories counted by pillar and sector, and the calls that ask for what is missing."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import get_language
from wagtail.models import Locale

from home.calls.models import Call
from story.filters import StoryFilterSet
from story.models import Pillar, ProvincePage, Sector, Tool
from story.selectors import visible_to


@dataclass(frozen=True)
class Cell:
    """One pillar in one sector: how many stories, and an open call that asks for them."""

    pillar: Pillar
    sector: Sector
    count: int
    call: Call | None


@dataclass(frozen=True)
class Row:
    """A sector with its cells in the order of the pillars."""

    sector: Sector
    cells: list[Cell]


@dataclass(frozen=True)
class Board:
    """The whole table, and what it was narrowed to."""

    pillars: list[Pillar]
    rows: list[Row]
    province: ProvincePage | None
    tool: Tool | None
    provinces: list[ProvincePage]
    tools: list[Tool]
    total: int

    @property
    def empty(self) -> int:
        """How many cells have no story."""
        return sum(not cell.count for row in self.rows for cell in row.cells)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.pillars)


def board(data: QueryDict, user: Any) -> Board:
    """The table in the language of the page, narrowed to a province of today and a tool."""
    locale = get_language() or ""
    provinces = _provinces(locale)
    tools = sorted(Tool.objects.all(), key=str)
    province = next((page for page in provinces if page.slug == data.get("province")), None)
    tool = next((each for each in tools if str(each.pk) == data.get("tool")), None)
    stories = visible_to(user).filter(locale__language_code=locale)
    if province:
        stories = StoryFilterSet({"province": province.slug}, queryset=stories).qs
    if tool:
        stories = stories.filter(tools=tool)
    pairs = stories.order_by().values_list("pillars", "sectors").annotate(Count("pk", distinct=True))
    counts = {(pillar, sector): count for pillar, sector, count in pairs}
    pillars = list(Pillar.objects.all())
    asked = _asked(province)
    rows = [
        Row(
            sector,
            [
                Cell(pillar, sector, counts.get((pillar.pk, sector.pk), 0), asked[pillar.pk, sector.pk])
                for pillar in pillars
            ],
        )
        for sector in Sector.objects.all()
    ]
    return Board(pillars, rows, province, tool, provinces, tools, stories.count())


def _provinces(locale: str) -> list[ProvincePage]:
    pages = ProvincePage.objects.filter(locale=Locale.objects.filter(language_code=locale).first())
    return sorted(pages.select_related("unit"), key=lambda page: page.unit.name_in(locale))


def _asked(province: ProvincePage | None) -> dict[tuple[int, int], Call | None]:
    """The open call for each cell; one that names no pillar or no sector asks for none in particular."""
    asked: dict[tuple[int, int], Call | None] = defaultdict(lambda: None)
    for call in Call.objects.open().prefetch_related("pillars", "sectors", "units"):
        units = {unit.pk for unit in call.units.all()}
        if province and units and province.unit_id not in units:
            continue
        for pillar in call.pillars.all():
            for sector in call.sectors.all():
                asked[pillar.pk, sector.pk] = call
    return asked
