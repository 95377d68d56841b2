"""What a person decided last on the numbers of a file."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import PageLogEntry

from story.models import FigureProposal, StoryPage


@dataclass(frozen=True)
class Decided:
    """The numbers that one press decided on; `newest` names them for the way back."""

    newest: FigureProposal
    count: int

    @property
    def dismissed(self) -> bool:
        """Whether it said that this is no figure."""
        return self.newest.state == FigureProposal.State.DISMISSED


def last_decision(page: StoryPage, user: Any, proposals: list[FigureProposal]) -> Decided | None:
    """The last decision of this person that can be taken back."""
    own = [item for item in proposals if item.decided_at and item.decided_by_id == user.pk]
    if not own:
        return None
    newest = max(own, key=lambda item: (item.decided_at, item.position))
    if newest.state == FigureProposal.State.DISMISSED:
        return Decided(newest, 1)
    together = accepted_with(newest)
    return Decided(newest, len(together)) if together else None


def accepted_with(proposal: FigureProposal) -> dict[int, PageLogEntry]:
    """The rows of the numbers that were accepted in the same version as this one, by number; none without its own."""
    rows = PageLogEntry.objects.filter(page=proposal.page_id, action="story.accept_proposal")
    row = rows.filter(data__proposal=proposal.pk).order_by("-pk").first()
    same = rows.filter(revision=row.revision_id).select_related("revision") if row else ()
    return {entry.data["proposal"]: entry for entry in same if "proposal" in entry.data}
