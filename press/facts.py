"""“Is this still right?”: what the QR code of every graphic opens, answered from the records of this moment."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from press.addresses import parse_key
from press.build import build_summary, current_revision
from press.changes import Change, changes
from press.models import TakenSummary
from press.summary import StorySummary
from story.corrections import corrections_of
from story.models import Figure, StoryPage
from story.records import FigureRecord, record_of_row
from story.selectors import visible_to, withdrawn
from story.withdrawals import gone


@dataclass(frozen=True)
class Comparison:
    """A figure as that version showed it and as it is now; `now` is None when it was taken out."""

    label: str
    then: FigureRecord
    now: FigureRecord | None
    changed: bool


@never_cache
@require_safe
def still_right(request: HttpRequest, key: str, locale: str, revision: int) -> HttpResponse:
    """Compare the version that someone holds with the story of this moment."""
    if locale not in dict(settings.LANGUAGES):
        raise Http404(locale)
    try:
        translation_key = parse_key(key)
    except ValueError as error:
        raise Http404(key) from error
    stands = withdrawn().filter(translation_key=translation_key, locale__language_code=locale).first()
    if stands:
        return gone(request, stands)
    page = visible_to(None).filter(translation_key=translation_key, locale__language_code=locale).first()
    if page is None:
        raise Http404(key)
    with translation.override(locale):
        context = _answer(page, translation_key, revision)
        return render(request, "pages/still_right.html", context)


def _answer(page: StoryPage, translation_key: UUID, revision: int) -> dict[str, object]:
    comparisons = _compare(page, translation_key, revision)
    return {
        "page": page,
        "revision": revision,
        "current": current_revision(page),
        "comparisons": comparisons,
        "changed": [comparison for comparison in comparisons if comparison.changed],
        "corrections": [told for told in corrections_of(page) if told.revision > revision],
        "others": _others(page, revision),
    }


def _others(page: StoryPage, revision: int) -> list[Change]:
    """What else is not as in that version: quotes, pictures, rights. Known of versions that somebody took."""
    held = TakenSummary.objects.filter(page=page, revision=revision).order_by("-pk").first()
    if held is None:
        return []
    found = changes(StorySummary.model_validate(held.data), build_summary(page))
    # Figures stand in the table, charts show the same figures.
    return [change for change in found if change.kind not in ("figure", "chart")]


def _compare(page: StoryPage, translation_key: UUID, revision: int) -> list[Comparison]:
    rows = Figure.objects.filter(translation_key=translation_key, revision_id__lte=revision)
    newest = rows.order_by("-revision_id").values("revision_id")[:1]
    locale = page.locale.language_code
    comparisons = []
    for row in rows.filter(revision_id__in=newest).select_related("unit").order_by("position"):
        now = page.figures.get(str(row.block_id))
        then = record_of_row(row, locale)
        comparisons.append(
            Comparison(
                now.label if now else row.label, then, now, now is None or now.fingerprint != row.fingerprint
            )
        )
    return comparisons
