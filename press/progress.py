"""The answer for what is not ready yet: how far it is, and when to ask again."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from press.models import Job
from story.models import StoryPage

AGAIN = 2  # seconds


def is_person(request: HttpRequest) -> bool:
    """Whether a page is read, not a file: browsers ask for HTML by name, programs for anything."""
    return "text/html" in request.headers.get("Accept", "")


def wants_to_wait(request: HttpRequest) -> bool:
    """Whether a promise is an answer for one artefact: a person opens its address, or a program says that it can wait.

    A picture in a page and a link that saves a file would take the promise for the file.
    """
    said = f"{request.headers.get('Accept', '')} {request.headers.get('Prefer', '')}"
    if "application/json" in said or "respond-async" in said:
        return True
    return is_person(request) and "download" not in request.GET


def progress_answer(request: HttpRequest, job: Job, pages: list[StoryPage]) -> HttpResponse:
    """202 with how much is done: a page that asks again by itself, or JSON."""
    said: dict[str, Any] = {"name": job.name, "done": job.done, "total": job.total}
    if is_person(request):
        context = {
            **said,
            "item": job.name,
            "pages": pages,
            "locale": get_language(),
            "again": AGAIN,
            "percent": 100 * job.done // job.total if job.total else 0,
        }
        response = render(request, "pages/press_progress.html", context, status=HTTPStatus.ACCEPTED)
    else:
        response = JsonResponse({"status": "under-way", **said}, status=HTTPStatus.ACCEPTED)
    response.headers["Retry-After"] = str(AGAIN)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
