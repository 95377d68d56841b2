"""The filters beside the reports."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.log_actions import registry
from wagtail.models import Locale, PageLogEntry

from story.desk import selectors
from story.models import Figure, LinkCheck, LinkPlace, Pillar, ProvincePage, Sector, StoryPage
from story.reports.ageing import old_figures
from story.selectors import visible_to
from story.states import State

ONLY = [
    ("mine", _("my own")),
    ("assigned", _("in my hands")),
    ("overdue", _("overdue")),
    ("stuck", _("stuck for a week")),
    ("disputed", _("with a figure to make clear")),
]


class RowField(django_filters.fields.ModelChoiceField):
    """Refuses a number that no database holds, as it refuses one that no row has."""

    def to_python(self, value: Any) -> Any:
        """The row of this id."""
        if value and value != self.null_value and not (str(value).isdecimal() and len(str(value)) < 19):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class RowFilter(django_filters.ModelChoiceFilter):
    """One row of a table."""

    field_class = RowField


def _units(request: Any) -> QuerySet[ProvincePage]:
    return ProvincePage.objects.filter(locale=Locale.get_default()).order_by("title")


class StoryFilterSet(WagtailFilterSet):
    """Which stories; the desk's counts lead here with some of these set."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    unit = RowFilter(label=_("Province or ministry"), queryset=_units, method="filter_unit")
    pillars = RowFilter(label=_("Pillar"), queryset=Pillar.objects.all())
    sectors = RowFilter(label=_("Sector"), queryset=Sector.objects.all())
    only = django_filters.MultipleChoiceFilter(
        label=_("Only"), choices=ONLY, widget=forms.CheckboxSelectMultiple, method="filter_only"
    )

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def filter_unit(self, stories: Any, name: str, unit: ProvincePage) -> Any:
        """The stories under the page of a unit."""
        return stories.filter(path__startswith=unit.path)

    def filter_only(self, stories: Any, name: str, wanted: list[str]) -> Any:
        """The stories to which every one of the chosen things applies."""
        user = self.request.user
        narrowing = {
            "mine": lambda found: found.filter(owner=user),
            "assigned": lambda found: selectors.assigned(found, user),
            "overdue": selectors.overdue,
            "stuck": selectors.stuck,
            "disputed": selectors.disputed,
        }
        for one in wanted:
            stories = narrowing[one](stories)
        return stories


class FigureFilterSet(WagtailFilterSet):
    """Which figures."""

    only = django_filters.MultipleChoiceFilter(
        label=_("Only"),
        choices=[("old", _("figures over a year old"))],
        widget=forms.CheckboxSelectMultiple,
        method="filter_only",
    )
    unit = RowFilter(label=_("Province or ministry"), queryset=_units, method="filter_unit")

    class Meta:
        model = Figure
        fields: list[str] = []

    def filter_only(self, figures: Any, name: str, wanted: list[str]) -> Any:
        """The figures whose yearly review is due."""
        return figures.filter(pk__in=old_figures().values("pk")) if "old" in wanted else figures

    def filter_unit(self, figures: Any, name: str, unit: ProvincePage) -> Any:
        """The figures of a unit's stories."""
        return figures.filter(page__path__startswith=unit.path)


class LinkFilterSet(WagtailFilterSet):
    """Which broken links."""

    result = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        field_name="link__result",
        choices=[choice for choice in LinkCheck.Result.choices if choice[0] != LinkCheck.Result.REACHED],
        widget=forms.CheckboxSelectMultiple,
    )
    unit = RowFilter(label=_("Province or ministry"), queryset=_units, method="filter_unit")
    only = django_filters.MultipleChoiceFilter(
        label=_("Only"),
        choices=[("public", _("in public stories"))],
        widget=forms.CheckboxSelectMultiple,
        method="filter_only",
    )

    class Meta:
        model = LinkPlace
        fields: list[str] = []

    def filter_unit(self, places: Any, name: str, unit: ProvincePage) -> Any:
        """The links of a unit's stories."""
        return places.filter(page__path__startswith=unit.path)

    def filter_only(self, places: Any, name: str, wanted: list[str]) -> Any:
        """The links that readers see."""
        return places.filter(page__in=visible_to(None)) if "public" in wanted else places


class ActivityFilterSet(WagtailFilterSet):
    """Who did what, where and when."""

    action = django_filters.ChoiceFilter(label=_("What"), choices=lambda: registry.get_choices())
    user = RowFilter(
        label=_("Who"),
        queryset=lambda request: (
            get_user_model()
            .objects.filter(pk__in=PageLogEntry.objects.values("user"))
            .order_by("last_name", "first_name", "username")
        ),
    )
    unit = RowFilter(label=_("Province or ministry"), queryset=_units, method="filter_unit")
    timestamp = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    label = django_filters.CharFilter(label=_("Headline"), lookup_expr="icontains")

    class Meta:
        model = PageLogEntry
        fields: list[str] = []

    def filter_unit(self, rows: Any, name: str, unit: ProvincePage) -> Any:
        """What happened in a unit's part of the tree."""
        return rows.filter(page__path__startswith=unit.path)
