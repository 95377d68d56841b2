"""Stories chosen on the desk, to be taken together: their numbers travel in the address, from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from story.selectors import embargoed_for, visible_to

NAME = "chon"
# Numbers that are looked at in one address.
MOST_READ = 200
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Basket:
    """The pages chosen, each a story in one language, in the order of choosing."""

    pages: tuple[int, ...]

    @property
    def most(self) -> int:
        """How many stories one kit holds."""
        return int(settings.KIT_MAX_STORIES)

    @property
    def is_full(self) -> bool:
        """Whether there are more than one kit holds."""
        return len(self.pages) > self.most

    def __len__(self) -> int:
        return len(self.pages)


def basket_of(data: QueryDict, person: Any = None) -> Basket:
    """What a query chooses of all that a person may take, in every language; the rest is left out."""
    typed = data.getlist(NAME)[:MOST_READ]
    wanted = [
        int(item) for item in typed if item.isascii() and item.isdigit() and len(item) <= LONGEST_NUMBER
    ]
    if not wanted:
        return Basket(())
    known = set(visible_to(None).filter(pk__in=wanted).values_list("pk", flat=True))
    if person is not None and known != set(wanted):
        known |= set(embargoed_for(person).filter(pk__in=wanted).values_list("pk", flat=True))
    return Basket(tuple(number for number in dict.fromkeys(wanted) if number in known))
