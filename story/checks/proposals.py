"""Numbers of a Word file on which nobody has decided."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from story.completeness import Gap, Level

if TYPE_CHECKING:
    from story.models import StoryPage


def undecided(page: "StoryPage") -> Iterator[Gap]:
    """How many are left, with the way to their screen."""
    from story.models import FigureProposal

    open_ones = FigureProposal.objects.filter(page_id=page.pk, state=FigureProposal.State.PROPOSED)
    if page.pk and (count := open_ones.count()):
        message = ngettext(
            "%(count)d number of the Word file has not been looked at.",
            "%(count)d numbers of the Word file have not been looked at.",
            count,
        )
        address = reverse("story_proposals", args=[page.pk])
        yield Gap(_("Numbers of the Word file"), message % {"count": count}, "", Level.WARNING, url=address)
