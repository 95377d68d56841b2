"""The filters of the story list, shared by every surface that lists stories."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import django_filters
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from story.models import Pillar, ProvincePage, Sector, StoryPage
from story.selectors import in_listing, visible_to

PER_PAGE = 20
# Length of one step of a page's materialised path.
STEP = StoryPage.steplen


class StoryFilterSet(django_filters.FilterSet):
    """Pillar, sector and province of today; unknown values are ignored."""

    pillar = django_filters.ModelChoiceFilter(
        field_name="pillars", queryset=Pillar.objects.all(), to_field_name="code", label=_("Pillar")
    )
    sector = django_filters.ModelChoiceFilter(
        field_name="sectors", queryset=Sector.objects.all(), to_field_name="code", label=_("Sector")
    )
    province = django_filters.CharFilter(method="in_province", label=_("Province of today"))

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def in_province(self, stories: QuerySet[StoryPage], name: str, slug: str) -> QuerySet[StoryPage]:
        """Stories under the pages of a unit of today, in whichever language the list is."""
        paths = ProvincePage.objects.filter(slug=slug).values_list("path", flat=True)
        under = Q()
        for path in paths:
            under |= Q(path__startswith=path)
        return stories.filter(under) if under else stories


@dataclass(frozen=True)
class Choice:
    """One value of a filter and how many stories it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its choices."""

    name: str
    label: Any
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The choice that is on."""
        return next((choice for choice in self.choices if choice.chosen), None)


def listing(request: HttpRequest, locale: Locale) -> dict[str, object]:
    """The filtered list for a page: its form, `stories` (one page of them), `count` and `facets`."""
    stories = in_listing(visible_to(request.user).filter(locale=locale))
    filterset = StoryFilterSet(request.GET, queryset=stories, request=request)
    paginator = Paginator(filtered(request.GET, stories), PER_PAGE)
    return {
        "filter": filterset,
        "stories": paginator.get_page(request.GET.get("page")),
        "count": paginator.count,
        "facets": facets(request.GET, stories),
    }


def facets(data: QueryDict, stories: QuerySet[StoryPage]) -> list[Facet]:
    """Each filter's choices, counted among the stories that the other filters leave."""
    counted = {
        "pillar": _by_vocabulary(Pillar, filtered(data, stories, "pillar")),
        "sector": _by_vocabulary(Sector, filtered(data, stories, "sector")),
        "province": _by_province(filtered(data, stories, "province")),
    }
    return [
        Facet(
            name,
            StoryFilterSet.base_filters[name].label,
            [Choice(value, label, count, data.get(name) == value) for value, label, count in rows],
        )
        for name, rows in counted.items()
    ]


def filtered(data: QueryDict, stories: QuerySet[StoryPage], without: str = "") -> QuerySet[StoryPage]:
    """The stories that the filters in a query leave, one filter left out; all of them where a value is unknown."""
    kept = data.copy()
    kept.pop(without, None)
    filterset = StoryFilterSet(kept, queryset=stories)
    return filterset.qs.distinct() if filterset.is_valid() else stories


def _by_vocabulary(model: Any, stories: QuerySet[StoryPage]) -> list[tuple[str, str, int]]:
    ids = list(stories.order_by().values_list("pk", flat=True))
    rows = model.objects.annotate(found=Count("storypage", filter=Q(storypage__in=ids))).filter(found__gt=0)
    return [(row.code, str(row), row.found) for row in rows.order_by("position")]


def _by_province(stories: QuerySet[StoryPage]) -> list[tuple[str, str, int]]:
    counts = Counter(path[:-STEP] for path in stories.order_by().values_list("path", flat=True))
    pages = ProvincePage.objects.filter(path__in=counts).select_related("unit")
    locale = get_language() or ""
    rows = [(page.slug, page.unit.name_in(locale), counts[page.path]) for page in pages]
    return sorted(rows, key=lambda row: (-row[2], row[1]))
