"""The door through which a Word file comes in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story import actions, once
from story.desk import selectors
from story.importing.archive import read_bytes
from story.importing.document import ImportedDocument
from story.importing.errors import DocumentError
from story.importing.forms import UploadForm
from story.importing.staging import keep_report
from story.importing.word import read_stories
from story.models import ProvincePage

MOST_NOTES = 8


class UploadView(WagtailAdminTemplateMixin, FormView):
    """A Word file becomes a draft of one's own unit; `?parent=` names the page of the unit."""

    template_name = "admin/story/importing/upload.html"
    form_class = UploadForm
    page_title = gettext_lazy("Send a Word file")
    header_icon = "upload"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.parents: list[ProvincePage] = list(selectors.own_units(request.user).select_related("unit"))
        if named := request.GET.get("parent"):
            self.parents = [page for page in self.parents if str(page.pk) == named]
        if not self.parents:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parents": self.parents}

    def get_page_subtitle(self) -> str:
        return self.parents[0].title if len(self.parents) == 1 else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": "", "label": _("Send a Word file"), "sublabel": self.get_page_subtitle()},
        ]

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Import, then to its numbers; a file of several stories is parted first. A refusal is said at its box."""
        data = form.cleaned_data
        file, name = data["file"], data["file"].name
        about = (data["parent"].pk, data.get("then"), once.digest(file))
        try:
            told = _stories(file, name)
            if len(told) > 1:
                report = keep_report(name, read_bytes(file), self.request.user)
                return redirect("story_import_report", report.pk)
            result = actions.import_story(
                data["parent"],
                self.request.user,
                told[0] if told else file,
                province_then=data.get("then"),
                name=name,
                key=once.key(data["creation"], self.request.user.pk, *about),
            )
        except actions.UnreadableDocumentError as error:
            form.add_error("file", str(error))
        except actions.VerbError as error:
            form.add_error(None, str(error))
        else:
            return self._go_on(result)
        return self.form_invalid(form)

    def _go_on(self, result: actions.ImportResult) -> HttpResponse:
        count = len(result.proposals)
        said = ngettext(
            "“%(headline)s” is a draft now. Its file holds %(count)d number.",
            "“%(headline)s” is a draft now. Its file holds %(count)d numbers.",
            count,
        )
        messages.success(self.request, said % {"headline": result.page.title, "count": count})
        for note in result.document.notes[:MOST_NOTES]:
            messages.warning(self.request, str(note))
        if pictures := len(result.document.pictures):
            asked = ngettext(
                "Its picture needs an alternative text, a credit and a licence before the story is sent.",
                "Its %(count)d pictures need an alternative text, a credit and a licence before the story is sent.",
                pictures,
            )
            messages.warning(self.request, asked % {"count": pictures})
        if result.document.unplaced:
            messages.warning(
                self.request,
                _("Some of its text has no place yet: it stands at the end of the draft, under a mark."),
            )
        return redirect("story_proposals" if count else "wagtailadmin_pages:edit", result.page.pk)


def _stories(file: Any, name: str) -> tuple[ImportedDocument, ...]:
    """What the file tells; nothing for one that cannot be read, which the verb refuses and records."""
    try:
        return read_stories(file, name)
    except DocumentError:
        return ()
