"""What a list of stories is filtered by, read twice: of public stories by the database, of waiting versions in memory."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex
from wagtailmedia import get_media_model

from places.models import AdministrativeUnit, fold
from story.figures import ParsedQuantity, Qualifier, parse_quantity
from story.models import Figure, FigureSignOff, ProvincePage, StoryPage, Unit
from story.records import FigureRecord
from story.selectors import visible_to

GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?![0-9.,])")
# “Nearly 100” is no figure of at least 100.
BELOW = (Qualifier.NEARLY, Qualifier.UNDER, Qualifier.AT_MOST)
YEARS = range(1900, 2200)
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


@dataclass(frozen=True)
class Threshold:
    """A number that a figure has to reach; `units` are those typed beside it, None where none was."""

    value: Decimal
    units: frozenset[int] | None = None

    def met_by(self, record: FigureRecord, unit: int | None = None) -> bool:
        """Whether a figure reaches the number, in a unit if one is named."""
        wanted = {unit} if unit else self.units
        quantity = record.quantity
        reached = quantity.value > self.value or (
            quantity.value == self.value and quantity.qualifier not in BELOW
        )
        return reached and (wanted is None or (record.unit is not None and record.unit.pk in wanted))


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


class UnitOfTodayField(forms.CharField):
    """A unit of today, by the last part of its address; cleaned to where its stories stand in the trees."""

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """The beginnings of paths; None for nothing."""
        slug = super().clean(value)
        if not slug:
            return None
        paths = tuple(ProvincePage.objects.filter(slug=slug).values_list("path", flat=True))
        if not paths:
            raise ValidationError(_("No province or ministry of today has this address."), code="unit")
        return paths


class UnitThenField(forms.CharField):
    """A province or ministry as it was called when a story was told: its name or its code, of any day."""

    def clean(self, value: Any) -> frozenset[int] | None:
        """The numbers of the units; None for nothing. Accents, hyphens and capitals do not matter."""
        typed = super().clean(value)
        if not typed:
            return None
        wanted = fold(typed)
        units = AdministrativeUnit.objects.all()
        found = frozenset(
            unit.pk for unit in units if unit.code == typed or (wanted and wanted in unit.folded_names)
        )
        if not found:
            raise ValidationError(_("No province or ministry ever had this name."), code="unit")
        return found


def public_figures() -> QuerySet[Figure]:
    """The figures of the public versions in the first language, which every language shows."""
    first = visible_to(None).filter(locale__language_code=settings.LANGUAGE_CODE)
    return Figure.objects.filter(revision_id__in=first.values("live_revision_id"))


def reaching(
    stories: QuerySet[StoryPage], threshold: Threshold | None, unit: Unit | None
) -> QuerySet[StoryPage]:
    """The stories with a figure that reaches a number, or of a unit."""
    figures = public_figures()
    if unit:
        figures = figures.filter(unit=unit)
    elif threshold and threshold.units is not None:
        figures = figures.filter(unit__in=threshold.units)
    if threshold:
        reached = Q(value__gt=threshold.value) | (Q(value=threshold.value) & ~Q(qualifier__in=BELOW))
        figures = figures.filter(reached)
    return stories.filter(translation_key__in=figures.values("translation_key"))


def verified(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """The stories with figures, each of them signed off as it stands."""
    words = FigureSignOff.objects.filter(
        translation_key=OuterRef("translation_key"),
        block_id=OuterRef("block_id"),
        fingerprint=OuterRef("fingerprint"),
    )
    figures = public_figures().annotate(word=Subquery(words.order_by("-at", "-pk").values("decision")[:1]))
    signed = Q(word=FigureSignOff.Decision.SIGNED)
    return stories.filter(translation_key__in=figures.filter(signed).values("translation_key")).exclude(
        translation_key__in=figures.filter(~signed | Q(word=None)).values("translation_key")
    )


def with_video(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """The stories that show a film of the library."""
    films = get_media_model().objects.filter(type="video")
    shown = ReferenceIndex.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        to_content_type__app_label=films.model._meta.app_label,
        to_content_type__model=films.model._meta.model_name,
    ).annotate(page_pk=Cast("object_id", IntegerField()), film_pk=Cast("to_object_id", IntegerField()))
    return stories.filter(pk__in=shown.filter(film_pk__in=films.values("pk")).values("page_pk"))


def kinds_shown(page: StoryPage) -> set[str]:
    """The kinds of blocks that a story has: picture, video, chart…; read without asking the database."""
    parts = (part["value"] for part in page.body.raw_data)
    return {block["type"] for value in parts for block in value["content"]}


def all_verified(page: StoryPage) -> bool:
    """Whether a story has figures and each of them is verified."""
    return bool(page.figures) and all(figure.verified for figure in page.figures.values())


def fits(page: StoryPage, wanted: dict[str, Any]) -> bool:
    """Whether a version that waits for its time is among what the cleaned values of the filters leave.

    Its vocabularies, figures and `approved_at` are at hand, as `story.waiting` gives them.
    """
    return all(TESTS[name](page, value, wanted) for name, value in wanted.items() if value)


def answers(figure: FigureRecord, wanted: dict[str, Any]) -> bool:
    """Whether one figure is of the unit and reaches the number that are asked for."""
    threshold, unit = wanted.get("least"), wanted.get("unit")
    of_unit = unit is None or figure.unit == unit
    return of_unit and (threshold is None or threshold.met_by(figure, unit and unit.pk))


def _by_figure(page: StoryPage, _value: Any, wanted: dict[str, Any]) -> bool:
    return any(answers(figure, wanted) for figure in page.figures.values())


# One for each filter of the list: the page, the cleaned value, all cleaned values.
TESTS: dict[str, Callable[[Any, Any, dict[str, Any]], bool]] = {
    "pillar": lambda page, pillar, _wanted: pillar in page.pillars.all(),
    "sector": lambda page, sector, _wanted: sector in page.sectors.all(),
    "tool": lambda page, tool, _wanted: tool in page.tools.all(),
    "province": lambda page, paths, _wanted: page.path.startswith(paths),
    "then": lambda page, units, _wanted: page.province_id in units,
    "least": _by_figure,
    "unit": _by_figure,
    "video": lambda page, _yes, _wanted: "video" in kinds_shown(page),
    "verified": lambda page, _yes, _wanted: all_verified(page),
    "since": lambda page, moment, _wanted: page.approved_at >= moment,
}
