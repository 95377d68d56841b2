"""The screen on which each figure of a version is signed off or disputed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story import actions, permissions
from story.checking.age import is_due
from story.checking.evidence import Evidence, gather
from story.checking.selectors import newest_reviews
from story.figures import qualifier_word
from story.models import StoryPage
from story.records import FigureRecord
from story.selectors import is_public


class FigureCheckView(WagtailAdminTemplateMixin, TemplateView):
    """One version of a story, its figures at the left, one of them under the lamp."""

    template_name = "admin/story/figure_check.html"
    page_title = gettext_lazy("Check figures")
    header_icon = "check"
    note = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage, pk=kwargs["page_id"])
        if not permissions.may_check_figures(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def revision(self) -> Any:
        """The version named in the address, else the latest."""
        named = (
            self.request.POST.get("revision")
            or self.request.GET.get("revision")
            or self.page.latest_revision_id
        )
        if not str(named).isdecimal() or len(str(named)) > 18:
            raise Http404
        return get_object_or_404(self.page.revisions, pk=named)

    @cached_property
    def version(self) -> StoryPage:
        """The story as that version has it."""
        return self.revision.as_object()

    @cached_property
    def selected(self) -> FigureRecord | None:
        """The figure named in the address, else the first undecided one."""
        figures = self.version.figures
        named = self.request.POST.get("figure") or self.request.GET.get("figure")
        return figures.get(named or "") or self._undecided() or next(iter(figures.values()), None)

    def _review_due(self, record: FigureRecord) -> bool:
        reviews = newest_reviews([self.page.translation_key])
        return is_due(record, reviews.get((self.page.translation_key, record.id)))

    def _undecided(self) -> FigureRecord | None:
        return next((f for f in self.version.figures.values() if not (f.verified or f.disputed)), None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call the verb of the button; a refusal keeps the note and says why."""
        self.note = request.POST.get("note", "").replace("\x00", "")[:2000]
        try:
            return self._act(request.POST.get("verb", ""))
        except actions.VerbError as error:
            messages.error(request, str(error))
            return self.get(request, *args, **kwargs)

    def _act(self, verb: str) -> HttpResponse:
        revision_id, user = self.revision.pk, self.request.user
        figure = self.request.POST.get("figure", "")
        if verb == "sign_off":
            actions.sign_off(self.page, figure, user, revision_id, note=self.note)
        elif verb in NOTES:
            self.note = " ".join(filter(None, (NOTES[verb](self), self.note)))[:2000]
            actions.dispute(self.page, figure, user, revision_id, note=self.note)
        elif verb == "approve":
            return self._finish()
        else:
            raise Http404
        figures = StoryPage.objects.get(pk=self.page.pk).get_latest_revision_as_object().figures
        rest = [key for key, item in figures.items() if not (item.verified or item.disputed)]
        return redirect(self.address(figure=rest[0] if rest else figure))

    @cached_property
    def evidence(self) -> Evidence | None:
        """What there is to judge the selected figure by."""
        return gather(self.version, self.selected, self.request.user) if self.selected else None

    def computed_note(self) -> str:
        """The calculation that speaks against the record."""
        if not (self.evidence and self.evidence.disagrees):
            raise actions.StaleRevisionError
        return self.evidence.calculation

    def answer_note(self) -> str:
        """The correction that the province gave."""
        named = self.request.POST.get("answer", "")
        words = self.evidence.province if self.evidence else []
        found = next((word for word in words if word.answer and str(word.answer.pk) == named), None)
        if found is None:
            raise actions.StaleRevisionError
        return found.note

    def _finish(self) -> HttpResponse:
        state = self.page.current_workflow_task_state
        if state is None or not permissions.is_figure_check(state.task.specific):
            raise actions.ConflictError
        if state.revision_id != self.revision.pk:
            raise actions.StaleRevisionError
        actions.approve(state, self.request.user)
        messages.success(self.request, _("All figures are signed off: the story goes on to approval."))
        return redirect("wagtailadmin_home")

    def address(self, **query: Any) -> str:
        """This screen at a figure of the same version."""
        return (
            reverse("story_figure_check", args=[self.page.pk])
            + "?"
            + urlencode({"revision": self.revision.pk, **query})
            + "#figure"
        )

    def get_page_subtitle(self) -> str:
        return self.version.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the province, the story."""
        parent = self.page.get_parent()
        return [
            *super().get_breadcrumbs_items(),
            {"url": "", "label": parent.title},
            {"url": "", "label": _("Check figures"), "sublabel": self.version.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = list(self.version.figures.values())
        signed = [figure for figure in figures if figure.verified]
        contradictions = [
            f for f in figures if f.disagreement(self.version.figures) is not None and not f.verified
        ]
        state = self.page.current_workflow_task_state
        addresses = {figure.id: self.address(figure=figure.id) for figure in figures}
        return super().get_context_data(**kwargs) | {
            "rows": [
                (f, addresses[f.id], f in contradictions, qualifier_word(f.quantity.qualifier, f.locale))
                for f in figures
            ],
            "signed": len(signed),
            "contradictions": len(contradictions),
            "selected": self.selected,
            "evidence": self.evidence,
            "review_due": self.selected and is_public(self.page) and self._review_due(self.selected),
            "ask_address": reverse("story_ask_province", args=[self.page.pk]),
            "revision": self.revision,
            "is_latest": self.revision.pk == self.page.latest_revision_id,
            "latest_address": reverse("story_figure_check", args=[self.page.pk]),
            "note": self.note,
            "may_finish": len(signed) == len(figures)
            and state
            and permissions.is_figure_check(state.task.specific),
            "state": state,
            "may_return": state and not self.page.permissions_for_user(self.request.user).page_locked(),
            "history_address": reverse("wagtailadmin_pages:history", args=[self.page.pk]),
        }


# What each way of returning a figure says before the checker's own words.
NOTES: dict[str, Callable[[FigureCheckView], str]] = {
    "dispute": lambda view: "",
    "dispute_computed": FigureCheckView.computed_note,
    "dispute_answer": FigureCheckView.answer_note,
}
