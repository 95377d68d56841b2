"""What lies at hand beside a sentence that is being translated."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wagtail_localize.models import StringSegment, Translation


@dataclass(frozen=True)
class Hint:
    """One thing to take for a sentence: what it is, its words, where they come from, and what a click inserts."""

    kind: str
    text: str
    detail: str = ""
    insert: str = ""


Hints = Mapping[int, list[Hint]]
Helper = Callable[[Translation, Iterable[StringSegment]], Hints]

# Each answers for all strings of a translation at once; in the order in which they are shown.
HELPERS: list[Helper] = []
