"""The calendar as a feed for a person's own calendar program: a secret address, what they may see at that moment."""

import secrets
from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry
from wagtail.users.models import UserProfile

from accounts.roles import ACCESS_ADMIN
from story.timing.events import Event, events

SALT = "story.calendar"
BACK, AHEAD = timedelta(days=60), timedelta(days=365)


def address_of(user: Any) -> str:
    """The person's own address of the feed; the first time it is asked for, it is made."""
    return settings.PUBLIC_BASE_URL + reverse("story_calendar_feed", args=[token_of(user, SALT)])


def token_of(user: Any, salt: str) -> str:
    """What proves in an address whose calendar it is; each calendar has a salt of its own."""
    if not user.calendar_key:
        renew(user)
    return signing.dumps([user.pk, user.calendar_key], salt=salt)


def renew(user: Any) -> None:
    """Give the person other addresses, of every calendar; those before answer no more."""
    user.calendar_key = secrets.token_hex(16)
    user.save(update_fields=["calendar_key"])


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The entries that the owner of the address may see now; raises Http404 for every other address."""
    user = owner_of(token, SALT)
    if not user.has_perm(ACCESS_ADMIN):
        raise Http404("no calendar")
    today = timezone.localdate()
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        entries = [_entry(event) for event in events(user, today - BACK, today + AHEAD)]
        return calendar_answer("newsroom", settings.WAGTAIL_SITE_NAME, entries)


def owner_of(token: str, salt: str) -> Any:
    """Whose calendar a token opens; raises Http404 for every token that is no more or never was one."""
    try:
        pk, key = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404("no calendar") from error
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    known = user and user.calendar_key and constant_time_compare(user.calendar_key, key)
    if user is None or not known:
        raise Http404("no calendar")
    return user


def calendar_answer(name: str, title: str, entries: Iterable[Entry]) -> HttpResponse:
    """The entries as a calendar that stays with the person."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//{name}//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for entry in entries:
        calendar.add_component(entry)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.kind}-{event.page.pk}@{settings.PUBLIC_BASE_URL.split('//')[-1]}")
    entry.add("dtstamp", timezone.now())
    if event.at is None:
        entry.add("dtstart", event.day)
    else:
        entry.add("dtstart", event.at.astimezone(UTC))
    entry.add("summary", f"{event.label}: {event.title}")
    entry.add("description", event.person)
    entry.add("categories", [str(event.label)])
    entry.add("url", settings.WAGTAILADMIN_BASE_URL + event.address)
    return entry
