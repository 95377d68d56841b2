"""Calls in public: what is asked for, and what is over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from home.calls.models import Call
from home.calls.selectors import listed
from story.listing import prepared
from story.selectors import in_listing, visible_to


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Every public call, open first."""
    return render(request, "pages/calls.html", {"calls": listed(), "translated_address": True})


@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call, with the stories that answered it and are public."""
    found = get_object_or_404(Call.objects.public(), pk=pk)
    keys = found.answers.values("page__translation_key")
    told = in_listing(
        visible_to(None).filter(translation_key__in=keys, locale__language_code=request.LANGUAGE_CODE)
    )
    context = {"call": found, "stories": prepared(told[:50]), "translated_address": True}
    return render(request, "pages/call.html", context)
