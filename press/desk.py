"""The press desk: the stories from which something can be taken, for people."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from press.views import embargoed_stories, keep_private
from story.selectors import in_listing, visible_to


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every public story with its press page, newest first, in the language asked for."""
    locale = request.GET.get("locale")
    locale = locale if locale in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(locale):
        stories = in_listing(visible_to(request.user).filter(locale__language_code=locale))
        addresses = {code: f"{request.path}?locale={code}" for code, _name in settings.LANGUAGES}
        waiting = [page for page in embargoed_stories(request) if page.locale.language_code == locale]
        context = {
            "stories": stories,
            "embargoed": sorted(waiting, key=lambda page: (page.go_live_at, page.pk)),
            "locale": locale,
            "addresses_by_language": addresses,
        }
        response = render(request, "pages/press_desk.html", context)
        if waiting:
            keep_private(response)
        return response
