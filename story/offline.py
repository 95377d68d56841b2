"""Stories that a reader keeps on their own device: the page that lists them, and the worker that answers without a network."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


def shelf_in(locale: str) -> str:
    """The path of the list of kept stories in a language."""
    with override(locale):
        return reverse("story:saved" if locale == settings.LANGUAGE_CODE else "story:saved-en")


def worker_address() -> str:
    """The path of the worker: at the root, so that every language is within its reach."""
    with override(settings.LANGUAGE_CODE):
        return reverse("story:worker")


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: what is on a device only that device knows."""
    address = shelf_in(get_language() or settings.LANGUAGE_CODE)
    if request.path != address:
        return redirect(address, permanent=True)
    shelves = {code: shelf_in(code) for code, _name in settings.LANGUAGES}
    return render(request, "pages/saved.html", {"shelf": address, "addresses_by_language": shelves})


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the lists it may show in place of a page that is not there."""
    shelves = {code: shelf_in(code) for code, _name in settings.LANGUAGES}
    context = {"shelves": json.dumps(shelves), "first": json.dumps(settings.LANGUAGE_CODE)}
    return render(request, "worker.js", context, content_type="text/javascript; charset=utf-8")
