"""How many stories there are, by unit, sector or state."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.text import capfirst

from story.models import Sector, StoryPage
from story.reports.turnaround import units_by_path
from story.states import IN_WORK, State, counted

STEP = 4  # letters of the path for each level of the tree


@dataclass
class Tally:
    """A line of a table: its name, and how many stories stand where."""

    name: str
    numbers: Counter[str] = field(default_factory=Counter)

    @property
    def public(self) -> int:
        """Those the public may read."""
        return self.numbers[State.PUBLISHED]

    @property
    def in_work(self) -> int:
        """Those at one of the steps."""
        return sum(self.numbers[state] for state in IN_WORK)

    @property
    def returned(self) -> int:
        """Those that their authors have again."""
        return self.numbers[State.RETURNED]

    @property
    def drafts(self) -> int:
        """Those nobody has submitted yet."""
        return self.numbers[State.DRAFT]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.numbers.values())


def _tallies(rows: Any, names: dict[Any, str]) -> list[Tally]:
    tallies = {key: Tally(name) for key, name in names.items()}
    for key, state, count in rows:
        if key in tallies:
            tallies[key].numbers[state] += count
    return sorted(tallies.values(), key=lambda tally: (-tally.total, tally.name))


def by_unit(stories: QuerySet[StoryPage]) -> list[Tally]:
    """A line for each unit, also for one without a story."""
    unit = Substr("path", 1, Length("path") - STEP)
    rows = stories.order_by().annotate(unit=unit).values_list("unit", "state").annotate(Count("pk"))
    return _tallies(rows, units_by_path())


def by_sector(stories: QuerySet[StoryPage]) -> list[Tally]:
    """A line for each sector; a story of two sectors is in both."""
    rows = stories.order_by().annotate(sector=F("sectors")).values_list("sector", "state")
    names = {sector.pk: str(sector) for sector in Sector.objects.all()}
    return _tallies(rows.annotate(Count("pk")), names)


def by_state(stories: QuerySet[StoryPage]) -> list[Tally]:
    """A line for each state, in the order of the way."""
    numbers = counted(stories)
    return [Tally(capfirst(str(state.label)), Counter({state: numbers.get(state, 0)})) for state in State]
