"""The result page of the search, and suggestions while somebody types."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.engines import MOST_HITS
from search.facets import Chosen, counted
from search.finding import clean_query, find
from search.results import hits, page_of
from search.suggesting import suggestions
from story import registry
from story.figures import spoken_number

IN_WORDS = 10
MOST_NEAR = 3


def address(locale: str) -> str:
    """The path of the result page in a language."""
    with override(locale):
        return reverse("search:results")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Stories for the problem in `q`, and beside them the filters of the list."""
    locale, query = get_language() or "", clean_query(request.GET.get("q", ""))
    chosen = Chosen(request.GET)
    found = find(query, locale, request.user, chosen)
    context: dict[str, Any] = {
        "query": query,
        "title": _title(query, len(found.rows)),
        "translated_address": True,
        "hits": page_of(found.rows, request.GET.get("page"), found.question.marks, request.user),
        "facets": counted(found.counted, chosen),
        "without_any": chosen.without_any,
        "meant": found.meant,
        "ways_on": [{"label": link.label, "address": link.address(locale)} for link in registry.ways_on],
    }
    context["chosen"] = [choice for facet in context["facets"] for choice in facet.chosen]
    if query and not found.rows:
        context["near"] = hits(found.near[:MOST_NEAR], found.question.marks, request.user)
    return render(request, "pages/search_results.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Up to six stories for what is being typed in `q`: text, place, url."""
    query = clean_query(request.GET.get("q", ""))
    return JsonResponse({"suggestions": suggestions(query, get_language() or "", request.user)})


def _title(query: str, count: int) -> str:
    if not query:
        return _("What problem is your province facing?")
    if not count:
        return _("No story for this problem yet")
    if count == 1:
        return _("One story for this problem")
    if count >= MOST_HITS:
        return _("More than %(number)s stories for this problem") % {
            "number": f"{MOST_HITS:,}".replace(",", ".")
        }
    number = (
        capfirst(spoken_number(Decimal(count), get_language() or "vi")) if count <= IN_WORDS else str(count)
    )
    return _("%(number)s stories for this problem") % {"number": number}
