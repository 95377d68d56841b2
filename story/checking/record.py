"""The corrections of a story as the public reads them, and the note in a language that lacks it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from library.names import LONGEST_TEXT
from story import actions, corrections, permissions
from story.models import Correction, StoryPage


class NoteForm(forms.Form):
    """What was wrong, in the language of the page; `correction` names the row."""

    correction = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("What was wrong, in this language"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Public as soon as it is saved; it can never be changed."),
    )


@dataclass(frozen=True)
class Row:
    """A correction in the words of the page, with a form where its note is still to be said."""

    told: corrections.ToldCorrection
    form: NoteForm | None


class CorrectionsView(WagtailAdminTemplateMixin, TemplateView):
    """Every correction of a story, the newest first."""

    template_name = "admin/story/corrections.html"
    page_title = gettext_lazy("Corrections")
    header_icon = "history"
    http_method_names = ["get", "head", "post"]
    wrong: NoteForm | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage.objects.select_related("locale"), pk=kwargs["page_id"])
        if not permissions.may_see_in_newsroom(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say the note of one correction; a refusal is said beside its box."""
        form = NoteForm(request.POST)
        if form.is_valid():
            row = self._corrections().filter(pk=form.cleaned_data["correction"]).first()
            if row is None:
                raise PermissionDenied
            try:
                actions.translate_correction(self.page, request.user, row, form.cleaned_data["note"])
            except actions.NotAllowedError:
                raise
            except actions.VerbError as error:
                form.add_error("note", str(error))
            else:
                messages.success(request, _("Saved: readers of this language see it now."))
                return redirect(request.path)
        self.wrong = form
        return self.get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the story, its corrections."""
        label = {"url": "", "label": _("Corrections"), "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), label]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.page.locale.language_code
        may_tell = permissions.may_tell_correction(self.request.user, self.page)
        rows = [
            Row(corrections.told(row, code, self.page.figures), self._form(row, code) if may_tell else None)
            for row in self._corrections().order_by("-pk")
        ]
        return super().get_context_data(**kwargs) | {"rows": rows, "others": list(self._others())}

    def _corrections(self) -> Any:
        return Correction.objects.filter(translation_key=self.page.translation_key)

    def _form(self, row: Correction, code: str) -> NoteForm | None:
        if self.wrong is not None and str(row.pk) == str(self.wrong["correction"].value()):
            return self.wrong
        form = NoteForm(initial={"correction": row.pk}, auto_id=f"id_{row.pk}_%s")
        return form if row.awaits(code) else None

    def _others(self) -> Any:
        """The same screen in the languages in which the user may say what is still to be said."""
        for page in self.page.get_translations().select_related("locale"):
            if permissions.may_tell_correction(self.request.user, page):
                waiting = sum(row.awaits(page.locale.language_code) for row in self._corrections())
                yield page, reverse("story_corrections", args=[page.pk]), waiting
