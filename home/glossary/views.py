"""The glossary in public: every term, and one term with the stories that use it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.glossary import selectors
from story.listing import prepared
from story.richtext import plain

MOST_STORIES = 30


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term from A to Z, or those that a query asks for."""
    locale = get_language() or settings.LANGUAGE_CODE
    query = " ".join(plain(request.GET.get("q", "")[: selectors.LONGEST_QUERY]).split())
    terms = selectors.matching(query, locale)
    context = {
        "query": query,
        "count": len(terms),
        "letters": selectors.by_letter(terms, locale),
        "translated_address": True,
    }
    return render(request, "pages/glossary.html", context)


@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """What a term means, and who did something with it."""
    locale = get_language() or settings.LANGUAGE_CODE
    found = get_object_or_404(selectors.public_terms().prefetch_related("guides"), slug=slug)
    if not found.name_in(locale):
        raise Http404("No name in this language.")
    stories = selectors.stories_with(found, locale)
    context = {
        "word": found.name_in(locale),
        "definition": found.definition_in(locale),
        "domain": found.get_domain_display(),
        "others": selectors.others(found, locale),
        "also": selectors.also_written(found, locale),
        "guides": [guide for guide in found.guides.all() if guide.locale == locale],
        "count": stories.count(),
        "stories": prepared(stories[:MOST_STORIES]),
        "addresses_by_language": selectors.addresses_of(found),
    }
    return render(request, "pages/term.html", context)
