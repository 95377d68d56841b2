"""A saved search as an Atom feed under a secret address: what its owner may see at that moment, for them alone."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from press.feeds.channel import Channel, Entry, Place
from press.feeds.entries import figure_line, latest, story_entry, with_changes
from press.feeds.xml import atom
from press.layout.fonts import drawable
from press.listing import Selection, address
from press.models import SavedSearch
from press.saved.letters import embargo_words
from press.saved.questions import Reader, Told
from press.views import keep_private
from press.wire.items import item_urn, lines
from story.listing import with_figures
from story.models import StoryPage
from story.selectors import in_listing, visible_to

SALT = "press.searches.feed"
# Of the public stories; what waits for its time stands there whole.
MOST = 50


def address_of(search: SavedSearch) -> str:
    """The address of the feed."""
    return settings.PUBLIC_BASE_URL + reverse("press:search-feed", args=[_token(search)])


def _token(search: SavedSearch) -> str:
    return signing.dumps([search.pk, search.key], salt=SALT)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed; after the end of an accreditation with public stories alone. Raises Http404 for an address of no search."""
    search = _search_of(token)
    with translation.override(search.locale):
        response = HttpResponse(
            atom(_channel(search, token)), content_type="application/atom+xml; charset=utf-8"
        )
    keep_private(response)
    return response


def _search_of(token: str) -> SavedSearch:
    try:
        number, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404("no feed") from error
    search = SavedSearch.objects.select_related("person").filter(pk=number, person__is_active=True).first()
    if search is None or not constant_time_compare(search.key, key):
        raise Http404("no feed")
    return search


def _channel(search: SavedSearch, token: str) -> Channel:
    data = QueryDict(search.query)
    entries = tuple(_entries(search, data))
    return Channel(
        place=Place(reverse("press:search-feed", args=[token]).rpartition(".")[0], "atom", (), 1, 1),
        locale=search.locale,
        title=f"{settings.WAGTAIL_SITE_NAME}: {drawable(search.name)}",
        description=_("What a saved search of the press desk finds. This feed is for one person alone."),
        home=settings.PUBLIC_BASE_URL + address(data, search.locale),
        changed=latest(*(entry.updated for entry in entries)),
        entries=entries,
    )


def _entries(search: SavedSearch, data: QueryDict) -> list[Entry]:
    """What waits for its time, marked, then the public stories, the last changed first."""
    if Reader(search.locale).filters(data) is None:
        return []
    selection = Selection(search.person, data, search.locale)
    waiting = [_waiting_entry(page) for page in selection.waiting]
    found = with_changes(in_listing(visible_to(search.person).filter(pk__in=selection.public)))
    public: list[Any] = with_figures(found.order_by("-changed", "-pk")[:MOST])
    return waiting + [dataclasses.replace(story_entry(page), url=_press_page(page)) for page in public]


def _waiting_entry(page: Any) -> Entry:
    """A story under embargo: the line stands in the title and first in the text. Its name is that of the public one."""
    locale = page.locale.language_code
    until = embargo_words(Told(page, page.approved_at, page.go_live_at), locale)
    standfirst = lines(page.standfirst or "")
    figures = [figure_line(record) for record in page.key_figures]
    at = timezone.localtime(page.approved_at)
    return Entry(
        id=item_urn(page.translation_key.urn, locale),
        url=_press_page(page),
        title=f"{until}: {drawable(page.title)}",
        summary="\n".join([until, *standfirst]),
        text="\n".join([until, *standfirst, *figures]),
        published=at,
        updated=at,
    )


def _press_page(page: StoryPage) -> str:
    return settings.PUBLIC_BASE_URL + reverse("press:story", args=[page.pk])
