"""Stories that were public and no longer are: what is kept of them, and the answer at their addresses."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from story.models.record import Publication, Tombstone

if TYPE_CHECKING:
    from story.models import StoryPage


def tombstone_of(page_id: int | None) -> Tombstone | None:
    """The withdrawal that stands on a page; None for a public story and for one that never was."""
    return Tombstone.objects.standing().filter(page=page_id).select_related("locale").first()


def withdrawn_source(page: "StoryPage") -> bool:
    """Whether the story is withdrawn in its first language."""
    found = Tombstone.objects.standing().filter(translation_key=page.translation_key)
    return found.filter(locale__language_code=settings.LANGUAGE_CODE).exists()


def bury(page: "StoryPage", by: Any = None, reason: dict[str, str] | None = None) -> None:
    """Write what stays of a story that leaves the public; a withdrawal that stands already is kept as it is."""
    last = Publication.objects.filter(page=page.pk).order_by("-pk").first()
    if last is None or tombstone_of(page.pk):
        return
    Tombstone.objects.create(
        translation_key=page.translation_key,
        page=page,
        locale=page.locale,
        revision_id=last.revision_id,
        headline=last.headline,
        address=page.get_url() or last.address,
        reason=reason or {},
        by=by,
        at=timezone.now(),
    )


def gone(request: HttpRequest, tombstone: Tombstone) -> HttpResponse:
    """410 with the headline, the day and the reason, in the language of the story."""
    code = tombstone.locale.language_code
    language = code if tombstone.reason.get(code) else settings.LANGUAGE_CODE
    others = Tombstone.objects.standing().filter(translation_key=tombstone.translation_key)
    context = {
        "tombstone": tombstone,
        "reason": tombstone.reason.get(language, ""),
        "reason_language": language,
        "addresses_by_language": {
            item.locale.language_code: item.page.get_url() for item in others.select_related("locale", "page")
        },
    }
    with translation.override(code):
        response = render(request, "pages/withdrawn.html", context, status=410)
    # The story may come back.
    patch_cache_control(response, no_cache=True)
    return response
