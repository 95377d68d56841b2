"""The public page of a person who tells stories."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from story.models import Contributor
from story.people import is_public, stories_of


@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Who the person is, and their stories in this language."""
    person = get_object_or_404(Contributor.objects.select_related("unit", "portrait"), slug=slug)
    if not is_public(person):
        raise Http404
    locale = get_language() or settings.LANGUAGE_CODE
    address = person.address_in(locale)
    if request.path != address:
        return redirect(address, permanent=True)
    context = {
        "person": person,
        "role": person.role_in(locale),
        "organisation": person.organisation_in(locale),
        "introduction": person.introduction_in(locale),
        "stories": stories_of(person).filter(locale__language_code=locale),
        "addresses_by_language": {code: person.address_in(code) for code, _name in settings.LANGUAGES},
    }
    return render(request, "pages/contributor.html", context)
