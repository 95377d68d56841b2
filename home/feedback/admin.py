"""The admin's list of readers' messages, where they are answered in place."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from home.feedback import actions
from home.feedback.models import Feedback
from story.actions import VerbError
from story.richtext import plain


class AnswerForm(WagtailAdminModelForm):
    """The answer."""

    class Meta:
        model = Feedback
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 8})}

    def clean_answer(self) -> str:
        """The answer as plain text."""
        return plain(self.cleaned_data["answer"])


class FeedbackView(generic.EditView):
    """One message, with a box for its answer."""

    template_name = "admin/home/feedback.html"
    page_title = gettext_lazy("Message of a reader")
    success_message = None

    def get_queryset(self) -> "QuerySet[Feedback]":
        return super().get_queryset().select_related("answered_by")

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Call the verb; a refusal is said beside the form."""
        self.form = form
        try:
            actions.answer(self.object, self.request.user, form.cleaned_data["answer"])
        except VerbError as error:
            form.add_error(None, str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()

    def get_success_message(self) -> str:
        if self.object.email:
            return _("Answered; the reader gets the answer by e-mail.")
        return _("Answered. The reader left no e-mail.")

    def get_success_buttons(self) -> list[Any]:
        return []


class FeedbackViewSet(ModelViewSet):
    """Messages of readers."""

    model = Feedback
    name = "feedback"
    icon = "mail"
    menu_label = gettext_lazy("Readers' messages")
    menu_order = 255
    add_to_admin_menu = True
    form_fields = ["answer"]
    list_display = [
        "__str__",
        Column("get_kind_display", label=gettext_lazy("About")),
        "about",
        Column("get_state_display", label=gettext_lazy("State")),
        DateColumn("created_at", label=gettext_lazy("Sent")),
    ]
    list_filter = ["state", "kind"]
    search_fields = ["message", "about", "answer"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    edit_view_class = FeedbackView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AnswerForm
