"""What follows a step of an accreditation: mail to the journalist, a notification to those who decide."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts import roles
from accounts.accrediting import stepped
from accounts.models import AccreditationRequest
from press.accrediting import links
from press.asked import full_address
from press.letters import password_link, send_letter
from story import outbox
from story.models import Notification
from story.notifications import tell

State = AccreditationRequest.State


def write_down(sender: Any, row: AccreditationRequest, **kwargs: Any) -> None:
    """What follows is written in the transaction of the step, and done after it."""
    outbox.write(f"accreditation.{row.state}", request=row.pk)


stepped.connect(write_down, dispatch_uid="press.accrediting")


def _row(payload: dict[str, Any], state: str) -> AccreditationRequest | None:
    """The request, if it still stands where it did: what is delivered late must not say what is no longer so."""
    found = AccreditationRequest.objects.select_related("account")
    return found.filter(pk=payload["request"], state=state).first()


@outbox.consumer("accreditation.unconfirmed")
def ask_to_confirm(payload: dict[str, Any]) -> None:
    """The link that proves the mailbox; the only mail to an address that nobody has proven."""
    row = _row(payload, State.UNCONFIRMED)
    if row is None:
        return
    with override(row.language):
        send_letter(
            row.email,
            row.name,
            _("Please confirm your request"),
            _("Accreditation as a journalist of %(outlet)s was asked for with this e-mail address.")
            % {"outlet": row.outlet},
            _("Was it you? Open this link within three days and press the button:"),
            full_address("confirm-accreditation", row.language, links.token(row)),
            _("If it was not you, do nothing: without the link nobody reads the request."),
        )


@outbox.consumer("accreditation.waiting")
def tell_those_who_decide(payload: dict[str, Any]) -> None:
    """The administrators; the outlet alone, since notifications outlive the request."""
    row = _row(payload, State.WAITING)
    if row is None:
        return
    people = get_user_model().objects.filter(groups__name=roles.ADMINISTRATOR, is_active=True)
    sentence = gettext_lazy("A journalist of %(outlet)s asks for accreditation")
    url = reverse("accreditations:detail", args=[row.pk])
    tell(people, Notification.Kind.WAITS, None, sentence, url=url, outlet=row.outlet)


@outbox.consumer("accreditation.granted")
def tell_granted(payload: dict[str, Any]) -> None:
    """Until when, and how to sign in."""
    row = _row(payload, State.GRANTED)
    if row is None or row.account is None or row.until is None:
        return
    person = row.account
    with override(row.language):
        words = {
            "outlet": row.outlet,
            "day": date_format(row.until, "SHORT_DATE_FORMAT"),
            "username": person.username,
        }
        # Who has a password keeps it.
        first = [
            _("Open this link within three days and choose a password:"),
            password_link(person, row.language),
        ]
        send_letter(
            person.email,
            row.name,
            _("You are accredited"),
            _("You are accredited as a journalist of %(outlet)s until %(day)s.") % words,
            _("Your user name is %(username)s.") % words,
            *([] if person.has_usable_password() else first),
            _("You sign in here; if you have no password any more, you ask for a new one there:"),
            full_address("sign-in", row.language),
        )


@outbox.consumer("accreditation.refused")
def tell_refused(payload: dict[str, Any]) -> None:
    """A no, with its reason."""
    row = _row(payload, State.REFUSED)
    if row is None:
        return
    with override(row.language):
        send_letter(
            row.email,
            row.name,
            _("About your accreditation"),
            _(
                "We have read your request as a journalist of %(outlet)s, and cannot accredit you. This is the reason:"
            )
            % {"outlet": row.outlet},
            row.reason,
            _("What is public stays open to you at the press desk, without accreditation:"),
            full_address("desk", row.language),
        )
