"""Strings as they come in, typed, from a file or from a machine: each is answered with what its numbers get wrong."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail_localize.models import DATE_FORMAT, StringSegment, StringTranslation, Translation
from wagtail_localize.views import edit_translation

from translation import checking, completeness, machine
from translation.memory import applying
from translation.memory.keys import as_text
from translation.screens import below


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Save a string; its answer carries an error as localize shows it, a warning beside its comment."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    segment = get_object_or_404(
        StringSegment.objects.select_related("context", "string"), pk=string_segment_id
    )
    rows = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    before, tool = rows.values_list("data", "tool_name").first() or (None, "")
    response: Any = edit_translation.edit_string_translation(request, translation_id, string_segment_id)
    if request.method != "PUT" or response.status_code not in (200, 201):
        return response
    row = rows.get()
    if tool == completeness.KEPT and row.data == segment.string.data:
        keep(row)
    answer = _said(translation, segment, row)
    if followed := applying.follow(translation, segment, before, request.user):
        text = ngettext("The same in %(count)d other place.", "The same in %(count)d other places.", followed)
        answer["comment"] = f"{answer.get('comment', '')} {text % {'count': followed}}".strip()
    response.data = {**response.data, **answer}
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


def look_again(translation: Translation, segment: StringSegment, row: StringTranslation) -> None:
    """A string that was marked for its numbers is free when nothing is left to mend in it."""
    wrong = [each for each in checking.of_string(translation, segment, row.data) if each.blocking]
    model: Any = translation.source.specific_content_type.model_class()
    fault = completeness.fault_of(segment, row, model)
    StringTranslation.objects.filter(pk=row.pk).update(
        has_error=bool(wrong or fault), field_error=fault or checking.in_words(wrong)
    )


def comment_of(row: StringTranslation) -> str:
    """Who wrote a string and when, as localize says it; or that it was decided to keep it."""
    if row.tool_name == completeness.KEPT:
        return _("Stays as in the original")
    # localize writes its dates in English, whatever the language.
    day = date_format(localtime(row.updated_at), "SHORT_DATE_FORMAT")
    return (row.get_comment() or "").replace(row.updated_at.strftime(DATE_FORMAT), day)


@transaction.non_atomic_requests  # nobody waits for the database while the machine thinks
@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a machine fill what is empty; strings in which it got a number or a forbidden term are marked."""
    translation = get_object_or_404(Translation, pk=translation_id)
    back = redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)
    try:
        outcome = machine.translate(translation, request.user)
    except machine.MachineError as error:
        messages.error(request, str(error))
        return back
    found = checking.of_translation(translation)
    checking.flag(translation, found)
    if outcome.filled:
        messages.success(request, machine.in_words(machine.unconfirmed(translation).count()))
    else:
        messages.info(request, _("There is nothing left that the machine could translate."))
    if outcome.spoilt:
        text = ngettext(
            "%(count)d string was left empty: the machine lost a figure or a term.",
            "%(count)d strings were left empty: the machine lost a figure or a term.",
            outcome.spoilt,
        )
        messages.warning(request, text % {"count": outcome.spoilt})
    for message in checking.told([each for each in found if each.blocking]):
        messages.error(request, message)
    return back


def confirm_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What a machine wrote beside its source, to be confirmed string by string."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if request.method == "POST":
        count = machine.confirm(translation, request.POST.getlist("string"), request.user)
        text = ngettext("%(count)d string was confirmed.", "%(count)d strings were confirmed.", count)
        messages.success(request, text % {"count": count})
        if not machine.unconfirmed(translation).exists():
            return redirect("wagtailadmin_pages:edit", page.pk)
    rows = [
        (machine.ticket(row), row, as_text(row.translation_of.data), as_text(row.data))
        for row in machine.unconfirmed(translation)
    ]
    context = below(translation, page, _("Machine translation")) | {"rows": rows}
    return TemplateResponse(request, "admin/translation/confirm_machine.html", context)
