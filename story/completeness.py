"""What a story still lacks: the same named checks for the editor's list and for the door to the workflow."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from story import registry
from story.blocks import PARTS

if TYPE_CHECKING:
    from story.models import StoryPage
    from story.prose import Unsourced


class Level(StrEnum):
    """An error keeps the story from being submitted and published, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or wrong: where, what, how to mend it, the element of the form that is the place.

    `check` is the name of the check that found it; `number` a number in the text of which a record can be made;
    `url` the screen on which it is mended, where that is not the form.
    """

    where: str
    message: str
    anchor: str
    level: Level = Level.ERROR
    cure: str = ""
    check: str = ""
    number: "Unsourced | None" = None
    url: str = ""

    @property
    def blocking(self) -> bool:
        """Whether it keeps the story from being submitted."""
        return self.level is Level.ERROR


@dataclass(frozen=True)
class PartState:
    """How far a part is: told, absent from the source, or missing."""

    name: str
    label: str
    state: str
    anchor: str


def part_states(page: "StoryPage") -> list[PartState]:
    """The five parts in order."""
    found = {part.block_type: part for part in page.body}
    states = []
    for name, label in PARTS.items():
        part = found.get(name)
        state = "missing"
        if part and len(part.value["content"]):
            state = "told"
        elif part and part.value["absent"]:
            state = "absent"
        states.append(
            PartState(
                name, str(label), state, anchor_of(part) if part else "panel-child-content-body-section"
            )
        )
    return states


def anchor_of(child: Any) -> str:
    """The element of the form that is a block's place."""
    return f"block-{child.id}-section"


def gaps(page: "StoryPage") -> list[Gap]:
    """Everything that the checks find, the errors first."""
    found = [
        replace(gap, check=gap.check or name, cure=gap.cure or str(check.cure))
        for name, check in registry.story_checks.fillers.items()
        for gap in check.find(page)
    ]
    return sorted(found, key=lambda gap: not gap.blocking)


def blocking(page: "StoryPage") -> list[Gap]:
    """What keeps the story from being submitted or published."""
    return [gap for gap in gaps(page) if gap.blocking]


def missing_rights(page: "StoryPage") -> str:
    """Why the rights are not enough; empty where they are."""
    return "" if (page.licence or "").strip() else _("Say under which licence the story may be used.")
