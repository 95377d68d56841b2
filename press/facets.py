"""The filters of the desk with their counts, of public stories and of those that wait for their time together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import get_language

from places.models import AdministrativeUnit
from story import criteria
from story.filters import STEP, Choice, Facet, Stories, StoryFilterSet, filtered
from story.models import Pillar, ProvincePage, Sector, StoryPage, StoryTag, Tool, Unit

Named = dict[Any, tuple[str, str]]


@dataclass(frozen=True)
class Counting:
    """How one filter counts: the keys of public stories, those of a waiting one, and what a key is called."""

    public: Callable[[Stories], Iterable[tuple[Any, int]]]
    waiting: Callable[[StoryPage], Iterable[Any]]
    named: Callable[[set[Any]], Named]
    by_count: bool = True


def desk_facets(data: QueryDict, stories: Stories, waiting: list[StoryPage]) -> list[Facet]:
    """Each filter's choices, counted among the stories that the other filters leave; what is chosen is always there."""
    cleaned = cleaned_values(data)
    return [_facet(name, counting, data, stories, waiting, cleaned) for name, counting in COUNTED.items()]


def cleaned_values(data: QueryDict) -> dict[str, Any]:
    """What the filters in a query say, the unreadable left out."""
    form = StoryFilterSet(data, queryset=StoryPage.objects.none()).form
    form.is_valid()
    return form.cleaned_data


def fitting(waiting: list[StoryPage], cleaned: dict[str, Any], without: str = "") -> list[StoryPage]:
    """The waiting stories that the filters leave, one filter left out."""
    wanted = {name: value for name, value in cleaned.items() if name != without}
    return [page for page in waiting if criteria.fits(page, wanted)]


def _facet(
    name: str,
    counting: Counting,
    data: QueryDict,
    stories: Stories,
    waiting: list[StoryPage],
    cleaned: dict[str, Any],
) -> Facet:
    left = StoryPage.objects.filter(pk__in=filtered(data, stories, name).order_by().values("pk")).order_by()
    counts: Counter[Any] = Counter()
    for key, count in counting.public(left):
        counts[key] += count
    for page in fitting(waiting, cleaned, name):
        counts.update(set(counting.waiting(page)))
    chosen = _keys(cleaned.get(name))
    rows: dict[str, tuple[str, int, bool]] = {}
    for key, (value, label) in counting.named({key for key in (*counts, *chosen) if key}).items():
        _label, count, on = rows.get(value, (label, 0, False))
        rows[value] = (label, count + counts[key], on or key in chosen)
    choices = [Choice(value, label, count, on) for value, (label, count, on) in rows.items()]
    if counting.by_count:
        choices.sort(key=lambda choice: (-choice.count, choice.label))
    return Facet(name, StoryFilterSet.base_filters[name].label, choices)


def _keys(cleaned: Any) -> set[Any]:
    """The keys that a cleaned value stands for."""
    if isinstance(cleaned, frozenset | tuple):
        return set(cleaned)
    return {getattr(cleaned, "pk", cleaned)} if cleaned else set()


def _ways(name: str) -> Callable[[Stories], Iterable[tuple[Any, int]]]:
    return lambda stories: stories.values_list(name).annotate(count=Count("pk", distinct=True))


def _ids(name: str) -> Callable[[StoryPage], Iterable[Any]]:
    return lambda page: [row.pk for row in getattr(page, name).all()]


def _in_order(model: Any) -> Callable[[set[Any]], Named]:
    return lambda keys: {row.pk: (row.code, str(row)) for row in model.objects.filter(pk__in=keys)}


def _by_number(model: Any) -> Callable[[set[Any]], Named]:
    return lambda keys: {row.pk: (str(row.pk), str(row)) for row in model.objects.filter(pk__in=keys)}


def _provinces(keys: set[Any]) -> Named:
    locale = get_language() or ""
    pages = ProvincePage.objects.filter(path__in=keys).select_related("unit")
    return {page.path: (page.slug, page.unit.name_in(locale)) for page in pages}


def _units_then(keys: set[Any]) -> Named:
    locale = get_language() or ""
    units = AdministrativeUnit.objects.filter(pk__in=keys)
    return {unit.pk: (unit.slug, unit.name_in(locale)) for unit in units}


def _regions(keys: set[Any]) -> Named:
    """By the same pages as the provinces: those of one region are one choice."""
    pages = ProvincePage.objects.filter(path__in=keys).exclude(unit__region="").select_related("unit")
    return {page.path: (page.unit.region, page.unit.get_region_display()) for page in pages}


def _years(keys: set[Any]) -> Named:
    return {year: (str(year), str(year)) for year in sorted(keys, reverse=True)}


def _tags(keys: set[Any]) -> Named:
    locale = get_language() or ""
    return {tag.pk: (tag.slug, tag.name_in(locale)) for tag in StoryTag.objects.filter(pk__in=keys)}


def _spread(keys: set[Any]) -> Named:
    words = {value: str(label) for value, label in StoryPage.Replication.choices}
    return {key: (key, words[key]) for key in keys if key in words}


def _below(stories: Stories) -> Iterable[tuple[Any, int]]:
    return Counter(path[:-STEP] for path in stories.values_list("path", flat=True)).items()


def _units(stories: Stories) -> Iterable[tuple[Any, int]]:
    figures = criteria.public_figures().filter(translation_key__in=stories.values("translation_key"))
    return figures.order_by().values_list("unit").annotate(count=Count("translation_key", distinct=True))


def _yes(keys: set[Any]) -> Named:
    return {key: (key, "") for key in keys}


COUNTED = {
    "pillar": Counting(_ways("pillars"), _ids("pillars"), _in_order(Pillar), by_count=False),
    "sector": Counting(_ways("sectors"), _ids("sectors"), _in_order(Sector), by_count=False),
    "province": Counting(_below, lambda page: [page.path[:-STEP]], _provinces),
    "then": Counting(_ways("province"), lambda page: [page.province_id], _units_then),
    "region": Counting(_below, lambda page: [page.path[:-STEP]], _regions),
    "tool": Counting(_ways("tools"), _ids("tools"), _by_number(Tool)),
    "tag": Counting(_ways("tagged_items__tag"), criteria.tags_of, _tags),
    "year": Counting(
        _ways("first_published_at__year"), lambda page: [criteria.year_of(page)], _years, by_count=False
    ),
    "replication": Counting(_ways("replication"), lambda page: [page.replication], _spread),
    "unit": Counting(
        _units, lambda page: [f.unit.pk for f in page.figures.values() if f.unit], _by_number(Unit)
    ),
    "video": Counting(
        lambda stories: [("1", criteria.with_video(stories).count())],
        lambda page: ["1"] if "video" in criteria.kinds_shown(page) else [],
        _yes,
    ),
    "verified": Counting(
        lambda stories: [("1", criteria.verified(stories).count())],
        lambda page: ["1"] if criteria.all_verified(page) else [],
        _yes,
    ),
}
