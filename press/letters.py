"""Mail to journalists about their account."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from press.asked import full_address
from story import outbox


def send_letter(address: str, name: str, subject: str, *paragraphs: str) -> None:
    """A letter in the language that is active."""
    text = "\n\n".join([_("Dear %(name)s,") % {"name": name}, *paragraphs, settings.WAGTAIL_SITE_NAME])
    title = " ".join(f"{settings.WAGTAIL_SITE_NAME}: {subject}".split())
    send_mail(title, f"{text}\n", settings.DEFAULT_FROM_EMAIL, [address])


def password_link(person: Any, locale: str) -> str:
    """Where a person sets their password; it ends with the next sign-in, and after three days."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return full_address("set-password", locale, key, default_token_generator.make_token(person))


@outbox.consumer("press.password_forgotten")
def send_password_links(payload: dict[str, Any]) -> None:
    """The link to those whom somebody, most likely they themselves, asked it for."""
    locale = payload["locale"]
    for person in get_user_model().objects.filter(pk__in=payload["people"], is_active=True):
        with override(locale):
            send_letter(
                person.email,
                person.display_name,
                _("Set a new password"),
                _("Somebody, we hope you, has asked for a new password for the user name %(username)s.")
                % {"username": person.username},
                _("Open this link within three days and choose one:"),
                password_link(person, locale),
                _("If it was not you, do nothing: your password stays as it is."),
            )
