"""Pages of stories are rendered once and kept until anything changes; whether it did is one question to the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from story.models import FigureSignOff, OutboxEntry, Question, StoryPage
from story.selectors import visible_to

Serve = Callable[..., HttpResponse]
# Every verb leaves a row in one of these, and so does whatever is saved in the admin.
TRACES: tuple[Any, ...] = (OutboxEntry, PageLogEntry, ModelLogEntry, FigureSignOff, Question)


@dataclass(frozen=True)
class Kept:
    """A rendered page, the newest traces when it was rendered, and the other stories that it names."""

    traces: tuple[Any, ...]
    named: frozenset[int]
    content: bytes
    content_type: str


def kept(serve: Serve) -> Serve:
    """Answer with the page as it was rendered for an earlier reader, while nothing has changed since."""

    def answer(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if not _may_be_kept(page, request):
            return serve(page, request, args, kwargs)
        name = f"page:{request.scheme}:{request.get_host()}:{request.path}:{page.translation_key}"
        found: Kept | None = cache.get(name)
        traces, still_public = _look(page, found.named if found else frozenset())
        if found and found.traces == traces and still_public == len(found.named):
            return HttpResponse(found.content, content_type=found.content_type)
        response = serve(page, request, args, kwargs)
        _keep(name, traces, response)
        return response

    return answer


def _may_be_kept(page: Page, request: HttpRequest) -> bool:
    """Whether everybody gets the same: a story, asked for by its bare address, without a session."""
    plain = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return bool(settings.PAGES_KEPT_SECONDS and isinstance(page, StoryPage) and plain and nobody)


def _keep(name: str, traces: tuple[Any, ...], response: HttpResponse) -> None:
    # Why a story is gone is no such response, and is asked anew each time.
    if not isinstance(response, TemplateResponse) or response.status_code != 200 or response.cookies:
        return
    response.render()
    beside = (response.context_data or {}).get("beside")
    named = frozenset(story.pk for story in beside.every) if beside else frozenset()
    content_type = response.headers["Content-Type"]
    cache.set(name, Kept(traces, named, response.content, content_type), settings.PAGES_KEPT_SECONDS)


def _look(page: Page, named: frozenset[int]) -> tuple[tuple[Any, ...], int]:
    """The newest traces with what of the story is public, and how many of the named stories still are; one query."""
    newest = [Subquery(model.objects.order_by("-pk").values("pk")[:1]) for model in TRACES]
    languages = visible_to(None).filter(translation_key=page.translation_key)
    counts = [_count(languages), _count(visible_to(None).filter(pk__in=named))]
    *traces, public = Page.objects.filter(pk=page.pk).values_list(*newest, *counts).get()
    return (page.live_revision_id, page.last_published_at, page.title, *traces), public or 0


def _count(stories: "QuerySet[StoryPage]") -> Subquery:
    return Subquery(stories.order_by().values(same=Value(1)).annotate(number=Count("pk")).values("number"))
