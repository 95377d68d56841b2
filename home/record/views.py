"""The register of corrections and withdrawals in the language of the page, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from story.corrections import ToldCorrection, told
from story.listing import with_figures
from story.models import Correction, StoryPage
from story.selectors import visible_to, withdrawn

PER_PAGE = 30


@dataclass(frozen=True)
class Entry:
    """One line of the register: a correction of a public story, or the withdrawal of one that was."""

    at: datetime
    headline: str
    address: str
    corrections: list[ToldCorrection]
    reason: str = ""
    reason_language: str = ""


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """A page of the register."""
    locale = get_language() or settings.LANGUAGE_CODE
    stories = visible_to(None).filter(locale__language_code=locale)
    rows = Correction.objects.filter(translation_key__in=stories.values("translation_key"))
    gone = {row.pk: row for row in withdrawn().filter(locale__language_code=locale)}
    moments = [(at, 0, pk) for at, pk in rows.values_list("at", "pk")]
    moments = sorted([*moments, *((row.at, 1, row.pk) for row in gone.values())], reverse=True)
    page = Paginator(moments, PER_PAGE).get_page(request.GET.get("page"))
    wanted = Correction.objects.in_bulk([pk for _at, kind, pk in page.object_list if not kind])
    keys = {row.translation_key for row in wanted.values()}
    own = with_figures(stories.filter(translation_key__in=keys).select_related("locale"))
    pages = {each.translation_key: each for each in own}
    entries = [
        _withdrawal(gone[pk], locale)
        if kind
        else _correction(wanted[pk], pages[wanted[pk].translation_key], locale)
        for _at, kind, pk in page.object_list
    ]
    context = {"entries": entries, "pages": page, "count": len(moments), "translated_address": True}
    return render(request, "pages/corrections_register.html", context)


def _correction(row: Correction, page: StoryPage, locale: str) -> Entry:
    return Entry(row.at, page.title, page.history_url, [told(row, locale, page.figures)])


def _withdrawal(row: Any, locale: str) -> Entry:
    language = locale if row.reason.get(locale) else settings.LANGUAGE_CODE
    return Entry(row.at, row.headline, row.address, [], row.reason.get(language, ""), language)
