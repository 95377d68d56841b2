"""The filters of the story list, shared by every surface that lists stories."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from story import criteria, filter_fields
from story.models import StoryPage, TaggedStory, Unit
from story.tally import STEP, YES, Tally, tally_of

__all__ = ["STEP", "Choice", "Facet", "StoryFilterSet", "facets", "filtered"]

PER_PAGE = 20
# How many choices of a facet stand open; what is on is always among them.
OPEN = 6
# In the order of the page. The last ones are asked with yes or not at all.
FACETS = (
    "pillar", "province", "sector", "replication", "region", "then", "tool", "tag", "year", "verified", "video",
)  # fmt: skip
Stories = QuerySet[StoryPage]
LONGEST_QUERY = 200


class AnyOfFilter(django_filters.Filter):
    """A filter of which several values can be on: a story that has one of them fits."""

    def __init__(self, field: type[filter_fields.AnyOfField], method: str, label: Any) -> None:
        super().__init__(method=method, label=label)
        self.field_class = field


class ThresholdFilter(django_filters.Filter):
    """A figure of at least so much."""

    field_class = filter_fields.ThresholdField


class SinceFilter(django_filters.Filter):
    """From a day or a moment on."""

    field_class = filter_fields.SinceField


class StoryFilterSet(django_filters.FilterSet):
    """What every list of stories can be filtered by; a value that cannot be read is ignored, and the form says why.

    `story.criteria.fits` asks the same of a version that waits for its time.
    """

    pillar = AnyOfFilter(filter_fields.PillarField, "in_pillar", _("Pillar"))
    sector = AnyOfFilter(filter_fields.SectorField, "in_sector", _("Sector"))
    province = AnyOfFilter(filter_fields.UnitOfTodayField, "below", _("Province of today"))
    then = AnyOfFilter(filter_fields.UnitThenField, "told_as", _("Province at the time"))
    region = AnyOfFilter(filter_fields.RegionField, "below", _("Region"))
    tool = AnyOfFilter(filter_fields.ToolField, "with_tool", _("Tool or platform"))
    tag = AnyOfFilter(filter_fields.TagField, "with_tag", _("Keyword"))
    year = AnyOfFilter(filter_fields.YearField, "of_year", _("Year of publication"))
    replication = AnyOfFilter(filter_fields.ReplicationField, "spread", _("How far it has spread"))
    least = ThresholdFilter(method="by_figure", label=_("A figure of at least"))
    unit = django_filters.ModelChoiceFilter(
        method="by_figure", queryset=Unit.objects.all(), label=_("Unit of the figure")
    )
    video = django_filters.ChoiceFilter(method="has_video", choices=[(YES, _("Yes"))], label=_("Has a film"))
    verified = django_filters.ChoiceFilter(
        method="all_verified", choices=[(YES, _("Yes"))], label=_("Every figure verified")
    )
    since = SinceFilter(method="from_then_on", label=_("Since"))

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def in_pillar(self, stories: Stories, name: str, keys: frozenset[int]) -> Stories:
        """Stories of any of these pillars."""
        return _joined(stories, "pillars", keys)

    def in_sector(self, stories: Stories, name: str, keys: frozenset[int]) -> Stories:
        """Stories of any of these sectors."""
        return _joined(stories, "sectors", keys)

    def with_tool(self, stories: Stories, name: str, keys: frozenset[int]) -> Stories:
        """Stories with any of these tools."""
        return _joined(stories, "tools", keys)

    def with_tag(self, stories: Stories, name: str, keys: frozenset[int]) -> Stories:
        """Stories with any of these keywords."""
        return stories.filter(pk__in=TaggedStory.objects.filter(tag__in=keys).values("content_object"))

    def below(self, stories: Stories, name: str, paths: frozenset[str]) -> Stories:
        """Stories below these pages."""
        return stories.filter(Q.create([Q(path__startswith=path) for path in sorted(paths)], Q.OR))

    def told_as(self, stories: Stories, name: str, units: frozenset[int]) -> Stories:
        """Stories of these units, whatever became of them."""
        return stories.filter(province__in=units)

    def of_year(self, stories: Stories, name: str, years: frozenset[int]) -> Stories:
        """Stories that were published in these years."""
        return stories.filter(first_published_at__year__in=years)

    def spread(self, stories: Stories, name: str, words: frozenset[str]) -> Stories:
        """Stories of solutions that have spread so far."""
        return stories.filter(replication__in=words)

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


def _joined(stories: Stories, name: str, keys: Iterable[int]) -> Stories:
    """By a question of its own: a join would give a story once for each of its values."""
    through = getattr(StoryPage, name).through
    column = StoryPage._meta.get_field(name).m2m_reverse_field_name()
    return stories.filter(pk__in=through.objects.filter(**{f"{column}__in": keys}).values("storypage"))


def filtered(data: QueryDict, stories: Stories, without: str = "") -> Stories:
    """The stories that the filters in a query leave, one filter left out; a value that is unknown is no filter."""
    kept = data.copy()
    kept.pop(without, None)
    return StoryFilterSet(kept, queryset=stories).qs


def words_in(data: QueryDict) -> str:
    """The words that a query asks for."""
    return str(data.get("q", "")).replace("\x00", "").strip()[:LONGEST_QUERY]


def chosen_filters(data: QueryDict) -> list[tuple[str, str]]:
    """What of a query narrows a list, as it stands in an address: the words and the filters."""
    names = ("q", *StoryFilterSet.base_filters)
    return [(name, str(value)) for name in names for value in data.getlist(name) if value]


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
        """The first choice that is on."""
        return next(iter(self.all_chosen), None)

    @property
    def all_chosen(self) -> list[Choice]:
        """Every choice that is on."""
        return [choice for choice in self.choices if choice.chosen]

    @property
    def asks(self) -> bool:
        """Whether there is nothing to choose but yes."""
        return [choice.value for choice in self.choices] == [YES]

    @property
    def first(self) -> list[Choice]:
        """The choices that stand open."""
        return [choice for place, choice in enumerate(self.choices) if place < OPEN or choice.chosen]

    @property
    def more(self) -> list[Choice]:
        """The choices that are folded away."""
        return [choice for choice in self.choices[OPEN:] if not choice.chosen]


class Narrowed:
    """The stories of a tally, or those of them in `among`, as the filters of a query leave them."""

    def __init__(self, data: QueryDict, tally: Tally, among: Collection[int] | None = None) -> None:
        self.data, self.tally = data, tally
        self.among = set(tally.newest) if among is None else set(among)
        self.masks = {name: mask for name in FACETS if (mask := self._mask(name)) is not None}

    def _mask(self, name: str) -> set[int] | None:
        """The stories that a filter leaves; None where it is not on."""
        values = [value for value in self.data.getlist(name) if value]
        holders = self.tally.holders[name]
        if not values:
            return None
        if all(value in holders for value in values):
            return set().union(*(holders[value] for value in values))
        # An old code, a name as somebody typed it, or nothing that is known: the filter itself has to read it.
        alone = QueryDict(mutable=True)
        alone.setlist(name, values)
        stories = StoryPage.objects.filter(pk__in=self.tally.newest)
        filters = StoryFilterSet(alone, queryset=stories)
        return set(filters.qs.values_list("pk", flat=True)) if filters.form.is_valid() else None

    def left(self, without: str = "") -> set[int]:
        """The stories that the filters leave, one filter left out."""
        kept = self.among
        for name, mask in self.masks.items():
            if name != without:
                kept = kept & mask
        return kept

    def facets(self) -> list[Facet]:
        """Each filter's choices, counted among the stories that the other filters leave."""
        return [facet for name in FACETS if (facet := self._facet(name)).choices]

    def _facet(self, name: str) -> Facet:
        left = self.left(name)
        on = set(self.data.getlist(name)) if name in self.masks else set()
        label = StoryFilterSet.base_filters[name].label
        choices = []
        holders = self.tally.holders[name]
        for value, words in self.tally.labels[name].items():
            count = len(left & holders.get(value, set()))
            if count or value in on or name == "pillar":
                choices.append(Choice(value, words or str(label), count, value in on))
        if name not in ("pillar", "year", "replication"):
            # Sorted as it stands: names of the same count stay in the order of the alphabet.
            choices.sort(key=lambda choice: -choice.count)
        return Facet(name, label, choices)


def facets(data: QueryDict, stories: Stories | Collection[int]) -> list[Facet]:
    """Each filter's choices in the active language, counted among public stories given as pages or by their numbers."""
    numbers = stories.order_by().values_list("pk", flat=True) if hasattr(stories, "order_by") else stories
    locale = Locale.objects.get_for_language(get_language() or settings.LANGUAGE_CODE)
    return Narrowed(data, tally_of(locale), set(numbers)).facets()
