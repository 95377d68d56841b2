"""What a translation shows of its original besides figures: the numbers of its charts and the times of its steps.

They were copied when the translation was made; as with figures, what counts is what the first language says now.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings

from story.embargo import standing_source

if TYPE_CHECKING:
    from story.models import StoryPage


def take_source_values(page: "StoryPage") -> None:
    """Give the charts and steps of a translation that is about to be shown the values of their originals, by block id."""
    if page.locale.language_code == settings.LANGUAGE_CODE or not page.pk:
        return
    own = list(_with_values(page))
    source = standing_source(page) if own else None
    if source is None:
        return
    originals = {child.id: child.value for child in _with_values(source)}
    for child in own:
        if original := originals.get(child.id):
            _TAKERS[child.block_type](child.value, original)


def _with_values(page: "StoryPage") -> Iterator[Any]:
    for part in page.body:
        yield from (child for child in part.value["content"] if child.block_type in _TAKERS)


def _of_chart(own: Any, original: Any) -> None:
    """Number by number; a chart of another shape keeps its own until its words are translated too."""
    shape = [len(series["values"]) for series in own["series"]]
    if shape != [len(series["values"]) for series in original["series"]]:
        return
    own["unit"] = original["unit"]
    for series, told in zip(own["series"], original["series"], strict=True):
        series["values"] = told["values"]


def _of_step(own: Any, original: Any) -> None:
    for name in ("period", "planned"):
        own[name] = original[name]


_TAKERS = {"chart": _of_chart, "step": _of_step}
