"""The memory: sentences that were translated and approved once, at hand for the next one like them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail_localize.models import StringSegment, Translation

    from translation.assist import Hints


def hints(translation: "Translation", segments: "Iterable[StringSegment]") -> "Hints":
    """For each string that the memory knows: the best few translations, the best first."""
    # Late: Django reads the models of this package before those that the matches ask.
    from translation.memory import matches

    return matches.hints(translation, segments)
