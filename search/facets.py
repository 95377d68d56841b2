"""The facets beside what was found: the filters of every list, counted among the stories that answer the question."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from search.engines import Row
from search.indexing import key_of
from story.filters import StoryFilterSet

LONGEST_VALUE = 100


@dataclass(frozen=True)
class Choice:
    """One value of a facet; `query` is the address with it turned on, or off where it is on."""

    value: str
    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One facet with its choices, most stories first."""

    name: str
    label: Any
    choices: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The choices that are on."""
        return [choice for choice in self.choices if choice.chosen]


class Chosen:
    """What of an address filters by facets: several values of one are alternatives."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.values = {
            name: values
            for name in StoryFilterSet.base_filters
            if (values := [value[:LONGEST_VALUE] for value in data.getlist(name) if value.strip("\0 ")])
        }

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The marks of the index of which a story must have one each."""
        return tuple(tuple(key_of(name, value) for value in values) for name, values in self.values.items())

    def misses(self, row: Row) -> set[str]:
        """The facets by which a story is not among what is chosen."""
        return {
            name
            for name, values in self.values.items()
            if {value for value, _label in row.facets.get(name, ())}.isdisjoint(values)
        }

    def toggled(self, name: str, value: str) -> str:
        """The address with one value turned on or off, from the first page."""
        query = self.data.copy()
        values = query.getlist(name)
        query.setlist(name, [v for v in values if v != value] if value in values else [*values, value])
        query.pop("page", None)
        return query.urlencode()

    @property
    def without_any(self) -> str:
        """The address with every facet turned off."""
        query = self.data.copy()
        for name in (*self.values, "page"):
            query.pop(name, None)
        return query.urlencode()


def counted(rows: Iterable[Row], chosen: Chosen) -> list[Facet]:
    """Each facet, counted among the stories that the other facets leave."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in StoryFilterSet.base_filters}
    labels: dict[tuple[str, str], str] = {}
    for row in rows:
        missed = chosen.misses(row)
        for name, choices in row.facets.items():
            if name in counts and not missed - {name}:
                counts[name].update(value for value, _label in choices)
                labels |= {(name, value): label for value, label in choices}
    return [facet for name in counts if (facet := _facet(name, counts[name], labels, chosen)).choices]


def _facet(name: str, counts: Counter[str], labels: dict[tuple[str, str], str], chosen: Chosen) -> Facet:
    on = chosen.values.get(name, [])
    values = dict.fromkeys([*on, *(value for value, _count in counts.most_common())])
    choices = [
        Choice(
            value, labels.get((name, value), value), counts[value], value in on, chosen.toggled(name, value)
        )
        for value in values
    ]
    choices.sort(key=lambda choice: (-choice.count, choice.label))
    return Facet(name, StoryFilterSet.base_filters[name].label, choices)
