"""The press page of one story: what can be taken from it, for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from press.addresses import fact_address
from press.build import build_summary
from press.formats.registry import offered
from press.layout.footing import notice_words
from press.views import file_name, keep_private, story_for, while_public
from story.models import StoryPage
from story.selectors import visible_to

RATIOS = {"16x9": (1920, 1080), "1x1": (1080, 1080), "9x16": (1080, 1920), "a4": (2480, 3508)}
GRAPHIC_TYPES = ("png", "svg", "pdf")


@require_safe
@while_public
def story_desk(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the press can take from one story, in the language of its page."""
    page = story_for(request, page_id)
    with translation.override(page.locale.language_code):
        context = story_context(page)
        response = render(request, "pages/press_story.html", context)
    if context["summary"].status != "published":
        keep_private(response)
    return response


def story_context(page: StoryPage) -> dict[str, Any]:
    """Graphics with their files, data files, figures in three forms, rights."""
    summary = build_summary(page)
    graphics = [
        {
            "ratio": ratio,
            "label": "A4" if ratio == "a4" else ratio.replace("x", ":"),
            "width": width,
            "height": height,
            "preview": f"infographic-{ratio}.svg",
            "files": [(f"infographic-{ratio}.{kind}", kind.upper()) for kind in GRAPHIC_TYPES],
        }
        for ratio, (width, height) in RATIOS.items()
    ]
    languages = visible_to(None).filter(translation_key=page.translation_key).select_related("locale")
    return {
        "page": page,
        "addresses_by_language": {
            p.locale.language_code: reverse("press:story", args=[p.pk]) for p in languages
        },
        "summary": summary,
        "notice": notice_words(summary),
        "graphics": graphics,
        "data_formats": [form for form in offered(summary) if form.group == "data"],
        "text_formats": [form for form in offered(summary) if form.group == "text"],
        "figures": sorted(
            page.figures.values(), key=lambda record: (record.id != summary.lead, not record.highlight)
        ),
        "unverified": [record for record in page.figures.values() if not record.verified],
        "fact_address": fact_address(summary.id, summary.locale, summary.revision),
        "file_prefix": file_name(page, summary, ""),
    }
