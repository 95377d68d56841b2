"""The screen of a Word file that tells several stories: which of them become drafts, and whose they are."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story import actions
from story.desk import selectors
from story.entry.told import like, shown, tellable
from story.importing.bodies import body_of
from story.importing.document import ImportedDocument
from story.importing.forms import Places, ToldForm
from story.importing.guessing import Gazetteer
from story.importing.proposing import propose
from story.importing.word import read_document, read_stories
from story.models import FigureProposal, StagedReport, StoryPage

WHOLE = "whole"
MOST_LIKE = 3


@dataclass
class Told:
    """One story of the file, as the screen shows it."""

    key: str
    document: ImportedDocument
    form: ToldForm
    unit: Any = None
    page: StoryPage | None = None
    error: str = ""
    like: list[dict[str, str]] = field(default_factory=list)

    @property
    def paragraphs(self) -> int:
        """How many texts stand in it."""
        return sum(len(list(item.texts())) for part in self.document.parts for item in part.items)

    @property
    def pictures(self) -> int:
        """How many pictures it has."""
        return len(self.document.pictures)

    @cached_property
    def numbers(self) -> int:
        """How many numbers are found in it."""
        body = body_of(self.document, [0] * self.pictures)
        return len(propose(body, self.document.standfirst, self.document.source_title))

    @property
    def open(self) -> int:
        """How many numbers of its draft wait for a decision."""
        waiting = FigureProposal.objects.filter(page=self.page, state=FigureProposal.State.PROPOSED)
        return waiting.count()


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """The stories found in one's own file: a row for each, imported one by one, whole or not at all."""

    template_name = "admin/story/importing/report.html"
    page_title = gettext_lazy("Stories of a Word file")
    header_icon = "upload"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.report = get_object_or_404(StagedReport, pk=kwargs["report_id"], user=request.user)
        parents = list(selectors.own_units(request.user).select_related("unit"))
        if not parents:
            raise PermissionDenied
        self.places = Places(parents)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rows(self) -> list[Told]:
        """Each story with its boxes; what is a draft already has its page."""
        told = read_stories(self._file(), self.report.name)
        gazetteer = Gazetteer()
        pages = StoryPage.objects.in_bulk(self.report.taken.values())
        rows = [self._row(str(number), document, gazetteer) for number, document in enumerate(told)]
        for row in rows:
            row.page = pages.get(self.report.taken.get(row.key))
        return rows

    @cached_property
    def whole(self) -> Told:
        """The file as one story, if it is one after all."""
        return self._row(WHOLE, read_document(self._file(), self.report.name), Gazetteer())

    def _file(self) -> Any:
        return ContentFile(bytes(self.report.data), self.report.name)

    def _row(self, key: str, document: ImportedDocument, gazetteer: Gazetteer) -> Told:
        unit = gazetteer.told_of(document)
        place = self.places.key_of(unit)
        data = self.request.POST if self.request.method == "POST" else None
        initial = {"take": bool(place), "place": place}
        form = ToldForm(data, prefix=f"story-{key}", initial=initial, places=self.places)
        return Told(key, document, form, unit)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Import what is ticked; `only` names the one that a script asks for, and gets its row."""
        if WHOLE in request.POST:
            return self._whole()
        only = request.POST.get("only")
        chosen = [row for row in self.rows if only in (None, row.key) and not row.page]
        for row in chosen:
            if row.form.is_valid() and row.form.cleaned_data["take"]:
                self._take(row)
        if only is not None:
            found = next((row for row in self.rows if row.key == only), None)
            html = (
                render_to_string("admin/story/importing/report_row.html", {"row": found}, request)
                if found
                else ""
            )
            return JsonResponse({"done": bool(found and found.page), "html": html})
        if any(row.error or row.form.errors for row in chosen):
            return self.render_to_response(self.get_context_data())
        return redirect("story_import_report", self.report.pk)

    def _whole(self) -> HttpResponse:
        row = self.whole
        if row.form.is_valid():
            self._take(row)
        if row.page:
            return redirect("story_proposals" if row.open else "wagtailadmin_pages:edit", row.page.pk)
        return self.render_to_response(self.get_context_data())

    def _take(self, row: Told) -> None:
        """One story becomes a draft; pressed twice, it is still one."""
        parent, then = self.places.of[row.form.cleaned_data["place"]]
        with transaction.atomic():
            held = StagedReport.objects.select_for_update().get(pk=self.report.pk)
            row.page = StoryPage.objects.filter(pk=held.taken.get(row.key)).first()
            if row.page:
                return
            try:
                result = actions.import_story(parent, self.request.user, row.document, province_then=then)
            except actions.VerbError as error:
                row.error = str(error)
                return
            row.page = result.page
            held.taken[row.key] = row.page.pk
            held.save(update_fields=["taken"])

    def _look_for_like(self) -> None:
        stories = list(tellable(self.request.user))
        for row in self.rows:
            if not row.page:
                problem = " ".join(
                    text for part in row.document.parts[:1] for item in part.items for text in item.texts()
                )
                row.like = [
                    shown(story) for story in like(f"{row.document.headline} {problem}", stories)[:MOST_LIKE]
                ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the upload, this file."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("story_import"), "label": _("Send a Word file")},
            {"url": "", "label": self.report.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self._look_for_like()
        return super().get_context_data(**kwargs) | {
            "rows": self.rows,
            "left": [row for row in self.rows if not row.page],
            "whole": self.whole,
            "report": self.report,
        }
