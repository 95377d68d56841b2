"""The answers when something went wrong, each in the language of the address, which alone decides it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from delivery.health import RETRY_SECONDS
from delivery.nearest import nearest, words_of

AWAY = (OperationalError, InterfaceError, RedisConnectionError, RedisTimeoutError)
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@contextmanager
def language_of(request: HttpRequest) -> Iterator[str]:
    """Speak the language of the address: a request may be refused before anybody looked at it."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        yield language


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that asks nothing of the database, of the session or of the request."""
    with language_of(request):
        return HttpResponse(render_to_string(template), status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke, or a service behind us is away: then a caller may try again soon."""
    if isinstance(sys.exc_info()[1], AWAY):
        response = _bare(request, "503.html", 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _bare(request, "500.html", 500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be understood, or is larger than can be taken."""
    if isinstance(exception, TOO_MUCH):
        return _bare(request, "413.html", 413)
    return _bare(request, "400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its mark: it was open for too long, or the browser keeps no cookies."""
    return _bare(request, "403_csrf.html", 403)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is for others."""
    return _framed(request, "403.html", 403, {})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page here: its words are in the search box, and the public stories whose addresses have them beside it."""
    with language_of(request) as language:
        words = {"words": " ".join(words_of(request.path)), "nearest": nearest(request.path, language)}
    return _framed(request, "404.html", 404, words)


def _framed(request: HttpRequest, template: str, status: int, context: dict[str, Any]) -> HttpResponse:
    """A page within the frame of the site."""
    with language_of(request):
        return render(request, template, context, status=status)
