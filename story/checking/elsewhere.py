"""The same quantity in other stories of the province, and whether the two can both be true."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from story.checking import selectors
from story.figures import Qualifier, Quantity
from story.listing import with_figures
from story.models import StoryPage
from story.records import FigureRecord
from story.selectors import visible_to

# Words that say nothing of what is counted.
_COMMON = frozenset(
    [
        "so",
        "cac",
        "cua",
        "va",
        "tren",
        "co",
        "duoc",
        "tai",
        "o",
        "cho",
        "la",
        "trong",
        "da",
        "tong",
        "nhung",
        "mot",
        "moi",
        "theo",
    ]
)
_NEAR = Decimal("0.1")
_MOST = 8

SAME = gettext_lazy("the same")
CONTRADICTION = gettext_lazy("contradiction")
NO_CONTRADICTION = gettext_lazy("does not contradict")
OTHER_PERIOD = gettext_lazy("another period")
OTHER_NATURE = gettext_lazy("something else: target, projection or rule")


@dataclass(frozen=True)
class Elsewhere:
    """A figure of another story that seems to count the same."""

    record: FigureRecord
    title: str
    address: str
    is_draft: bool
    state: str
    contradicts: bool


def compare(one: FigureRecord, other: FigureRecord) -> Any:
    """How two figures of the same thing stand to each other, in words."""
    if one.is_ahead != other.is_ahead or (one.nature == "rule") != (other.nature == "rule"):
        return OTHER_NATURE
    if one.period and other.period and one.period != other.period:
        return OTHER_PERIOD
    first, second = one.quantity, other.quantity
    if (first.value, first.value_max, first.qualifier) == (second.value, second.value_max, second.qualifier):
        return SAME
    (low, high), (other_low, other_high) = _bounds(first), _bounds(second)
    return NO_CONTRADICTION if low <= other_high and other_low <= high else CONTRADICTION


def _bounds(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Between which numbers the true one lies: “over 1,000” may be 1,702."""
    value, infinite = quantity.value, Decimal("Infinity")
    if quantity.value_max is not None:
        return value, quantity.value_max
    near = abs(value) * _NEAR
    return {
        Qualifier.ABOUT: (value - near, value + near),
        Qualifier.NEARLY: (value - near, value),
        Qualifier.OVER: (value, infinite),
        Qualifier.AT_LEAST: (value, infinite),
        Qualifier.UNDER: (-infinite, value),
        Qualifier.AT_MOST: (-infinite, value),
    }.get(quantity.qualifier, (value, value))


def words_of(label: str) -> set[str]:
    """The words of a label that say what is counted, without marks and in small letters."""
    plain = unicodedata.normalize("NFC", label).lower().replace("đ", "d")
    letters = (sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return set(re.findall(r"\w+", "".join(letters))) - _COMMON


def alike(one: FigureRecord, other: FigureRecord) -> bool:
    """Whether two figures have the same unit and two thirds of the shorter label in common."""
    if (one.unit and one.unit.pk) != (other.unit and other.unit.pk):
        return False
    first, second = words_of(one.label), words_of(other.label)
    return 3 * len(first & second) >= 2 * min(len(first), len(second)) > 0


def elsewhere(page: StoryPage, record: FigureRecord, user: Any) -> list[Elsewhere]:
    """Like figures in the province's public stories and in its drafts that the user may see; contradictions first."""
    found = [
        Elsewhere(other, story.title, address, is_draft, str(state), state is CONTRADICTION)
        for story, figures, address, is_draft in _stories(page, user)
        for other in figures
        if alike(record, other)
        for state in [compare(record, other)]
    ]
    return sorted(found, key=lambda item: not item.contradicts)[:_MOST]


def _stories(page: StoryPage, user: Any) -> Iterator[tuple[StoryPage, list[FigureRecord], str, bool]]:
    """The other stories under the province's page: title, figures, address, whether it is a draft."""
    siblings = {"path__startswith": page.path[: -page.steplen], "depth": page.depth}
    public = visible_to(user).filter(**siblings, locale=page.locale_id).exclude(pk=page.pk)
    public = public.select_related("locale")
    for story in with_figures(public):
        yield story, list(story.figures.values()), story.url or "", False
    waiting = (
        selectors.stories_at_check(user)
        .filter(**siblings)
        .exclude(pk=page.pk)
        .exclude(pk__in=visible_to(None).values("pk"))
    )
    for draft in selectors.drafts(waiting):
        yield draft.page, draft.figures, reverse("story_figure_check", args=[draft.page.pk]), True
