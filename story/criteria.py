"""What a list of stories is filtered by, read twice: of public stories by the database, of waiting versions in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtailmedia import get_media_model

from story.figures import Qualifier
from story.models import Figure, FigureSignOff, StoryPage, Unit
from story.records import FigureRecord
from story.selectors import visible_to

# “Nearly 100” is no figure of at least 100.
BELOW = (Qualifier.NEARLY, Qualifier.UNDER, Qualifier.AT_MOST)
YEARS = range(1900, 2200)
# In an address: the source does not say how far the solution has spread.
NOT_STATED = "not-stated"


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


def year_of(page: Any) -> int:
    """The year in which a story was published, or will be."""
    return timezone.localtime(page.first_published_at or page.go_live_at).year


def tags_of(page: Any) -> set[int]:
    """The numbers of a story's keywords; `tag_numbers` are those of a version that waits."""
    waiting: set[int] | None = getattr(page, "tag_numbers", None)
    return waiting if waiting is not None else {item.tag_id for item in page.tagged_items.all()}


def _any_of(name: str) -> Callable[[Any, Any, dict[str, Any]], bool]:
    return lambda page, keys, _wanted: any(row.pk in keys for row in getattr(page, name).all())


def _below(page: Any, paths: frozenset[str], _wanted: dict[str, Any]) -> bool:
    return page.path.startswith(tuple(paths))


def _by_figure(page: StoryPage, _value: Any, wanted: dict[str, Any]) -> bool:
    return any(answers(figure, wanted) for figure in page.figures.values())


# One for each filter of the list: the page, the cleaned value, all cleaned values.
TESTS: dict[str, Callable[[Any, Any, dict[str, Any]], bool]] = {
    "pillar": _any_of("pillars"),
    "sector": _any_of("sectors"),
    "tool": _any_of("tools"),
    "tag": lambda page, tags, _wanted: not tags.isdisjoint(tags_of(page)),
    "province": _below,
    "region": _below,
    "then": lambda page, units, _wanted: page.province_id in units,
    "year": lambda page, years, _wanted: year_of(page) in years,
    "replication": lambda page, words, _wanted: page.replication in words,
    "least": _by_figure,
    "unit": _by_figure,
    "video": lambda page, _yes, _wanted: "video" in kinds_shown(page),
    "verified": lambda page, _yes, _wanted: all_verified(page),
    "since": lambda page, moment, _wanted: page.approved_at >= moment,
}
