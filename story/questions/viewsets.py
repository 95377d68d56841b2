"""The admin's list of readers' questions, where they are answered in place."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet

from story import actions
from story.models import Question
from story.people.viewsets import OwnUnit, OwnUnitList
from story.richtext import plain

HIDE = "hide"


class AnswerForm(WagtailAdminModelForm):
    """The answer, and the state that the question had when it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Question
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.state

    def clean_answer(self) -> str:
        """The answer as plain text."""
        return plain(self.cleaned_data["answer"])


class AnswerView(OwnUnit, generic.EditView):
    """One question, with a box for its answer and the two verbs."""

    template_name = "admin/story/question.html"
    actions = ["edit", HIDE]
    page_title = gettext_lazy("Question of a reader")
    success_message = None

    def get_queryset(self) -> "QuerySet[Question]":
        return super().get_queryset().select_related("page", "answered_by")

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Call the verb that the button names; a refusal is said beside the form."""
        self.form = form
        question, user = self.object, self.request.user
        seen, answer = form.cleaned_data["seen"], form.cleaned_data["answer"]
        try:
            if self.action == HIDE:
                actions.hide_question(question.page, question.pk, user, seen)
            else:
                actions.answer_question(question.page, question.pk, user, answer, seen)
        except actions.VerbError as error:
            form.add_error(None, str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()

    def get_success_message(self) -> str:
        if self.action == HIDE:
            return _("The question is hidden.")
        return _("The answer is public under the story.")

    def get_success_buttons(self) -> list[Any]:
        return []


class QuestionIndexView(OwnUnitList, generic.IndexView):
    """The questions about stories of one's own units."""

    def get_base_queryset(self) -> "QuerySet[Question]":
        return super().get_base_queryset().select_related("page")


class QuestionDeleteView(OwnUnit, generic.DeleteView):
    """Taking a question away for ever."""


class QuestionHistoryView(OwnUnit, history.HistoryView):
    """What became of a question."""


class QuestionUsageView(OwnUnit, usage.UsageView):
    """Nothing refers to a question."""


class QuestionViewSet(ModelViewSet):
    """Questions of readers."""

    model = Question
    name = "questions"
    icon = "help"
    menu_label = gettext_lazy("Readers' questions")
    menu_order = 250
    add_to_admin_menu = True
    form_fields = ["answer"]
    list_display = [
        "__str__",
        "page",
        "name",
        Column("get_state_display", label=gettext_lazy("State")),
        DateColumn("created_at", label=gettext_lazy("Asked")),
    ]
    list_filter = ["state"]
    search_fields = ["text", "name", "answer"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = QuestionIndexView
    edit_view_class = AnswerView
    delete_view_class = QuestionDeleteView
    history_view_class = QuestionHistoryView
    usage_view_class = QuestionUsageView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AnswerForm
