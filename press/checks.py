"""What the press asks of a story before it goes out: a headline that has room in every graphic."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from press.layout.fonts import Role, drawable
from press.layout.paragraphs import LEADING, Piece, balanced
from press.layout.ratios import RATIOS, Ratio
from story.completeness import Gap, Level
from story.models import StoryPage

# Of the size a headline is meant to have; smaller ones are set too, but nobody reads them from across a room.
SMALLEST = 0.75


def headline(page: StoryPage) -> Iterator[Gap]:
    """Graphics in which the headline would have to be set small."""
    names = [ratio.name.replace("x", ":") for ratio in RATIOS.values() if not has_room(page.title, ratio)]
    if names:
        message = _("It is too long for the infographic %(ratios)s and would be set very small.")
        yield Gap(_("Headline"), message % {"ratios": ", ".join(names)}, "id_title", Level.WARNING)


def has_room(title: str, ratio: Ratio) -> bool:
    """Whether the whole headline fits its room in a size that is read from afar."""
    size = ratio.headline * SMALLEST
    room = ratio.headline * LEADING * ratio.headline_lines
    lines = balanced([Piece(drawable(title), Role.HEADLINE)], size, ratio.inner)
    return len(lines) * size * LEADING <= room
