"""What can be typed into the filters of a list, read into what the filters ask for."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import AdministrativeUnit, fold
from story.criteria import NOT_STATED, YEARS, Threshold
from story.figures import ParsedQuantity, Qualifier, parse_quantity
from story.models import Pillar, ProvincePage, Sector, StoryPage, StoryTag, Tool, Unit

GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?![0-9.,])")
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
# Of one filter in one address; nobody ticks more boxes than there are provinces of all times.
MOST = 120


class ThresholdField(forms.CharField):
    """A number as people type it: 100.000, 100,000, 3,1 tỷ, 50 %."""

    def clean(self, value: Any) -> Any:
        """The threshold; None for nothing; ValidationError says what could not be read."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            read = _read(typed, get_language() or settings.LANGUAGE_CODE)
        except ValueError as error:
            raise ValidationError(str(error), code="number") from error
        if read.value_max is not None or read.total is not None or read.qualifier != Qualifier.EXACT:
            raise ValidationError(_("Type one number, for example 100.000 or 3,1 tỷ."), code="number")
        return Threshold(read.value, _units_named(read.unit_text) if read.unit_text else None)


def _read(typed: str, locale: str) -> ParsedQuantity:
    """The quantity typed, with the separators of either language: nobody types three decimals that are zeros."""
    grouped = GROUPED.search(typed)
    if grouped and grouped[0].endswith("000"):
        typed = typed.replace(grouped[0], grouped[0].replace(grouped[1], ""), 1)
    elif grouped and "," in grouped[0] and grouped[0].count(",") == 1:
        # With a dot it is refused as doubtful by itself.
        parse_quantity(grouped[0].replace(",", "."), locale)
    return parse_quantity(typed, locale)


def _units_named(text: str) -> frozenset[int]:
    wanted = text.casefold()
    found = {
        unit.pk
        for unit in Unit.objects.all()
        if wanted in {name.casefold() for names in (unit.names, unit.singulars) for name in names.values()}
    }
    if not found:
        message = _("“%(unit)s” is no unit of the figures here. Type the number alone and choose its unit.")
        raise ValidationError(message % {"unit": text}, code="unit")
    return frozenset(found)


class SinceField(forms.CharField):
    """A day, or a moment: a day begins at midnight in Vietnam."""

    def clean(self, value: Any) -> datetime | None:
        """The moment; None for nothing."""
        typed = super().clean(value)
        if not typed:
            return None
        moment = self._moment(typed)
        if moment.year not in YEARS:
            raise ValidationError(_("Type a day of our time, for example 31/12/2025."), code="year")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def _moment(self, typed: str) -> datetime:
        try:
            moment = parse_datetime(typed) if "T" in typed else None
            day: date = moment or forms.DateField(input_formats=DAYS).clean(typed)
        except (ValueError, ValidationError) as error:
            raise ValidationError(_("Type a day, for example 31/12/2025."), code="day") from error
        return moment or datetime.combine(day, time.min)


class AnyOfField(forms.Field):
    """Values of which any will do; those that nothing has are left out, as long as one remains."""

    widget = forms.MultipleHiddenInput
    unknown = _("Nothing here has this value.")

    def clean(self, value: Any) -> frozenset[Any] | None:
        """The keys that the values stand for; None for nothing, ValidationError where none is known."""
        typed = [value] if isinstance(value, str) else list(value or [])
        typed = [word.strip() for word in typed if word.strip()][:MOST]
        if not typed:
            return None
        keys = frozenset(self.keys(typed))
        if not keys:
            raise ValidationError(self.unknown, code="unknown")
        return keys

    def keys(self, typed: list[str]) -> Any:
        """What the values stand for in the database."""
        raise NotImplementedError


class PillarField(AnyOfField):
    """Pillars by their codes."""

    def keys(self, typed: list[str]) -> Any:
        return Pillar.objects.filter(code__in=typed).values_list("pk", flat=True)


class SectorField(AnyOfField):
    """Sectors by their codes."""

    def keys(self, typed: list[str]) -> Any:
        return Sector.objects.filter(code__in=typed).values_list("pk", flat=True)


class TagField(AnyOfField):
    """Keywords by the words of their addresses."""

    def keys(self, typed: list[str]) -> Any:
        return StoryTag.objects.filter(slug__in=typed).values_list("pk", flat=True)


class ToolField(AnyOfField):
    """Tools by their numbers."""

    def keys(self, typed: list[str]) -> Any:
        numbers = [word for word in typed if word.isascii() and word.isdigit() and len(word) < 10]
        return Tool.objects.filter(pk__in=numbers).values_list("pk", flat=True)


class UnitOfTodayField(AnyOfField):
    """Units of today by the last part of their addresses, read into where their stories stand in the trees."""

    unknown = _("No province or ministry of today has this address.")

    def keys(self, typed: list[str]) -> Any:
        return ProvincePage.objects.filter(slug__in=typed).values_list("path", flat=True)


class RegionField(AnyOfField):
    """Regions by their codes, read into where the stories of their units stand in the trees."""

    def keys(self, typed: list[str]) -> Any:
        known = [word for word in typed if word in AdministrativeUnit.Region.values]
        return ProvincePage.objects.filter(unit__region__in=known).values_list("path", flat=True)


class UnitThenField(AnyOfField):
    """Provinces or ministries as they were called when a story was told: names or codes, of any day."""

    unknown = _("No province or ministry ever had this name.")

    def keys(self, typed: list[str]) -> Any:
        """The numbers of the units. Accents, hyphens and capitals do not matter."""
        wanted = {folded for word in typed if (folded := fold(word))}
        units = AdministrativeUnit.objects.all()
        return [unit.pk for unit in units if unit.code in typed or wanted & unit.folded_names]


class YearField(AnyOfField):
    """Years of our time."""

    def keys(self, typed: list[str]) -> Any:
        known = {str(year): year for year in YEARS}
        return [known[word] for word in typed if word in known]


class ReplicationField(AnyOfField):
    """How far solutions have spread; one word stands for what the source does not say."""

    def keys(self, typed: list[str]) -> Any:
        known: Sequence[str] = StoryPage.Replication.values
        return ["" if word == NOT_STATED else word for word in typed if word in (*known, NOT_STATED)]
