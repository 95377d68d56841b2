"""The screen on which an editor decides on the numbers of a Word file, one by one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story import actions, permissions
from story.blocks import PARTS, units
from story.figures import Forms, Nature, ReadingStyle, figure_forms
from story.importing.certainty import certain_among, known_units, places_of
from story.importing.decided import last_decision
from story.importing.forms import ProposalForm
from story.importing.proposals import Decision, equal_figure
from story.models import FigureProposal, StoryPage, Unit
from story.records import FigureRecord

VERBS = ("accept", "link", "dismiss", "certain", "undo")


class ReviewView(WagtailAdminTemplateMixin, FormView):
    """The open numbers at the left, one of them with its sentence and its boxes under the lamp."""

    template_name = "admin/story/importing/review.html"
    form_class = ProposalForm
    page_title = gettext_lazy("Numbers of the Word file")
    header_icon = "list-ul"
    prefix = "figure"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage, pk=kwargs["page_id"])
        if not permissions.may_review_import(request.user, self.page) or not self.page.latest_revision:
            raise PermissionDenied
        self.draft: StoryPage = self.page.latest_revision.as_object()
        self.proposals = list(FigureProposal.objects.filter(page_id=self.page.pk).order_by("position"))
        self.open = [proposal for proposal in self.proposals if proposal.is_open]
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def selected(self) -> FigureProposal | None:
        """The number named in the address, else the first open one; one that is decided only to say so."""
        named = self.request.POST.get("proposal") or self.request.GET.get("proposal")
        known = self.proposals if self.request.method == "POST" else self.open
        first = self.open[0] if self.open and self.request.method == "GET" else None
        return next((proposal for proposal in known if str(proposal.pk) == named), first)

    def get_initial(self) -> dict[str, Any]:
        return ProposalForm.initial_of(self.selected) if self.selected else {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One button, one verb; a refusal keeps what was typed and says why."""
        proposal, verb = self.selected, request.POST.get("verb", "")
        if verb not in VERBS or (proposal is None and verb != "certain"):
            raise Http404
        if verb in ("certain", "undo"):
            return self._decide_together(verb)
        form = self.get_form()
        if verb == "dismiss":
            return self._decide(form, actions.dismiss_proposal)
        if not form.is_valid():
            return self.form_invalid(form)
        data, figure = form.cleaned_data, ""
        if verb == "link" and not (figure := self._twin(data)):
            form.add_error(
                None, _("The boxes say something else than that figure. Accept it as one of its own.")
            )
            return self.form_invalid(form)
        return self._decide(form, actions.accept_proposal, **data, figure=figure)

    def _decide(self, form: ProposalForm, verb: Callable[..., Any], **data: Any) -> HttpResponse:
        proposal: Any = self.selected
        try:
            verb(self.page, proposal.pk, self.request.user, self._revision(), **data)
        except actions.VerbError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect(self.address(self._next()))

    def _decide_together(self, verb: str) -> HttpResponse:
        """Accept all that are certain, or take the last decision back; a refusal is said above the number."""
        try:
            if verb == "undo":
                decided: Any = self.selected
                opened = actions.undo_decision(self.page, decided.pk, self.request.user, self._revision())
                return redirect(self.address(opened[-1]))
            posted = self.request.POST.getlist("number")
            shown = [item.pk for item in self.proposals if str(item.pk) in posted]
            actions.accept_certain(self.page, self.request.user, self._revision(), shown)
        except actions.VerbError as error:
            messages.error(self.request, str(error))
            return redirect(self.address())
        return redirect(self.address(next((item for item in self.open if item.pk not in shown), None)))

    def _revision(self) -> int:
        posted = self.request.POST.get("revision", "")
        return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 19 else -1

    def _next(self) -> FigureProposal | None:
        """The open number after this one, else the first that was left."""
        now: Any = self.selected
        rest = [proposal for proposal in self.open if proposal.pk != now.pk]
        return next((item for item in rest if item.position > now.position), rest[0] if rest else None)

    def _twin(self, data: dict[str, Any]) -> str:
        """The id of a figure of the story that says the same."""
        unit = units.unit_named(data["unit"])
        if unit is not None and unit.pk is None:
            return ""
        decision = Decision(data["quantity"], unit, data["label"], data["nature"], data["period"])
        return equal_figure(self.draft.body.get_prep_value(), decision)

    def _offer(self) -> FigureRecord | None:
        proposal: Any = self.selected
        if proposal is None:
            return None
        data = {name: getattr(proposal, name) for name in ("unit", "nature", "period")}
        return self.draft.figures.get(self._twin(data | {"quantity": proposal.typed_quantity, "label": ""}))

    def address(self, proposal: FigureProposal | None = None) -> str:
        """This screen at a number."""
        here = reverse("story_proposals", args=[self.page.pk])
        return f"{here}?proposal={proposal.pk}#figure" if proposal else here

    def get_page_subtitle(self) -> str:
        return self.draft.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the story in the editor, this screen."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.draft.title},
            {"url": "", "label": _("Numbers of the Word file")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        selected, decided = self.selected, last_decision(self.page, self.request.user, self.proposals)
        known = known_units()
        certain = certain_among(self.open, known)
        return super().get_context_data(**kwargs) | {
            "rows": [(proposal, self.address(proposal)) for proposal in self.open],
            "left": len(self.open),
            "total": len(self.proposals),
            "selected": selected,
            "sentence": selected and marked(selected, self.proposals),
            "part": PARTS.get(selected.part, capfirst(_("standfirst"))) if selected else "",
            "understood": selected and understood(selected),
            "initial": ProposalForm.initial_of(selected) if selected else {},
            "offer": self._offer(),
            "certain": [
                (item, understood(item, known[item.unit.casefold()]), ProposalForm.label_of(item))
                for item in certain
            ],
            "decided": decided,
            "revision": self.page.latest_revision_id,
            "editor": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "here": self.address(),
            "following": self.address(self._next()) if selected else "",
        }


def marked(proposal: FigureProposal, others: list[FigureProposal]) -> tuple[str, str, str]:
    """The sentence before the number, the number, the sentence behind it."""
    text, printed = proposal.sentence, proposal.printed
    places = places_of(printed, text)
    if not places:
        return text, "", ""
    same = (proposal.block_id, text, printed)
    earlier = sum(
        (other.block_id, other.sentence, other.printed) == same and other.position < proposal.position
        for other in others
    )
    at = places[min(earlier, len(places) - 1)]
    return text[:at], printed, text[at + len(printed) :]


def understood(proposal: FigureProposal, unit: Unit | None = None) -> Forms:
    """The forms of the number as it was understood; its unit is looked for if not given."""
    unit = unit or units.unit_named(proposal.unit)
    term = unit.term if unit else None
    quantity = replace(proposal.typed_quantity.as_quantity(), unit=term, nature=Nature(proposal.nature))
    return figure_forms(quantity, settings.LANGUAGE_CODE, ReadingStyle(**settings.FIGURE_READING))
