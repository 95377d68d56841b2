"""What happens to a reader's message: sent, answered, forgotten."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from home.feedback.models import Feedback
from story import actions, outbox
from story.actions.verb import verb

CHANGED = _("Somebody else has answered this message in the meantime. Look at it again.")


@transaction.atomic
def send(message: Feedback) -> Feedback:
    """Keep a new message; who reads it is told by the outbox."""
    message.save()
    outbox.write("feedback.sent", feedback=message.pk)
    return message


@verb
def answer(message: Feedback, user: Any, text: str) -> Feedback:
    """Close a message with the answer; its sender reads it where they left an e-mail.

    Raises NotAllowedError, ReasonRequiredError without an answer, ConflictError when it is answered already.
    """
    row = Feedback.objects.select_for_update().filter(pk=message.pk).first()
    if row is None:
        raise actions.ConflictError
    if not user.has_perm("home.change_feedback"):
        raise actions.NotAllowedError
    if row.state != Feedback.State.NEW:
        raise actions.ConflictError(CHANGED)
    if not text.strip():
        raise actions.ReasonRequiredError(_("Write the answer first."))
    row.state, row.answer = Feedback.State.ANSWERED, text.strip()
    row.answered_by, row.answered_at = user, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    log(instance=row, action="feedback.answer", user=user)
    outbox.write("feedback.answered", feedback=row.pk)
    return row


def forget_senders() -> int:
    """Empty who sent a message, `CONTACT_KEPT_DAYS` after it was answered or, unanswered, sent; returns how many."""
    before = timezone.now() - timedelta(days=settings.CONTACT_KEPT_DAYS)
    old = Feedback.objects.annotate(ended_at=Coalesce("answered_at", "created_at")).filter(
        ended_at__lt=before
    )
    return old.exclude(name="", email="").update(name="", email="")
