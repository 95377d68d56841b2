"""What the sender is told of each step, after the step has been committed."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.addresses import address
from home.submissions import actions, links
from home.submissions.models import Submission
from story import outbox
from story.selectors import is_public


def _row(payload: dict[str, Any]) -> Submission | None:
    return Submission.objects.select_related("unit", "page").filter(pk=payload["submission"]).first()


def _link(submission: Submission, name: str, purpose: str) -> str:
    path = address(name, submission.language, links.token(submission, purpose))
    return f"{settings.PUBLIC_BASE_URL}{path}"


def _send(submission: Submission, subject: str, *paragraphs: str) -> None:
    greeting = _("Dear %(name)s,") % {"name": submission.name}
    follow = _("What becomes of it: %(address)s") % {"address": _link(submission, "follow", links.FOLLOW)}
    text = "\n\n".join([greeting, *filter(None, paragraphs), follow, settings.WAGTAIL_SITE_NAME])
    title = " ".join(f"{settings.WAGTAIL_SITE_NAME}: {subject}".split())
    send_mail(title, f"{text}\n", settings.DEFAULT_FROM_EMAIL, [submission.email])


@outbox.consumer("submission.sent")
def ask_to_confirm(payload: dict[str, Any]) -> None:
    """The link that proves the mailbox; the only mail to an address that nobody has proven."""
    submission = _row(payload)
    if submission is None or not submission.email or submission.state != Submission.State.UNCONFIRMED:
        return
    with override(submission.language):
        _send(
            submission,
            _("Please confirm your story"),
            _("A story was sent to us with this e-mail address: “%(title)s” (%(reference)s).")
            % {"title": submission.headline, "reference": submission.reference},
            _("Was it you? Open this link within three days and press the button:"),
            _link(submission, "confirm", links.CONFIRM),
            _("If it was not you, do nothing: without the link nobody goes on with it."),
        )


def _tell(payload: dict[str, Any], subject: Any, text: Any, more: Any = None) -> None:
    submission = _row(payload)
    if submission is None or not submission.mailable:
        return
    with override(submission.language):
        words = {
            "title": submission.headline,
            "unit": submission.unit.full_name_in(submission.language),
            "reference": submission.reference,
        }
        _send(submission, str(subject() % words), str(text() % words), more(submission) if more else "")


@outbox.consumer("submission.received")
def tell_received(payload: dict[str, Any]) -> None:
    """It lies in the inbox."""
    _tell(
        payload,
        lambda: _("Your story has arrived"),
        lambda: _("“%(title)s” (%(reference)s) now lies in the inbox of %(unit)s."),
    )


@outbox.consumer("submission.taken-up")
def tell_taken_up(payload: dict[str, Any]) -> None:
    """Somebody writes."""
    _tell(
        payload,
        lambda: _("Your story has been taken up"),
        lambda: _(
            "“%(title)s” is being written up and checked for publication. Somebody may ask you about a figure."
        ),
    )


@outbox.consumer("submission.declined")
def tell_declined(payload: dict[str, Any]) -> None:
    """A no, with its reason."""
    _tell(
        payload,
        lambda: _("About your story"),
        lambda: _(
            "Thank you for “%(title)s”. We have read it, and cannot take it up as it is. This is the reason:"
        ),
        lambda submission: submission.reason,
    )


@outbox.consumer("submission.published")
def tell_published(payload: dict[str, Any]) -> None:
    """It is public, and where."""
    _tell(
        payload,
        lambda: _("Your story is public"),
        lambda: _("“%(title)s” has been published. Thank you for telling it."),
        lambda submission: submission.page.full_url if submission.page and is_public(submission.page) else "",
    )


@outbox.consumer("story.published")
def follow_publication(payload: dict[str, Any]) -> None:
    """A story that came by the form is public: its submission learns it once."""
    actions.note_publication(payload["page"])
