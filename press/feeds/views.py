"""Feeds over HTTP: for everyone the same bytes, asked again by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from press.feeds.channel import Channel
from press.feeds.entries import corrections_feed, stories_feed
from press.feeds.json_feed import json_feed
from press.feeds.xml import atom, rss

FEEDS = {"stories": stories_feed, "corrections": corrections_feed}
FORMS: dict[str, tuple[str, Callable[[Channel], bytes]]] = {
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "json": ("application/feed+json; charset=utf-8", json_feed),
}
# Seconds: what is corrected or withdrawn must not stand elsewhere for long.
KEPT = 60


@require_safe
def feed(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """A page of a feed in the language of its address; what only some may see never stands in it."""
    channel = FEEDS[name](form, get_language() or "", request.GET)
    content_type, write = FORMS[form]
    body = write(channel)

    @condition(
        etag_func=lambda _request: f'"{hashlib.sha256(body).hexdigest()}"',
        last_modified_func=lambda _request: channel.changed,
    )
    def serve(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(body, content_type=content_type)

    response: HttpResponse = serve(request)
    patch_cache_control(response, public=True, max_age=KEPT)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
