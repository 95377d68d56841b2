"""The filters of the story list, shared by every surface that lists stories."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from story import criteria
from story.models import Pillar, ProvincePage, Sector, StoryPage, Tool, Unit
from story.selectors import in_listing, visible_to

PER_PAGE = 20
# Length of one step of a page's materialised path.
STEP = StoryPage.steplen
YES = [("1", _("Yes"))]
Stories = QuerySet[StoryPage]


class ThresholdFilter(django_filters.Filter):
    """A figure of at least so much."""

    field_class = criteria.ThresholdField


class SinceFilter(django_filters.Filter):
    """From a day or a moment on."""

    field_class = criteria.SinceField


class UnitOfTodayFilter(django_filters.Filter):
    """Stories under the pages of a unit of today, in whichever language the list is."""

    field_class = criteria.UnitOfTodayField


class UnitThenFilter(django_filters.Filter):
    """Stories told of a unit as it was called then."""

    field_class = criteria.UnitThenField


class StoryFilterSet(django_filters.FilterSet):
    """What every list of stories can be filtered by; a value that cannot be read is ignored, and the form says why.

    `story.criteria.fits` asks the same of a version that waits for its time.
    """

    pillar = django_filters.ModelChoiceFilter(
        field_name="pillars", queryset=Pillar.objects.all(), to_field_name="code", label=_("Pillar")
    )
    sector = django_filters.ModelChoiceFilter(
        field_name="sectors", queryset=Sector.objects.all(), to_field_name="code", label=_("Sector")
    )
    province = UnitOfTodayFilter(method="in_province", label=_("Province of today"))
    then = UnitThenFilter(method="told_as", label=_("Province at the time"))
    tool = django_filters.ModelChoiceFilter(
        field_name="tools", queryset=Tool.objects.all(), label=_("Tool or platform")
    )
    least = ThresholdFilter(method="by_figure", label=_("A figure of at least"))
    unit = django_filters.ModelChoiceFilter(
        method="by_figure", queryset=Unit.objects.all(), label=_("Unit of the figure")
    )
    video = django_filters.ChoiceFilter(method="has_video", choices=YES, label=_("Has a film"))
    verified = django_filters.ChoiceFilter(
        method="all_verified", choices=YES, label=_("Every figure verified")
    )
    since = SinceFilter(method="from_then_on", label=_("Since"))

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def in_province(self, stories: Stories, name: str, paths: tuple[str, ...]) -> Stories:
        """Stories below these pages."""
        return stories.filter(Q.create([Q(path__startswith=path) for path in paths], Q.OR))

    def told_as(self, stories: Stories, name: str, units: frozenset[int]) -> Stories:
        """Stories of these units, whatever became of them."""
        return stories.filter(province__in=units)

    def by_figure(self, stories: Stories, name: str, value: Any) -> Stories:
        """Stories with one figure that is of the unit and reaches the number."""
        cleaned = self.form.cleaned_data
        return criteria.reaching(stories, cleaned.get("least"), cleaned.get("unit"))

    def has_video(self, stories: Stories, name: str, value: str) -> Stories:
        """Stories with a film that can be taken."""
        return criteria.with_video(stories)

    def all_verified(self, stories: Stories, name: str, value: str) -> Stories:
        """Stories of which every figure is verified."""
        return criteria.verified(stories)

    def from_then_on(self, stories: Stories, name: str, moment: datetime) -> Stories:
        """Stories that were published since."""
        return stories.filter(first_published_at__gte=moment)


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
    """The stories that the filters in a query leave, one filter left out; a value that is unknown is no filter."""
    kept = data.copy()
    kept.pop(without, None)
    return StoryFilterSet(kept, queryset=stories).qs.distinct()


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
