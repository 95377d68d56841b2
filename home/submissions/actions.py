"""What happens to a submission: sent, confirmed, taken up, declined, published; each under a lock on its row."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Collection

from home.calls.models import CallAnswer
from home.submissions.files import Accepted
from home.submissions.models import Submission, SubmissionFile
from home.submissions.selectors import inbox_of
from story import actions, outbox
from story.actions.verb import verb
from story.models import ProvincePage, StoryPage

State = Submission.State
DECIDED = _("Somebody else was faster: this submission is “%(state)s” already.")
NOT_CONFIRMED = _("The sender has not confirmed this submission yet.")


@transaction.atomic
def send(submission: Submission, files: Iterable[Accepted]) -> Submission:
    """Keep a new submission with its files; the mail with the link follows by the outbox."""
    submission.save()
    for each in files:
        SubmissionFile.objects.create(
            submission=submission, file=each.file, name=each.name, kind=each.kind, size=each.size
        )
    outbox.write("submission.sent", submission=submission.pk)
    return submission


@transaction.atomic
def send_link_again(submission: Submission) -> None:
    """Mail another link to confirm, to the address that the submission came with."""
    outbox.write("submission.sent", submission=submission.pk)


@transaction.atomic
def confirm(submission: Submission) -> Submission:
    """The sender opened the link; doing it again changes nothing."""
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.state == State.UNCONFIRMED:
        _received(row, None)
    return row


@verb
def confirm_by_phone(submission: Submission, user: Any) -> Submission:
    """Somebody of the unit called the sender.

    Raises NotAllowedError, ConflictError when it is confirmed already or there is no telephone.
    """
    row = _locked(submission, user)
    if row.state != State.UNCONFIRMED or not row.phone:
        raise actions.ConflictError(DECIDED, state=row.get_state_display())
    _received(row, user)
    log(instance=row, action="submission.confirm", user=user)
    return row


@verb
def take_up(submission: Submission, user: Any) -> StoryPage:
    """Make the submission a draft of its unit, owned by who took it up.

    Raises NotAllowedError, ConflictError when it is decided or not confirmed.
    """
    row = _locked(submission, user)
    if row.state == State.UNCONFIRMED:
        raise actions.ConflictError(NOT_CONFIRMED)
    _require(row, State.RECEIVED)
    parent = ProvincePage.objects.filter(
        unit=row.unit.today(), locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if parent is None:
        raise actions.ConflictError(_("The page of this unit is missing."))
    page = actions.create_story(
        parent,
        user,
        title=row.headline,
        parts={name: paragraphs(text) for name, text in row.parts.items()},
        province=row.unit,
        place_detail=row.place_detail,
        bylines=[("byline", {"name": row.name, "role": "", "organisation": row.organisation})],
        licence=row.licence,
    )
    if row.call:
        CallAnswer.objects.create(call=row.call, page=page)
    row.page = page
    _decide(row, user, State.TAKEN_UP, "submission.take_up", "submission.taken-up")
    _shelve_pictures(row, user)
    return page


@verb
def decline(submission: Submission, user: Any, reason: str) -> Submission:
    """Say no, with a reason that the sender reads.

    Raises NotAllowedError, ReasonRequiredError, ConflictError when it is decided.
    """
    row = _locked(submission, user)
    if not reason.strip():
        raise actions.ReasonRequiredError(_("Say why: the sender reads it."))
    _require(row, State.RECEIVED, State.UNCONFIRMED)
    row.reason = reason.strip()
    _decide(row, user, State.DECLINED, "submission.decline", "submission.declined", reason=row.reason)
    return row


def note_publication(page_id: int) -> None:
    """The story made of a submission is public for the first time."""
    changed = Submission.objects.filter(page=page_id, state=State.TAKEN_UP)
    for pk in changed.select_for_update().values_list("pk", flat=True):
        Submission.objects.filter(pk=pk).update(state=State.PUBLISHED, published_at=timezone.now())
        outbox.write("submission.published", submission=pk)


def paragraphs(text: str) -> list[dict[str, Any]]:
    """Plain text as the paragraphs of a part."""
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    # As the editor writes it: its own reader knows no <br> that stays open.
    htmls = ["<p>" + escape(piece).replace("\n", "<br/>") + "</p>" for piece in pieces if piece]
    return [{"type": "paragraph", "value": html} for html in htmls]


def _locked(submission: Submission, user: Any) -> Submission:
    row = Submission.objects.select_for_update().filter(pk=submission.pk).first()
    if row is None:
        raise actions.ConflictError
    if not inbox_of(user).filter(pk=row.pk).exists():
        raise actions.NotAllowedError
    return row


def _require(row: Submission, *states: str) -> None:
    if row.state not in states:
        raise actions.ConflictError(DECIDED, state=row.get_state_display())


def _received(row: Submission, user: Any) -> None:
    row.state, row.confirmed_at, row.confirmed_by = State.RECEIVED, timezone.now(), user
    row.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    outbox.write("submission.received", submission=row.pk)


def _decide(row: Submission, user: Any, state: str, action: str, topic: str, **data: Any) -> None:
    row.state, row.decided_at, row.decided_by = state, timezone.now(), user
    row.save(update_fields=["state", "decided_at", "decided_by", "reason", "page"])
    log(instance=row, action=action, user=user, data=data)
    outbox.write(topic, submission=row.pk)


def _shelve_pictures(row: Submission, user: Any) -> None:
    """Pictures go into the unit's own collection, credited to the sender; other files stay with the submission."""
    unit = row.unit.today()
    shelf = Collection.get_first_root_node().get_children().filter(name=unit.full_name).first()
    if shelf is None:
        return
    for each in row.files.filter(kind__in=["jpeg", "png", "webp"]):
        with each.file.open("rb") as source:
            get_image_model().objects.create(
                title=f"{row.headline[:180]} – {each.pk}",
                file=File(source, name=each.name),
                collection=shelf,
                uploaded_by_user=user,
                credit=row.sender[:250],
                licence=row.licence,
                file_size=each.size,
            )
