"""The result page of the search."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from search.finding import clean_query, find
from story.figures import spoken_number

IN_WORDS = 10


def address(locale: str) -> str:
    """The path of the result page in a language."""
    with override(locale):
        return reverse("search:results")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Stories for the problem in `q`."""
    locale = get_object_or_404(Locale, language_code=get_language())
    query = clean_query(request.GET.get("q", ""))
    hits = find(request, query, locale)
    context = {"query": query, "hits": hits, "title": _title(query, len(hits)), "translated_address": True}
    return render(request, "pages/search_results.html", context)


def _title(query: str, count: int) -> str:
    if not query:
        return _("What problem is your province facing?")
    if not count:
        return _("No story for this problem yet")
    if count == 1:
        return _("One story for this problem")
    number = (
        spoken_number(Decimal(count), get_language() or "vi").capitalize()
        if count <= IN_WORDS
        else str(count)
    )
    return _("%(number)s stories for this problem") % {"number": number}
