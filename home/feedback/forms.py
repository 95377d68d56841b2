"""What a reader fills in to tell the editorial board something."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.feedback.models import Feedback
from story import once
from story.questions.gate import GatedForm
from story.richtext import plain


class TooManyError(Exception):
    """Too many messages came from one address."""


class FeedbackForm(GatedForm):
    """A wrong figure or anything else; who tells it may stay unnamed."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Feedback.Kind,
        initial=Feedback.Kind.FIGURE,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("For a figure: which one, what it should be, and where you have that from."),
    )
    about = forms.CharField(
        label=_("Page"), max_length=500, required=False, help_text=_("The address of the page you mean.")
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only to answer you. It is shown to nobody else and deleted later."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    creation = once.TokenField()

    field_order = ("kind", "message", "about", "name", "email", "website", "opened")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            described = [f"id_{name}_help"] if field.help_text else []
            if self.is_bound and name in self.errors:
                described.append(f"id_{name}_error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    def clean_message(self) -> str:
        """The message as plain text."""
        text = plain(self.cleaned_data["message"])
        if not text:
            raise forms.ValidationError(self.fields["message"].error_messages["required"], code="required")
        return text

    def clean_about(self) -> str:
        """The address in one line of plain text; it is shown, never followed."""
        return " ".join(plain(self.cleaned_data["about"]).split())

    def clean_name(self) -> str:
        """The name in one line."""
        return " ".join(plain(self.cleaned_data["name"]).split())

    def save(self, language: str, may_send: Callable[[], bool]) -> Feedback | None:
        """Keep the message, once; None when it is a new one and `may_send` says no."""
        from home.feedback.actions import send

        cleaned = {name: self.cleaned_data[name] for name in ("kind", "message", "about", "name", "email")}

        def make() -> Feedback:
            if not may_send():
                raise TooManyError
            return send(Feedback(language=language, **cleaned))

        try:
            return once.made_once(once.key(self.cleaned_data["creation"], cleaned), make)
        except TooManyError:
            return None
