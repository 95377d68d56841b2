"""Strings as they come in, typed, from a file or from a machine: each is answered with what its numbers get wrong."""

import tempfile
from pathlib import Path
from typing import Any

import polib
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views import edit_translation

from translation import checking
from translation.memory import applying


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Save a string; its answer carries an error as localize shows it, a warning beside its comment."""
    translation = get_object_or_404(Translation, pk=translation_id)
    segment = get_object_or_404(
        StringSegment.objects.select_related("context", "string"), pk=string_segment_id
    )
    rows = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    before = rows.values_list("data", flat=True).first()
    response: Any = edit_translation.edit_string_translation(request, translation_id, string_segment_id)
    if request.method != "PUT" or response.status_code not in (200, 201):
        return response
    row = rows.get()
    found = checking.of_string(translation, segment, row.data)
    wrong = [each for each in found if each.blocking]
    if wrong and not row.has_error:
        checking.flag(translation, wrong)
        response.data = {**response.data, "error": checking.in_words(wrong)}
    said = [] if wrong or not found else [checking.in_words(found)]
    if followed := applying.follow(translation, segment, before, request.user):
        text = ngettext("The same in %(count)d other place.", "The same in %(count)d other places.", followed)
        said.append(text % {"count": followed})
    if said:
        response.data = {
            **response.data,
            "comment": " ".join([response.data.get("comment") or "", *said]).strip(),
        }
    return response


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
        messages.error(request, _("Nothing was imported: the file does not agree with the original."))
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
