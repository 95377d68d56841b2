"""The press page of one story: what can be taken from it, for people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from press.addresses import fact_address
from press.airsafe import air_safe
from press.build import build_summary
from press.formats.registry import offered
from press.kits.contents import forbids
from press.kits.store import kit_address, kit_bytes
from press.layout.footing import moment_words, notice_words, source_words, taker_words
from press.offers import downloads, graphics
from press.slotfit import fit
from press.slotfit.around import may_be_broadcast
from press.slotfit.text import measured, short_of
from press.summary import Medium, StorySummary
from press.views import embargoed_stories, keep_private, story_for, while_public
from press.wire.items import corrections_feed
from story.models import StoryPage
from story.selectors import visible_to

SLOTS, SHOWN_SLOT = (15, 30, 60, 90), 30


@require_safe
@while_public
def story_desk(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the press can take from one story, in the language of its page."""
    page = story_for(request, page_id)
    with translation.override(page.locale.language_code):
        summary = build_summary(page, request.user)
        context = story_context(page, summary, in_other_languages(request, page, summary))
        response = render(request, "pages/press_story.html", context)
    if summary.status != "published":
        keep_private(response)
    return response


def in_other_languages(request: HttpRequest, page: StoryPage, summary: StorySummary) -> dict[str, StoryPage]:
    """The same story where this visitor may read it in another language, by its code."""
    same = visible_to(None).filter(translation_key=page.translation_key).exclude(pk=page.pk)
    found = list(same.select_related("locale"))
    if summary.status == "embargoed":
        waiting = embargoed_stories(request, translation_key=page.translation_key)
        found += [version for version in waiting if version.pk != page.pk]
    return {other.locale.language_code: other for other in found}


def story_context(page: StoryPage, summary: StorySummary, others: dict[str, StoryPage]) -> dict[str, Any]:
    """Figures in their forms, graphics, files, a script, rights."""
    pages = {page.locale.language_code: page, **others}
    return {
        "page": page,
        "summary": summary,
        "addresses_by_language": {
            code: reverse("press:story", args=[each.pk]) for code, each in pages.items()
        },
        "notice": notice_words(summary),
        "taker": taker_words(summary),
        **state(summary),
        "kit": kit(page, summary),
        "figures": air_safe(page, summary, others),
        "graphics": graphics(summary),
        "downloads": downloads(summary),
        **script(summary),
        "media": [medium_row(medium) for medium in summary.media],
        "fact_address": fact_address(summary.id, summary.locale, summary.revision),
        "corrections_feed": corrections_feed(summary.locale),
    }


def state(summary: StorySummary) -> dict[str, Any]:
    """When it went out, whether its figures are verified, where they are from."""
    published = parse_datetime(summary.published_at or "")
    return {
        "published": moment_words(published, summary.locale) if published else "",
        "unverified": [figure for figure in summary.figures if not figure.verified],
        "source": source_words(summary.figure(summary.lead), summary.figures, summary),
    }


def kit(page: StoryPage, summary: StorySummary) -> dict[str, Any]:
    """The kit: where it is, how much is in it, how large it is once it is made."""
    forbidden = sum(forbids(medium) for medium in summary.media)
    return {
        "address": kit_address([page.pk]),
        "files": len(offered(summary)),
        "originals": len(summary.media) - forbidden,
        "left_out": forbidden,
        "bytes": kit_bytes(page, summary),
    }


def script(summary: StorySummary) -> dict[str, Any]:
    """The lengths to choose from, and the script of one of them."""
    shown = fit(summary, "television", SHOWN_SLOT)
    return {
        "slots": SLOTS,
        "shown_slot": SHOWN_SLOT,
        "script": shown,
        "script_text": "\n".join(line.text for line in shown.lines),
        "measured": measured(shown),
        "short": "" if shown.filled else short_of(shown),
        "filled_percent": min(100, 100 * shown.steps // shown.slot.target),
    }


def medium_row(medium: Medium) -> dict[str, Any]:
    """A file of the library with what its rights allow; the original can be taken where nothing forbids it."""
    broadcast = may_be_broadcast(medium)
    return {
        "file": medium,
        "name": medium.caption or medium.alt or medium.title,
        "broadcast": broadcast,
        "address": medium.url if broadcast and not forbids(medium) else "",
    }
