"""What comes out when: the stories that wait for their time by day, as a page and in a person's own calendar program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Event as Entry
from wagtail.users.models import UserProfile

from accounts.accreditation import is_accredited
from accounts.roles import ACCESS_ADMIN
from press.views import keep_private
from story.models import StoryPage
from story.timing.feed import calendar_answer, owner_of, renew, token_of
from story.waiting import waiting_stories

SALT = "press.calendar"


@dataclass(frozen=True)
class Day:
    """A day with what goes out on it."""

    day: date
    stories: list[StoryPage]


@dataclass(frozen=True)
class Week:
    """Monday to Sunday, the days on which something goes out."""

    first: date
    days: list[Day]

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def count(self) -> int:
        """How many stories go out in it."""
        return sum(len(day.stories) for day in self.days)


def may_know(user: Any) -> bool:
    """Whether a person may hear of stories before they are public: accredited press at this moment, or the newsroom."""
    return bool(user.is_active and (is_accredited(user) or user.has_perm(ACCESS_ADMIN)))


def weeks_of(stories: list[StoryPage]) -> list[Week]:
    """The stories by the week and the day on which they go out, in the time of Vietnam."""
    days = [
        Day(day, list(found))
        for day, found in groupby(stories, lambda page: timezone.localtime(page.go_live_at).date())
    ]
    weeks = groupby(days, lambda day: day.day - timedelta(days=day.day.weekday()))
    return [Week(first, list(found)) for first, found in weeks]


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponseBase:
    """What goes out in the weeks ahead, for those who may know; a POST gives the feed another address."""
    user: Any = request.user
    if not user.is_authenticated or not may_know(user):
        raise Http404("no calendar")
    locale = request.GET.get("locale", "")
    locale = locale if locale in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(locale):
        if request.method == "POST":
            renew(user)
            messages.success(request, _("Your calendar has a new address; the old one answers no more."))
            response: HttpResponseBase = redirect(request.get_full_path())
        else:
            context = {
                "weeks": weeks_of(waiting_stories(user)),
                "today": timezone.localdate(),
                "feed_address": address_of(user),
                "locale": locale,
                "addresses_by_language": {
                    code: f"{request.path}?locale={code}" for code, _name in settings.LANGUAGES
                },
            }
            response = render(request, "pages/press_calendar.html", context)
    keep_private(response)
    return response


def address_of(user: Any) -> str:
    """The person's own address of the feed; the first time it is asked for, it is made."""
    return settings.PUBLIC_BASE_URL + reverse("press:calendar-feed", args=[token_of(user, SALT)])


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What goes out, as far as the owner of the address may know now; raises Http404 for every other address."""
    user = owner_of(token, SALT)
    if not may_know(user):
        raise Http404("no calendar")
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        title = _("%(site)s: embargoed") % {"site": settings.WAGTAIL_SITE_NAME}
        return calendar_answer("press", title, [_entry(page) for page in waiting_stories(user)])


def _entry(page: StoryPage) -> Entry:
    entry = Entry()
    address = settings.PUBLIC_BASE_URL + reverse("press:story", args=[page.pk])
    entry.add("uid", f"press-{page.pk}@{settings.PUBLIC_BASE_URL.split('//')[-1]}")
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", page.go_live_at.astimezone(UTC))
    entry.add("summary", _("Embargo ends: %(headline)s") % {"headline": page.title})
    entry.add("location", page.province.name_in(page.locale.language_code) if page.province else "")
    entry.add("description", page.standfirst or "")
    entry.add("url", address)
    return entry
