"""The facets beside what was found: the filters of every list, counted among the stories that answer the question."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.http import QueryDict

from search.engines import Row
from search.indexing import key_of
from search.models import IndexedStory
from story.filters import Stories, StoryFilterSet, filtered
from story.selectors import visible_to

LONGEST_VALUE = 100
KEPT, SECONDS, NEWEST = "search.facets", 60, 200


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
    """What of an address filters: by facets, several values of one being alternatives, and by what is no facet."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        typed = {
            name: [text[:LONGEST_VALUE] for text in data.getlist(name) if text.strip()] for name in _filters()
        }
        names = facet_names() if any(typed.values()) else frozenset()
        self.values = {name: values for name, values in typed.items() if values and name in names}
        self.others = QueryDict(mutable=True)
        for name, values in typed.items():
            if values and name not in names:
                self.others.setlist(name, values)

    def stories(self, user: Any) -> Stories:
        """The stories that `user` may read and that what is no facet leaves."""
        visible = visible_to(user)
        return filtered(self.others, visible) if self.others else visible

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
        for name in (*_filters(), "page"):
            query.pop(name, None)
        return query.urlencode()


def facet_names() -> frozenset[str]:
    """The filters that the index counts, as its newest rows have them."""
    known = cache.get(KEPT)
    if known is None:
        newest = IndexedStory.objects.order_by("-pk").values_list("facets", flat=True)[:NEWEST]
        known = frozenset(name for facets in newest for name in facets)
        if known:
            cache.set(KEPT, known, SECONDS)
    return known


def _filters() -> list[str]:
    return list(StoryFilterSet.base_filters)


def counted(rows: Iterable[Row], chosen: Chosen) -> list[Facet]:
    """Each facet, counted among the stories that the other facets leave."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _filters()}
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
