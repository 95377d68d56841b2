"""Kits over HTTP: made by the worker with progress, resumable; personal ones in the request, throttled."""

from __future__ import annotations

from http import HTTPStatus
from typing import BinaryIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from accounts.tokens import InvalidTokenError, token_of
from press import jobs, ledger
from press.kits.contents import KitStory, Open
from press.kits.packing import files_of, kit_key
from press.kits.store import kept_kit, kit_path, personal_kit, stories_of
from press.progress import progress_answer
from press.ranges import ranged
from press.throttle import seconds_to_wait
from press.views import file_name, keep_private, slow_down, story_for, unauthorised
from story.embargo import embargo_until
from story.models import StoryPage
from story.withdrawals import gone, tombstone_of


@require_safe
def kit(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Everything of one story."""
    return _kit_of(request, [int(page_id)])


@require_safe
def kits(request: HttpRequest, ids: str) -> HttpResponseBase:
    """Everything of several stories, by the ids of their pages joined by hyphens."""
    chosen = list(dict.fromkeys(int(number) for number in ids.split("-")))
    if len(chosen) > settings.KIT_MAX_STORIES:
        said = _("A kit holds at most %(count)d stories. Please take them in several kits.")
        return HttpResponse(
            said % {"count": settings.KIT_MAX_STORIES},
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            content_type="text/plain; charset=utf-8",
        )
    return _kit_of(request, chosen)


def _kit_of(request: HttpRequest, ids: list[int]) -> HttpResponseBase:
    try:
        token_of(request)
    except InvalidTokenError:
        return unauthorised()
    pages = []
    for pk in ids:
        # A kit with a hole would be taken for whole.
        if tombstone := tombstone_of(pk):
            return gone(request, tombstone)
        pages.append(story_for(request, pk))
    with translation.override(pages[0].locale.language_code):
        if any(embargo_until(page) for page in pages):
            response = _personal(request, pages)
            keep_private(response)
            return response
        return _public(request, pages)


def _public(request: HttpRequest, pages: list[StoryPage]) -> HttpResponseBase:
    stories = stories_of(pages)
    ready = kit_path(stories).exists()
    if not ready and jobs.too_many():
        return slow_down(jobs.UNTAKEN.seconds)
    if not ready and (job := jobs.under_way(kit_key(stories), [page.pk for page in pages], jobs.KIT)):
        return progress_answer(request, job, pages)

    def opened() -> BinaryIO:
        return kept_kit(stories).open("rb")

    response = _respond(request, stories, pages, opened)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _personal(request: HttpRequest, pages: list[StoryPage]) -> HttpResponseBase:
    # A kit is as many files as it has stories: each is drawn anew.
    if wait := max(seconds_to_wait(request.user) for _page in pages):
        return slow_down(wait)
    stories = stories_of(pages, request.user)
    return _respond(request, stories, pages, lambda: personal_kit(stories))


def _respond(
    request: HttpRequest, stories: list[KitStory], pages: list[StoryPage], opened: Open
) -> HttpResponseBase:
    etag = f'"{kit_key(stories)}"'
    held: list[dict[str, list[tuple[str, str]]]] = []

    @condition(etag_func=lambda _request: etag)
    def serve(_request: HttpRequest) -> HttpResponseBase:
        stream = opened()
        held.append(files_of(stream))
        size = stream.seek(0, 2)
        response = ranged(request, stream, size, etag, "application/zip")
        response.headers["Content-Disposition"] = (
            content_disposition_header(True, _name(stories, pages)) or ""
        )
        return response

    response = serve(request)
    if held and ledger.counts(request, response, asked=True):
        for page, story in zip(pages, stories, strict=True):
            # Two languages of one story are one id.
            files = held[0].get(f"{story.summary.id} {story.summary.locale}", [])
            ledger.write_down(request, page, story.summary, files, kit=True)
    return response


def _name(stories: list[KitStory], pages: list[StoryPage]) -> str:
    if len(stories) == 1:
        return file_name(pages[0], stories[0].summary, "kit.zip")
    held = next((story for story in stories if story.summary.status == "embargoed"), None)
    first = f"{held.prefix}-" if held else ""
    return f"{first}{len(stories)}-stories-{kit_key(stories)[:8]}-kit.zip"
