"""The doors of the files: a translation goes out as PO or XLIFF, and comes in by way of a preview."""

from types import ModuleType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from library.hostile import UnreadableFileError, content_of
from library.staged import Plan, staged, unstaged
from translation.handover import plan, po, xliff
from translation.screens import below

FORMATS: dict[str, ModuleType] = {"po": po, "xlf": xliff}
TOOLS = {"po": "PO", "xlf": "XLIFF"}


def download(request: HttpRequest, translation_id: int, name: str) -> HttpResponse:
    """A translation as a file, for those who may edit it."""
    translation, page = _editable(request, translation_id)
    if name not in FORMATS:
        raise Http404
    response = HttpResponse(
        FORMATS[name].write(translation), content_type=f"{FORMATS[name].MEDIA_TYPE}; charset=utf-8"
    )
    title = slugify(page.slug) or "translation"
    code = translation.target_locale.language_code
    response["Content-Disposition"] = f'attachment; filename="{title}-{code}.{name}"'
    return response


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Ask for a file, show what it would change, and take it."""
    translation, page = _editable(request, translation_id)
    context = below(translation, page, _("Files for translators"))
    if request.method == "POST":
        try:
            if "token" in request.POST:
                return _taken(request, translation, page, context)
            data = content_of(request.FILES.get("file"))
            name = "xlf" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "po"
            return _preview(request, translation, context, data, name)
        except UnreadableFileError as error:
            context["errors"] = [str(error)]
    return TemplateResponse(request, "admin/translation/handover.html", context)


def _editable(request: HttpRequest, translation_id: int) -> tuple[Translation, Page]:
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not isinstance(page, Page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation, page


def _planned(translation: Translation, data: bytes, name: str) -> Plan:
    incoming, wrong = FORMATS[name].read(data, translation)
    made = plan.make(translation, incoming)
    made.errors = [*wrong, *made.errors][: plan.MOST_ERRORS]
    return made


def _preview(
    request: HttpRequest, translation: Translation, context: dict[str, Any], data: bytes, name: str
) -> HttpResponse:
    made = _planned(translation, data, name)
    if made.errors:
        context["errors"] = made.errors
    else:
        about = {"translation": translation.pk, "format": name, "digest": made.digest}
        context |= {"plan": made, "token": staged(request.user, data, **about)}
    return TemplateResponse(request, "admin/translation/handover.html", context)


def _taken(
    request: HttpRequest, translation: Translation, page: Page, context: dict[str, Any]
) -> HttpResponse:
    said = unstaged(request.user, request.POST["token"], translation=translation.pk)
    # Who takes another file at the same moment waits here.
    Translation.objects.select_for_update().get(pk=translation.pk)
    made = _planned(translation, said["data"], said["format"])
    if made.errors or made.digest != said["digest"]:
        messages.error(
            request, _("The translation changed in the meantime. Please look at the changes once more.")
        )
        return _preview(request, translation, context, said["data"], said["format"])
    count = plan.take(translation, made, request.user, TOOLS[said["format"]])
    text = ngettext(
        "%(count)d string was taken from the file.", "%(count)d strings were taken from the file.", count
    )
    messages.success(request, text % {"count": count})
    return redirect("wagtailadmin_pages:edit", page.pk)
