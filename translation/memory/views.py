"""The doors of the memory: what it knows for certain put in at once, and the memory itself as a file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import Translation

from library.hostile import UnreadableFileError, content_of
from library.staged import staged, unstaged
from translation.memory import applying, tmx
from translation.memory.keeping import entry
from translation.memory.keys import as_text, canonical
from translation.memory.models import MemoryEntry

MAY = "wagtail_localize.submit_translation"
_SHOWN = 30


@require_POST
def apply(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill the empty strings of a translation with what was published for the very same sentences."""
    translation = get_object_or_404(Translation, pk=translation_id)
    count = applying.apply_exact(translation, request.user)
    if count:
        text = ngettext(
            "%(count)d string was filled from the memory.",
            "%(count)d strings were filled from the memory.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("The memory has none of the empty strings word for word."))
    return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)


def memory(request: HttpRequest) -> HttpResponse:
    """What is in the memory, to be taken away as TMX; and a file of others' sentences brought in by way of a preview."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    context: dict[str, Any] = {
        "header_title": _("Translation memory"),
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [{"url": "", "label": _("Translation memory")}],
    }
    if request.method == "POST":
        try:
            if "token" in request.POST:
                return _taken(request)
            context |= _preview(request)
        except UnreadableFileError as error:
            context["errors"] = [str(error)]
    count = Count("pk", filter=Q(translation_key=None))
    rows = MemoryEntry.objects.order_by().values("source_locale", "target_locale")
    context["pairs"] = _named(rows.annotate(total=Count("pk"), imported=count))
    return TemplateResponse(request, "admin/translation/memory.html", context)


def _named(rows: Any) -> list[dict[str, Any]]:
    names = {locale.language_code: locale.get_display_name() for locale in Locale.objects.all()}
    for row in rows:
        row["source"] = names.get(row["source_locale"], row["source_locale"])
        row["target"] = names.get(row["target_locale"], row["target_locale"])
    return list(rows)


def download(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """The memory of one pair of languages as TMX."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    entries = MemoryEntry.objects.filter(source_locale=source, target_locale=target).order_by("pk")
    response = HttpResponse(tmx.write(entries), content_type=tmx.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="memory-{slugify(source)}-{slugify(target)}.tmx"'
    return response


def _preview(request: HttpRequest) -> dict[str, Any]:
    upload = request.FILES.get("file")
    data = content_of(upload)
    units = tmx.read(data)
    new = _new(units)
    name = str(getattr(upload, "name", ""))[:255]
    return {
        "token": staged(request.user, data, kind="tmx", name=name),
        "new": [(unit, as_text(unit.source), as_text(unit.target)) for unit in new[:_SHOWN]],
        "count": len(new),
        "known": len(units) - len(new),
    }


def _new(units: list[tmx.Unit]) -> list[tmx.Unit]:
    """The units that the memory does not have yet, each once."""
    known = set(MemoryEntry.objects.values_list("source_locale", "target_locale", "source", "target"))
    rows = {
        (unit.source_locale, unit.target_locale, canonical(unit.source), canonical(unit.target)): unit
        for unit in units
    }
    return [unit for key, unit in rows.items() if key not in known]


def _taken(request: HttpRequest) -> HttpResponse:
    said = unstaged(request.user, request.POST["token"], kind="tmx")
    new = _new(tmx.read(said["data"]))
    rows = [
        entry(
            unit.source,
            unit.target,
            source_locale=unit.source_locale,
            target_locale=unit.target_locale,
            origin=said["name"],
        )
        for unit in new
    ]
    MemoryEntry.objects.bulk_create(rows, batch_size=500)
    if rows:
        # One row for the file: it stands on its first sentence.
        about = {"file": said["name"], "sentences": len(rows)}
        log(instance=rows[0], action="translation.take_memory", user=request.user, data=about)
    text = ngettext("%(count)d sentence was taken.", "%(count)d sentences were taken.", len(new))
    messages.success(request, text % {"count": len(new)})
    return redirect(reverse("translation_memory"))
