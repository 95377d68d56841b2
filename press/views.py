"""Artefacts over HTTP: made when first asked for, kept by content, never changed."""

import functools
import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from accounts.tokens import InvalidTokenError, token_of
from press import jobs, ledger
from press.artefacts import Artefact, Copy, content_key, personal_copy
from press.artefacts import artefact as make_artefact
from press.build import build_summary
from press.formats.registry import FormatError, get_format, offered
from press.layout.footing import notice_words
from press.progress import progress_answer, wants_to_wait
from press.summary import StorySummary, story_summary_schema
from press.throttle import seconds_to_wait
from story import languages
from story.embargo import approved_version, embargo_until
from story.models import StoryPage
from story.selectors import embargoed_for, visible_to
from story.withdrawals import gone, tombstone_of

View = Callable[..., HttpResponseBase]
# The figures of a story may be told in a language before its text is there.
TOLD_AHEAD = "figures.csv"
# A graphic opened by itself may carry its own fonts and styles, and nothing that runs.
ARTEFACT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"


def story_for(request: HttpRequest, page_id: int) -> StoryPage:
    """The story this visitor may take from, an embargoed one as it will go out; raises Http404."""
    page = visible_to(request.user).select_related("locale", "province").filter(pk=page_id).first()
    page = page or next(iter(embargoed_stories(request, pk=page_id)), None)
    if page is None:
        raise Http404(page_id)
    return page


def embargoed_stories(request: HttpRequest, **which: Any) -> list[StoryPage]:
    """The versions that wait for their time, for those who may know of them."""
    # Who has no session is nobody: asking would forbid every cache to keep the public answer.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return []
    waiting = embargoed_for(request.user).filter(**which).select_related("locale", "province")
    return [version for page in waiting if (version := approved_version(page))]


def keep_private(response: HttpResponseBase) -> None:
    """What only some may see stays with them: no cache keeps it, no machine lists it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"


def while_public(view: View) -> View:
    """Answer for a withdrawn story what its own address answers: 410 with the reason."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tombstone = tombstone_of(int(page_id))
        return gone(request, tombstone) if tombstone else view(request, page_id, *args, **kwargs)

    return guarded


def file_name(page: StoryPage, summary: StorySummary, name: str) -> str:
    """What a download is called: story, language, version and format, so that two versions never look alike.

    What is not public yet says so before all else: chua-duoc-dang-phat-truoc-06-00-1-12-2026-….
    """
    with translation.override(summary.locale):
        notice = slugify(anyascii(re.sub(r"[:/]", "-", notice_words(summary))))
    return "-".join(filter(None, [notice, page.slug, summary.locale, str(summary.revision), name]))


@require_safe
@while_public
def artefact(request: HttpRequest, page_id: str, name: str) -> HttpResponseBase:
    """One format of one story as a file."""
    try:
        get_format(name)
    except FormatError as error:
        raise Http404(name) from error
    try:
        token_of(request)
    except InvalidTokenError:
        return unauthorised()
    try:
        page = story_for(request, int(page_id))
    except Http404:
        if name != TOLD_AHEAD or not (ahead := _ahead(int(page_id))):
            raise
        told = _figures_alone(ahead)
        return _hand_out(request, ahead, told, name, make_artefact(told, name))
    if embargo_until(page):
        return _copy(request, page, name)
    summary = offering(build_summary(page), name)
    if jobs.waits(summary, name) and wants_to_wait(request):
        key = content_key(summary, get_format(name))
        if job := jobs.under_way(key, [page.pk], name):
            with translation.override(summary.locale):
                return progress_answer(request, job, [page])
    return _hand_out(request, page, summary, name, make_artefact(summary, name))


def _ahead(page_id: int) -> StoryPage | None:
    """A page that is not public in its language, and whose figures are told in it all the same."""
    page = StoryPage.objects.select_related("locale", "province").filter(pk=page_id).first()
    return languages.ahead(page) if page else None


def _figures_alone(page: StoryPage) -> StorySummary:
    """The summary without the words of a page that nobody has approved; the table shows none of them."""
    return build_summary(page).model_copy(
        update={"headline": "", "standfirst": "", "abridged": "", "body": (), "problem": "", "approach": ""}
    )


def _hand_out(
    request: HttpRequest, page: StoryPage, summary: StorySummary, name: str, made: Artefact | Copy
) -> HttpResponseBase:
    """The file, written down in the ledger when it is saved and not only looked at."""
    called = file_name(page, summary, name)
    response = _respond(request, made, called)
    if ledger.counts(request, response, "download" in request.GET):
        ledger.write_down(request, page, summary, [(name, called)])
    return response


def unauthorised() -> HttpResponse:
    """The answer for a token that is not valid: no more than that."""
    response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    keep_private(response)
    return response


def offering(summary: StorySummary, name: str) -> StorySummary:
    """The summary, if its story has a file of this name; raises Http404."""
    if name not in {fmt.name for fmt in offered(summary)}:
        raise Http404(name)
    return summary


def _copy(request: HttpRequest, page: StoryPage, name: str) -> HttpResponseBase:
    """What waits for its time is made for each who takes it, in their name, and kept nowhere."""
    if wait := seconds_to_wait(request.user):
        with translation.override(page.locale.language_code):
            response: HttpResponseBase = slow_down(wait)
    else:
        summary = offering(build_summary(page, request.user), name)
        response = _hand_out(request, page, summary, name, personal_copy(summary, name))
    keep_private(response)
    return response


def slow_down(wait: int) -> HttpResponse:
    """The answer for who took too much: when to come back."""
    said = _("You have taken many files in a short time. Please try again later.")
    response = HttpResponse(
        said, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain; charset=utf-8"
    )
    response.headers["Retry-After"] = str(wait)
    return response


def _respond(request: HttpRequest, made: Artefact | Copy, download_name: str) -> HttpResponseBase:
    @condition(etag_func=lambda _request: f'"{made.sha256}"')
    def serve(_request: HttpRequest) -> HttpResponseBase:
        attached = "download" in request.GET
        response = FileResponse(made.open(), as_attachment=attached, filename=download_name)
        response.headers["Content-Type"] = made.content_type
        response.headers["Content-Security-Policy"] = ARTEFACT_POLICY
        # The address is of the story, the bytes are of a version: always ask whether there is a newer one.
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return serve(request)


@require_safe
def summary_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the story summary, version 1."""
    body = json.dumps(story_summary_schema(), ensure_ascii=False, indent=2)
    return HttpResponse(body, content_type="application/schema+json; charset=utf-8")
