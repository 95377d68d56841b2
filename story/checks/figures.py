"""Figures and the sentences around them: numbers without a record, records without a sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from story.completeness import Gap, Level, anchor_of
from story.prose import unsourced
from story.richtext import figure_ids, rich_texts

if TYPE_CHECKING:
    from story.models import StoryPage


def numbers(page: "StoryPage") -> Iterator[Gap]:
    """Numbers in the text that no figure of the story stands behind."""
    for number in unsourced(page):
        message = _("“%(number)s” has no record.") % {"number": number.phrase}
        yield Gap(number.passage.where, message, number.passage.anchor, Level.WARNING, number=number)


def unnamed(page: "StoryPage") -> Iterator[Gap]:
    """Figures that no sentence names."""
    named = {
        key
        for part in page.body
        for source in rich_texts(part.value["content"])
        for key in figure_ids(source)
    }
    for child in _figures(page):
        if str(child.id) not in named:
            message = _("No sentence names this figure; it stands in the list of figures alone.")
            name = str(child.value.get("label") or child.block.label)
            yield Gap(name, message, anchor_of(child), Level.WARNING)


def key_figure(page: "StoryPage") -> Iterator[Gap]:
    """Figures none of which is a key figure."""
    figures = _figures(page)
    if figures and not any(child.value["highlight"] for child in figures):
        yield Gap(_("Figures"), _("No key figure is marked yet."), anchor_of(figures[0]), Level.WARNING)


def _figures(page: "StoryPage") -> list[Any]:
    return [child for part in page.body for child in part.value["figures"].bound_blocks]
