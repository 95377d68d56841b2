"""The doors of the glossary: out as a file, and in by way of a preview."""

from types import ModuleType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from library.exchange import changes, table, tbx
from library.exchange.records import all_records
from library.hostile import UnreadableFileError, content_of
from library.staged import staged, unstaged
from library.terms import Term

# A file that is wrong in more places is another file.
MOST_ERRORS = 50
FORMATS: dict[str, ModuleType] = {"tbx": tbx, "csv": table}


def _require(request: HttpRequest, *actions: str) -> None:
    policy = policy_registry.get_by_type(Term)
    if not all(policy.user_has_permission(request.user, action) for action in actions):
        raise PermissionDenied


def export(request: HttpRequest, name: str) -> HttpResponse:
    """The whole glossary as a file."""
    _require(request, "view")
    if name not in FORMATS:
        raise Http404
    response = HttpResponse(
        FORMATS[name].write(all_records()), content_type=f"{FORMATS[name].MEDIA_TYPE}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="glossary.{name}"'
    return response


def bring_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would change, and take it."""
    _require(request, "add", "change")
    back = reverse("wagtailsnippets_library_term:list")
    context: dict[str, Any] = {
        "header_title": _("Import terms"),
        "header_icon": "openquote",
        "breadcrumbs_items": [
            {"url": back, "label": capfirst(str(Term._meta.verbose_name_plural))},
            {"url": "", "label": _("Import terms")},
        ],
        "back": back,
    }
    if request.method == "POST":
        try:
            if "token" in request.POST:
                return _taken(request, context)
            upload = request.FILES.get("file")
            name = str(getattr(upload, "name", "")).rpartition(".")[2].lower()
            return _preview(request, context, content_of(upload), "csv" if name == "csv" else "tbx")
        except UnreadableFileError as error:
            context["errors"] = [str(error)]
    return TemplateResponse(request, "admin/library/import_terms.html", context)


def _preview(request: HttpRequest, context: dict[str, Any], data: bytes, name: str) -> HttpResponse:
    made = changes.plan(FORMATS[name].read(data))
    if made.errors:
        context["errors"] = made.errors[:MOST_ERRORS]
    else:
        token = staged(request.user, data, format=name, digest=made.digest)
        context |= {"plan": made, "token": token}
    return TemplateResponse(request, "admin/library/import_terms.html", context)


def _taken(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    said = unstaged(request.user, request.POST["token"])
    made = changes.plan(FORMATS[said["format"]].read(said["data"]))
    if made.digest != said["digest"]:
        messages.error(
            request, _("The glossary changed in the meantime. Please look at the changes once more.")
        )
        return _preview(request, context, said["data"], said["format"])
    count = changes.take(made, request.user)
    text = ngettext("%(count)d term was written.", "%(count)d terms were written.", count)
    messages.success(request, text % {"count": count})
    return redirect("wagtailsnippets_library_term:list")
