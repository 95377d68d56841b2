"""Notifications as mail: at once, or a day's together. A row is claimed before it is sent, so it is sent once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from accounts.models import User
from story.models import Notification

# What nobody mailed in a week is no longer news; it stays in the admin.
STALE = timedelta(days=7)
# Wagtail's own boxes in the person's settings: of what they want mail.
PREFERENCE = {
    Notification.Kind.WAITS: "submitted",
    Notification.Kind.ASSIGNED: "submitted",
    Notification.Kind.FAILED: "submitted",
    Notification.Kind.ANSWERED: "submitted",
    Notification.Kind.REVIEW: "submitted",
    Notification.Kind.RETURNED: "rejected",
    Notification.Kind.DISPUTED: "rejected",
    Notification.Kind.PUBLISHED: "approved",
    Notification.Kind.RECALLED: "approved",
}


def unmailed() -> QuerySet[Notification]:
    """What was told lately, is still unread and has not been mailed."""
    recent = timezone.now() - STALE
    return Notification.objects.filter(mailed_at=None, read_at=None, at__gte=recent).order_by("pk")


def wanted(row: Notification, profile: UserProfile) -> bool:
    """Whether the person wants mail about this kind of thing, and has an address."""
    person = row.user
    switched_on = getattr(profile, f"{PREFERENCE[Notification.Kind(row.kind)]}_notifications")
    return bool(person.is_active and person.email and person.notify != User.Notify.NEVER and switched_on)


def mail_at_once(pk: int) -> bool:
    """Mail one notification to a person who wants each by itself; True when it went out."""
    row = unmailed().select_related("user").filter(pk=pk, user__notify=User.Notify.AT_ONCE).first()
    return bool(row and _mail(row.user, [row]))


def send_digests() -> int:
    """Mail everyone what is still unmailed, in one letter each; returns how many letters went out."""
    rows = unmailed().exclude(user__notify=User.Notify.NEVER).select_related("user")
    people: dict[User, list[Notification]] = {}
    for row in rows:
        people.setdefault(row.user, []).append(row)
    return sum(_mail(person, theirs) for person, theirs in people.items())


def _mail(person: Any, rows: Sequence[Notification]) -> bool:
    profile = UserProfile.get_for_user(person)
    rows = [row for row in rows if wanted(row, profile) and _claim(row)]
    if not rows:
        return False
    with override(profile.get_preferred_language()):
        subject, text = _letter(rows)
    try:
        send_mail(
            f"{settings.WAGTAIL_SITE_NAME}: {subject}", text, settings.DEFAULT_FROM_EMAIL, [person.email]
        )
    except Exception:
        # Given back, so that the next digest takes it along.
        Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=None)
        raise
    return True


def _claim(row: Notification) -> bool:
    return bool(Notification.objects.filter(pk=row.pk, mailed_at=None).update(mailed_at=timezone.now()))


def _letter(rows: Sequence[Notification]) -> tuple[str, str]:
    if len(rows) == 1:
        return rows[0].text, _entry(rows[0])
    count = len(rows)
    subject = ngettext("%(count)s notification", "%(count)s notifications", count) % {"count": count}
    return subject, "\n\n".join(_entry(row) for row in rows)


def _entry(row: Notification) -> str:
    address = row.url if "://" in row.url else settings.WAGTAILADMIN_BASE_URL + row.url
    return "\n\n".join(part for part in (row.text, row.detail, address) if part) + "\n"
