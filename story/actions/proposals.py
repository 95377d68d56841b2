"""The editor's word on a proposed figure: made a record of the story, or dismissed."""

from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from story import outbox
from story.blocks import units
from story.blocks.reading import TypedQuantity
from story.importing import proposals
from story.importing.certainty import certain_among
from story.importing.labels import label_of
from story.models import FigureProposal, StoryPage, Unit

from .errors import ConflictError, NotAllowedError, StaleRevisionError
from .locking import latest_revision, lock_page
from .verb import verb

DECIDED = _("This number has already been decided on.")
State = FigureProposal.State


@verb
def accept_proposal(
    page: Page,
    proposal_id: int,
    user: Any,
    revision_id: int,
    *,
    quantity: TypedQuantity | None = None,
    unit: str | None = None,
    label: str | None = None,
    nature: str | None = None,
    period: str | None = None,
    figure: str = "",
) -> FigureProposal:
    """Make the number a figure of the story, mended where something is given, and link its words to the record.

    `figure` names a record of the story that says it already: the words are linked to that one. A new version
    is saved. Raises NotAllowedError, StaleRevisionError, ConflictError when it is decided already.
    """
    page, draft = draft_of(page, user, revision_id)
    (proposal,) = _open(page, [proposal_id])
    decision = decision_on(proposal, quantity, unit, label, nature, period)
    body = draft.body.get_prep_value()
    known = {item["id"] for part in body for item in part["value"]["figures"]}
    if figure and figure not in known:
        raise StaleRevisionError
    given = {"typed_quantity": quantity, "unit": unit, "nature": nature, "period": period}
    mended = any(value is not None and value != getattr(proposal, name) for name, value in given.items())
    body, key, moved = proposals.accept(body, proposal, decision, figure)
    draft.body = StoryPage.body.field.to_python(body)
    revision = draft.save_revision(user=user, clean=False)
    _move_later(proposal, moved)
    _decide(proposal, user, State.MENDED if mended else State.ACCEPTED, key)
    _record(page, proposal, user, revision, moved)
    return proposal


@verb
def accept_certain(page: Page, user: Any, revision_id: int, proposal_ids: list[int]) -> list[FigureProposal]:
    """Make these numbers figures as they were understood, all in one new version; one said again is linked to its record.

    Each has its row in the history. Raises NotAllowedError, StaleRevisionError, ConflictError when one of them
    is decided already or has to be looked at.
    """
    page, draft = draft_of(page, user, revision_id)
    found = _open(page, proposal_ids)
    if len(certain_among(found)) != len(found):
        raise ConflictError(_("One of these numbers has to be looked at by itself."))
    body = draft.body.get_prep_value()
    by: dict[int, int] = {}
    for proposal in found:
        # Those before it in the same text have moved it.
        proposal.refresh_from_db(fields=["start", "end"])
        decision = decision_on(proposal)
        known = proposals.equal_figure(body, decision)
        body, key, by[proposal.pk] = proposals.accept(body, proposal, decision, known)
        _move_later(proposal, by[proposal.pk])
        _decide(proposal, user, State.ACCEPTED, key)
    draft.body = StoryPage.body.field.to_python(body)
    revision = draft.save_revision(user=user, clean=False)
    for proposal in found:
        _record(page, proposal, user, revision, by[proposal.pk])
    return found


@verb
def dismiss_proposal(page: Page, proposal_id: int, user: Any, revision_id: int) -> FigureProposal:
    """Say that the number is no figure of the story; its words stay as they are.

    Raises NotAllowedError, StaleRevisionError, ConflictError when it is decided already.
    """
    page, draft = draft_of(page, user, revision_id)
    (proposal,) = _open(page, [proposal_id])
    _decide(proposal, user, State.DISMISSED, None)
    _record(page, proposal, user, draft.latest_revision)
    return proposal


def decision_on(
    proposal: FigureProposal,
    quantity: TypedQuantity | None = None,
    unit: str | None = None,
    label: str | None = None,
    nature: str | None = None,
    period: str | None = None,
) -> proposals.Decision:
    """What becomes of a proposal when these of its fields are mended; a unit that is not known is made."""
    name = proposal.unit if unit is None else unit
    return proposals.Decision(
        quantity=quantity or proposal.typed_quantity,
        unit=saved_unit(name),
        label=label or label_of(proposal.sentence, proposal.printed, name),
        nature=nature or proposal.nature,
        period=proposal.period if period is None else period,
    )


def saved_unit(name: str) -> Unit | None:
    """The unit of this name, made if there is none; None for an empty name."""
    unit = units.unit_named(name)
    if unit is not None and unit.pk is None:
        unit.save()
    return unit


def draft_of(page: Page, user: Any, revision_id: int) -> tuple[Page, Any]:
    """The page, held, and its latest draft, for a person who may decide on its numbers; the revision is the latest."""
    page = lock_page(page.pk)
    allowed = page.permissions_for_user(user)
    if not user.is_active or not allowed.can_edit() or allowed.page_locked():
        raise NotAllowedError
    if page.locale.language_code != settings.LANGUAGE_CODE:
        raise NotAllowedError(_("Figures are checked on the story in its first language."))
    return page, latest_revision(page, revision_id).as_object()


def _open(page: Page, proposal_ids: list[int]) -> list[FigureProposal]:
    held = FigureProposal.objects.select_for_update().filter(page_id=page.pk, pk__in=proposal_ids)
    found = list(held.order_by("position"))
    if not found or len(found) != len(set(proposal_ids)) or not all(item.is_open for item in found):
        raise ConflictError(DECIDED)
    return found


def _move_later(proposal: FigureProposal, moved: int) -> None:
    if moved and proposal.block_id:
        later = FigureProposal.objects.filter(
            page_id=proposal.page_id, block_id=proposal.block_id, start__gte=proposal.end
        )
        later.update(start=F("start") + moved, end=F("end") + moved)


def _decide(proposal: FigureProposal, user: Any, state: str, figure: str | None) -> None:
    proposal.state, proposal.figure = state, figure
    proposal.decided_by, proposal.decided_at = user, timezone.now()
    proposal.save(update_fields=["state", "figure", "decided_by", "decided_at"])


def _record(
    page: Page, proposal: FigureProposal, user: Any, revision: Revision | None, moved: int = 0
) -> None:
    dismissed = proposal.state == State.DISMISSED
    log(
        instance=page,
        action="story.dismiss_proposal" if dismissed else "story.accept_proposal",
        user=user,
        revision=revision,
        data={
            "proposal": proposal.pk,
            "printed": proposal.printed,
            "sentence": proposal.sentence[:300],
            "figure": str(proposal.figure or ""),
            # By how many characters the text behind it moved: what takes the decision back needs it.
            "moved": moved,
        },
    )
    outbox.write(
        "story.proposal_dismissed" if dismissed else "story.proposal_accepted",
        page=page.pk,
        proposal=proposal.pk,
        revision=revision.pk if revision else None,
    )
