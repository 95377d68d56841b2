"""What a reader fills in to ask."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from story import once
from story.models import Question
from story.questions.gate import GatedForm
from story.richtext import plain


class TooManyError(Exception):
    """Too many questions came from one address."""


class AskForm(GatedForm):
    """A question to the author of a story."""

    name = forms.CharField(
        label=_("Your name"), max_length=100, help_text=_("Shown beside your question when it is answered.")
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only to tell you of the answer; it is not shown and is deleted afterwards."),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("At most 1,000 characters."),
    )

    creation = once.TokenField()

    field_order = ("name", "email", "text", "website", "opened")

    def clean_name(self) -> str:
        """The name in one line."""
        return self._said("name", " ".join(plain(self.cleaned_data["name"]).split()))

    def clean_text(self) -> str:
        """The question as plain text."""
        return self._said("text", plain(self.cleaned_data["text"]))

    def _said(self, field: str, text: str) -> str:
        if not text:
            raise forms.ValidationError(self.fields[field].error_messages["required"], code="required")
        return text

    def save(self, page_id: int, may_send: Callable[[], bool]) -> Question | None:
        """Keep the question for the newsroom, once; None when it is a new one and `may_send` says no."""
        cleaned = {name: self.cleaned_data[name] for name in ("name", "email", "text")}

        def make() -> Question:
            if not may_send():
                raise TooManyError
            return Question.objects.create(page_id=page_id, **cleaned)

        try:
            return once.made_once(once.key(self.cleaned_data["creation"], page_id, cleaned), make)
        except TooManyError:
            return None
