"""What changed in the original of a translation, and the labels of its figures, as screens of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail_localize.models import StringTranslation

from story import actions
from story.models import StoryPage
from story.models.record import Correction
from translation import freshness, labels
from translation.freshness import Sentence
from translation.report import may_see


def _page(request: HttpRequest, page_id: int) -> StoryPage:
    pages = StoryPage.objects.select_related("locale", "live_revision")
    page: StoryPage = get_object_or_404(pages, pk=page_id)
    if not (may_see(request.user) or page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    return page


def _heading(text: str, icon: str) -> dict[str, str]:
    return {"header_title": text, "page_title": text, "header_icon": icon}


@require_safe
def changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """Sentence by sentence what the translators have to look at, and the figures that followed by themselves."""
    page = _page(request, page_id)
    translation = labels.translation_of(page.translation_key, page.locale)
    if translation is None:
        return redirect("wagtailadmin_pages:edit", page.pk)
    fresh = freshness.freshness(translation, page)
    kept = _kept(fresh.sentences, page)
    context = {
        "page": page,
        "fresh": fresh,
        "filled": fresh.total - fresh.missing,
        "sentences": [(each, kept.get((each.path, each.before), "")) for each in fresh.sentences],
        "figures": [_figure(row, page) for row in fresh.figures],
        "in_doubt": _in_doubt(translation),
        **_heading(_("What changed in the original"), "history"),
    }
    return TemplateResponse(request, "admin/translation/changes.html", context)


def _kept(sentences: list[Sentence], page: StoryPage) -> dict[tuple[str, str], str]:
    """How the sentences that changed were translated, by place and words; one query."""
    rows = StringTranslation.objects.filter(
        locale=page.locale,
        context__object_id=page.translation_key,
        context__path__in={each.path for each in sentences},
        translation_of__data__in={each.before for each in sentences if each.before},
    ).select_related("context", "translation_of")
    return {(row.context.path, row.translation_of.data): freshness.plain(row.data) for row in rows}


def _figure(row: Correction, page: StoryPage) -> dict[str, str]:
    before, after = freshness.corrected_words(row, page.locale.language_code)
    own = page.figures.get(row.figure)
    return {"label": own.label if own else row.label, "before": before, "after": after}


def _in_doubt(translation: Any) -> list[StringTranslation]:
    segments = translation.source.stringsegment_set.all()
    rows = segments.get_translations(translation.target_locale).filter(has_error=True)
    return list(rows.select_related("translation_of", "context"))


@require_http_methods(["GET", "HEAD", "POST"])
def label_list(request: HttpRequest, page_id: int) -> HttpResponse:
    """The labels of a story's figures side by side; a person who checks translations approves them as they are."""
    page = _page(request, page_id)
    source = labels.source_of(page.translation_key)
    if source is None:
        messages.error(request, _("The story is not public in its first language yet."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        try:
            labels.approve_labels(source, request.user, page.locale)
            messages.success(request, _("The labels are approved: the table of figures can be taken."))
        except actions.VerbError as error:
            messages.error(request, str(error))
        return redirect("translation_labels", page.pk)
    found = labels.labels_of(source, page.locale)
    context = {
        "page": page,
        "labels": found,
        "missing": sum(each.missing for each in found),
        "approval": labels.approval(found, source, page.locale),
        "may_approve": labels.may_approve(request.user, found),
        **_heading(_("Labels of the figures"), "list-ul"),
    }
    return TemplateResponse(request, "admin/translation/labels.html", context)
