"""Lengths and times."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from story.completeness import Gap, Level

if TYPE_CHECKING:
    from story.models import StoryPage

SHORTEST_STANDFIRST = 30
LONGEST_STANDFIRST = 300


def standfirst(page: "StoryPage") -> Iterator[Gap]:
    """A standfirst that says too little, or too much for lists, feeds and air."""
    length = len((page.standfirst or "").strip())
    limits = {"length": length, "shortest": SHORTEST_STANDFIRST, "longest": LONGEST_STANDFIRST}
    if not length or SHORTEST_STANDFIRST <= length <= LONGEST_STANDFIRST:
        return
    message = _(
        "It has %(length)d characters; %(shortest)d to %(longest)d are good for lists, feeds and air."
    )
    label = capfirst(str(page._meta.get_field("standfirst").verbose_name))
    yield Gap(label, message % limits, "id_standfirst", Level.WARNING)


def embargo(page: "StoryPage") -> Iterator[Gap]:
    """A time to go public that has passed before anything was public."""
    if page.go_live_at and not page.first_published_at and page.go_live_at <= timezone.now():
        message = _("The embargo ended at a time that has passed: the story would be public at once.")
        yield Gap(_("Embargo"), message, "id_go_live_at")


def unexplained(page: "StoryPage") -> Iterator[Gap]:
    """A published figure changes, and nobody has said why."""
    from story.corrections import is_explained

    if not is_explained(page):
        message = _("Published figures change: say why. Readers see it.")
        yield Gap(_("Correction"), message, "id_correction_note_0")
