"""Strings as they come in, typed, from a file or from a machine: each is answered with what its numbers get wrong."""

import tempfile
from pathlib import Path
from typing import Any

import polib
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views import edit_translation

from translation import checking, completeness


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Save a string; its answer carries an error as localize shows it, a warning beside its comment."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    segment = get_object_or_404(
        StringSegment.objects.select_related("context", "string"), pk=string_segment_id
    )
    rows = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    was_kept = rows.filter(tool_name=completeness.KEPT).exists()
    response: Any = edit_translation.edit_string_translation(request, translation_id, string_segment_id)
    if request.method != "PUT" or response.status_code not in (200, 201):
        return response
    row = rows.get()
    if was_kept and row.data == segment.string.data:
        keep(row)
    response.data = {**response.data, **_said(translation, segment, row)}
    return response


def keep(row: StringTranslation) -> None:
    """Say that the original's words stay in the translation: somebody decided so."""
    row.tool_name, row.has_error, row.field_error = completeness.KEPT, False, ""
    row.save()


def _said(translation: Translation, segment: StringSegment, row: StringTranslation) -> dict[str, str]:
    """What the editor shows of a string just written: its error, else its comment with the warnings."""
    found = checking.of_string(translation, segment, row.data)
    wrong = [each for each in found if each.blocking]
    model: Any = translation.source.specific_content_type.model_class()
    fault = completeness.fault_of(segment, row, model)
    if (wrong or fault) and not row.has_error:
        error = fault or checking.in_words(wrong)
        StringTranslation.objects.filter(pk=row.pk).update(has_error=True, field_error=error)
        return {"error": error}
    said = comment_of(row)
    return {"comment": f"{said} {checking.in_words(found)}".strip() if found and not row.has_error else said}


def comment_of(row: StringTranslation) -> str:
    """Who wrote a string and when, as localize says it; or that it was decided to keep it."""
    return _("Stays as in the original") if row.tool_name == completeness.KEPT else row.get_comment() or ""


def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a PO file, or refuse it as a whole when one of its numbers is wrong; nothing is written then."""
    translation = get_object_or_404(Translation, pk=translation_id)
    back = redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    uploaded = request.FILES.get("file")
    file = _read(uploaded.read()) if uploaded else None
    # localize fails on a file without its header, before it can refuse it.
    if uploaded is None or file is None or "X-WagtailLocalize-TranslationID" not in file.metadata:
        messages.error(request, _("This is no PO file of this translation."))
        return back
    found = checking.of_entries(translation, file)
    wrong = [each for each in found if each.blocking]
    if wrong:
        messages.error(
            request, _("Nothing was imported: numbers of the file do not agree with the original.")
        )
        for message in checking.told(wrong):
            messages.error(request, message)
        return back
    uploaded.seek(0)
    response = edit_translation.upload_pofile(request, translation_id)
    for message in checking.told(found):
        messages.warning(request, message)
    return response


def _read(content: bytes) -> polib.POFile | None:
    """The file with its entries; None where it is none."""
    # polib takes a text for the name of a file where one of that name exists: it is given a file of ours.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uploaded.po"
        path.write_bytes(content)
        try:
            return polib.pofile(str(path))
        except (OSError, UnicodeDecodeError, ValueError):
            return None


def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a machine translate; strings in which it got a number wrong are marked."""
    response = edit_translation.machine_translate(request, translation_id)
    translation = get_object_or_404(Translation, pk=translation_id)
    found = checking.of_translation(translation)
    checking.flag(translation, found)
    for message in checking.told([each for each in found if each.blocking]):
        messages.error(request, message)
    return response
