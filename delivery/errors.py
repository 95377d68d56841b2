"""The answer when something broke: 500, or 503 with Retry-After when only a service behind us is away; 400 when the
request did."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.defaults import bad_request as plain_bad_request
from django.views.defaults import server_error as plain_server_error
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from delivery.health import RETRY_SECONDS

AWAY = (OperationalError, InterfaceError, RedisConnectionError, RedisTimeoutError)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an unexpected error; a caller may try again when the cause is a service that is away."""
    response: HttpResponse = plain_server_error(request)
    if isinstance(sys.exc_info()[1], AWAY):
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be understood; it may be refused before its language was looked at."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        response: HttpResponse = plain_bad_request(request, exception)
    return response
