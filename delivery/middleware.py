"""What holds for every request and every response, whichever room answers."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_cache_control

from delivery import bounds
from delivery.addresses import language_never_negotiated

Answer = Callable[[HttpRequest], HttpResponseBase]
MAX_QUERY_BYTES = 8192
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def security_headers(get_response: Answer) -> Answer:
    """Set the headers that Django's own middleware does not know, on every response, errors and files too."""
    by_prefix: dict[str, Any] = settings.CSP_BY_PREFIX
    policies = {prefix: build_policy(config=config) for prefix, config in by_prefix.items()}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        for prefix, policy in policies.items():
            if request.path_info.startswith(prefix):
                response.headers.setdefault("Content-Security-Policy", policy)
        if getattr(request, "is_preview", False):
            # The editor shows the public page in a frame of its own.
            strict = response.headers.get("Content-Security-Policy", "")
            response.headers["Content-Security-Policy"] = strict.replace(
                "frame-ancestors 'none'", "frame-ancestors 'self'"
            )
        # What depends on a session is for one person: no shared cache may keep it.
        if "cookie" in response.headers.get("Vary", "").lower() and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True)
        return response

    return middleware


def input_bounds(get_response: Answer) -> Answer:
    """Refuse what no view should have to think about: NUL, a query that is not UTF-8 or longer than 8 KB.

    Raises BadRequest. A path that is not UTF-8 is no page's address: Django answers 404 by itself.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
        if len(query) > MAX_QUERY_BYTES:
            raise BadRequest("The query is longer than 8 KB.")
        plain = unquote_to_bytes(query)
        if "\0" in request.path_info or b"\0" in plain:
            raise BadRequest("The address has a NUL in it.")
        try:
            plain.decode()
        except UnicodeDecodeError as error:
            raise BadRequest("The query is not UTF-8.") from error
        return get_response(request)

    return middleware


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's, without a `Vary: Accept-Language` where the path alone decides: it would split every cache."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Take the header away that Django adds to every unprefixed address."""
        response = super().process_response(request, response)
        if language_never_negotiated(getattr(request, "urlconf", settings.ROOT_URLCONF)):
            kept = [name.strip() for name in response.headers.get("Vary", "").split(",")]
            kept = [name for name in kept if name and name.lower() != "accept-language"]
            if kept:
                response.headers["Vary"] = ", ".join(kept)
            else:
                response.headers.pop("Vary", None)
        return response


class SoundValues:
    """What no view should have to think about in the values of a request; see `delivery.bounds`.

    Raises Http404 for an id that nothing can have, BadRequest for a value that could not be converted.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> None:
        """Look at the ids of the address, and clean what was sent."""
        bounds.refuse_impossible_ids(kwargs)
        request.GET = bounds.plain(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = bounds.plain(request.POST)  # type: ignore[assignment]

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Tell a value that could not be converted from a failure of ours."""
        if bounds.is_to_blame(request, exception):
            raise BadRequest("A value could not be converted.") from exception


class AtomicWrites:
    """One writing request is one transaction: a page that was published has its figures and its audit row, or was not.

    `ATOMIC_REQUESTS` would do the same for reading requests, where SQLite's immediate transactions would make
    every reader wait for every other.
    """

    READING = ("GET", "HEAD", "OPTIONS", "TRACE")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Run the view of a writing request in a transaction that any exception undoes."""
        if request.method in self.READING or getattr(view, "_non_atomic_requests", None):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Exception as error:
            # Django asks no `process_exception` about what happens here.
            if bounds.is_to_blame(request, error):
                raise BadRequest("A value could not be converted.") from error
            raise
