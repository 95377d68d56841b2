"""The form by which a checker asks somebody of the province about figures."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story import actions, once, permissions
from story.models import StoryPage
from story.records import FigureRecord


class AskForm(forms.Form):
    """Who is asked, and about which figures."""

    name = forms.CharField(label=gettext_lazy("Name of the person"), max_length=200)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=250, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    figures = forms.MultipleChoiceField(
        label=gettext_lazy("Figures to ask about"), widget=forms.CheckboxSelectMultiple
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**15)
    creation = once.TokenField()

    def __init__(self, *args: Any, records: list[FigureRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figures"].choices = [  # type: ignore[attr-defined]
            (record.id, f"{record.screen_text}: {record.label}") for record in records
        ]


class AskProvinceView(WagtailAdminTemplateMixin, FormView):
    """One person, some figures, a link of 72 hours."""

    template_name = "admin/story/ask_province.html"
    form_class = AskForm
    page_title = gettext_lazy("Ask the province")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage, pk=kwargs["page_id"])
        if not permissions.may_check_figures(request.user, self.page):
            raise PermissionDenied
        if self.page.latest_revision is None:
            raise Http404
        self.version = self.page.latest_revision.as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The press contact of the story, and the figure the checker came from or all undecided ones."""
        contact, named = self.version.contact, self.request.GET.get("figure", "")
        undecided = [record.id for record in self.version.figures.values() if not record.verified]
        return {
            "name": contact.name if contact else "",
            "organisation": contact.organisation if contact else "",
            "email": contact.email if contact else "",
            "figures": [named] if named in self.version.figures else undecided,
            "revision": self.page.latest_revision_id,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"records": list(self.version.figures.values())}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        check = reverse("story_figure_check", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": check, "label": _("Check figures")},
            {"url": "", "label": _("Ask the province"), "sublabel": self.version.title},
        ]

    def get_page_subtitle(self) -> str:
        return self.version.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("story_figure_check", args=[self.page.pk])
        return super().get_context_data(**kwargs) | {"back": back}

    def form_valid(self, form: AskForm) -> HttpResponse:
        """Ask; a refusal is said beside the form."""
        data = form.cleaned_data
        who = {name: data[name] for name in ("name", "email", "organisation")}
        about = (self.request.user.pk, self.page.pk, data["revision"], data["figures"], who)
        try:
            query = actions.ask_province(
                self.page,
                self.request.user,
                data["revision"],
                data["figures"],
                key=once.key(data["creation"], *about),
                **who,
            )
        except actions.VerbError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        words = {"name": query.contact, "email": query.contact_email}
        messages.success(self.request, _("A link of 72 hours goes to %(name)s at %(email)s.") % words)
        return redirect("story_figure_check", self.page.pk)
