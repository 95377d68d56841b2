"""A word on proposed figures taken back."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from story import outbox
from story.importing.decided import accepted_with
from story.importing.undoing import TouchedError, taken_back
from story.models import FigureProposal, StoryPage

from .errors import ConflictError
from .proposals import draft_of
from .verb import verb

State = FigureProposal.State


@verb
def undo_decision(page: Page, proposal_id: int, user: Any, revision_id: int) -> list[FigureProposal]:
    """Open a decided number again, with all that were accepted in the same go; text and records are as before.

    Raises NotAllowedError, StaleRevisionError, ConflictError when nothing is decided or the text or the record
    has been changed since.
    """
    page, draft = draft_of(page, user, revision_id)
    held = FigureProposal.objects.select_for_update().filter(page_id=page.pk).order_by("-position")
    named = held.filter(pk=proposal_id).first()
    if named is None or named.is_open:
        raise ConflictError(_("Nobody has decided on this number yet."))
    together, revision = [named], draft.latest_revision
    if named.state != State.DISMISSED:
        rows = accepted_with(named)
        together = [item for item in held.filter(pk__in=rows) if not item.is_open]
        revision = _take_back(draft, user, rows[named.pk].revision if rows else None, together)
        for item in together:
            _move_back(item, rows[item.pk].data.get("moved", 0))
    for proposal in together:
        proposal.state, proposal.figure = State.PROPOSED, None
        proposal.decided_by, proposal.decided_at = None, None
        proposal.save(update_fields=["state", "figure", "decided_by", "decided_at"])
        data = {"proposal": proposal.pk, "printed": proposal.printed, "sentence": proposal.sentence[:300]}
        log(instance=page, action="story.undo_proposal", user=user, revision=revision, data=data)
    outbox.write("story.proposal_undone", page=page.pk, revision=revision.pk if revision else None)
    return together


def _take_back(
    draft: Any, user: Any, made: Revision | None, together: list[FigureProposal]
) -> Revision | None:
    changed = ConflictError(_("The text was changed since. Take the figure out in the editor."))
    earlier = made and draft.revisions.filter(pk__lt=made.pk).order_by("-pk").first()
    if made is None or earlier is None:
        raise changed
    now, after, before = (
        page.body.get_prep_value() for page in (draft, made.as_object(), earlier.as_object())
    )
    blocks = {str(item.block_id) for item in together if item.block_id}
    try:
        body = taken_back(now, after, before, blocks, {str(item.figure) for item in together})
    except TouchedError as error:
        raise changed from error
    draft.body = StoryPage.body.field.to_python(body)
    return draft.save_revision(user=user, clean=False)


def _move_back(proposal: FigureProposal, moved: int) -> None:
    """What stands behind the number in its text, where it stood before."""
    if moved and proposal.block_id:
        later = FigureProposal.objects.filter(
            page_id=proposal.page_id, block_id=proposal.block_id, position__gt=proposal.position
        )
        later.update(start=F("start") - moved, end=F("end") - moved)
