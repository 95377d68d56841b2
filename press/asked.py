"""Pages of the press that belong to no story speak the language that is asked for: `?locale=en`."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation

from press.views import keep_private

View = Callable[..., HttpResponseBase]


def locale_asked(request: HttpRequest) -> str:
    """The language of `?locale=`, else the first one."""
    asked = request.GET.get("locale", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def query_of(locale: str) -> str:
    """What an address of the press ends in to be read in a language."""
    return "" if locale == settings.LANGUAGE_CODE else f"?locale={locale}"


def full_address(name: str, locale: str, *args: Any) -> str:
    """The address of a page of the press, as it stands in a mail."""
    return f"{settings.PUBLIC_BASE_URL}{reverse(f'press:{name}', args=args)}{query_of(locale)}"


def in_asked_language(view: View) -> View:
    """Answer one person in the language that they ask for, and lead them on in it; no cache keeps the answer."""

    @functools.wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        locale = locale_asked(request)
        with translation.override(locale):
            response = view(request, *args, **kwargs)
            if isinstance(response, TemplateResponse) and not response.is_rendered:
                addresses = {code: f"{request.path}?locale={code}" for code, _name in settings.LANGUAGES}
                more = {"addresses_by_language": addresses, "asked": query_of(locale)}
                response.context_data = {**(response.context_data or {}), **more}
                response.render()
        if isinstance(response, HttpResponseRedirectBase) and _is_plain(response.url):
            response.headers["Location"] += query_of(locale)
        keep_private(response)
        # Some of these addresses are keys: no other site is told them.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return spoken


def _is_plain(address: str) -> bool:
    return address.startswith("/press/") and not {"?", "#"} & set(address)
