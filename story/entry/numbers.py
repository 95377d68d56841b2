"""The click that makes a figure of a number in the text."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from story import actions
from story.models import StoryPage


@require_POST
def record(request: HttpRequest, page_id: int) -> JsonResponse:
    """Record a number of the latest draft; answers with the place of the new figure in the form, or why not."""
    page = get_object_or_404(StoryPage, pk=page_id)
    try:
        figure = actions.record_number(page, _posted(request, "number"), request.user, _revision(request))
    except actions.VerbError as error:
        status = 403 if isinstance(error, actions.NotAllowedError) else 409
        return JsonResponse({"message": str(error)}, status=status)
    return JsonResponse({"place": f"block-{figure}-section"})


def _posted(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:40]


def _revision(request: HttpRequest) -> Any:
    posted = _posted(request, "revision")
    return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 19 else -1
