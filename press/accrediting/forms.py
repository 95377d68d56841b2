"""The public form with which a journalist asks for accreditation."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import accrediting
from accounts.models import AccreditationRequest
from story import once
from story.questions.gate import GatedForm
from story.richtext import plain


class PlainField(forms.CharField):
    """Text as people see it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(plain(value) if isinstance(value, str) else value) or ""


class LineField(PlainField):
    """The same in one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class TooManyError(Exception):
    """The next may be sent in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class RequestForm(GatedForm):
    """Who asks, for which outlet, what for."""

    use_required_attribute = False
    name = LineField(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    outlet = LineField(
        label=_("Outlet"), max_length=250, widget=forms.TextInput({"autocomplete": "organization"})
    )
    role_title = LineField(
        label=_("Your role there"),
        max_length=200,
        help_text=_("Reporter, editor, director of programmes …"),
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=150,
        help_text=_("Best that of your outlet. We send a link to it; later you sign in with it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = LineField(
        label=_("Phone"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    card_number = LineField(label=_("Press card number"), max_length=50, required=False)
    purpose = PlainField(
        label=_("What it is for"),
        max_length=2000,
        help_text=_("The programmes or pages for which you want to read stories before they are public."),
        widget=forms.Textarea({"rows": 5}),
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that this is kept to decide about my accreditation: for as long as it lasts, and at most half "
            "a year after it has ended or was refused."
        ),
        error_messages={"required": _("Without your consent the request cannot be taken.")},
    )
    creation = once.TokenField()
    field_order = ("name", "outlet", "role_title", "email", "phone", "card_number", "purpose", "consent")
    SAID = ("name", "outlet", "role_title", "email", "phone", "card_number", "purpose")

    def clean_phone(self) -> str:
        """Refuse what nobody can call."""
        phone: str = self.cleaned_data["phone"]
        digits = re.sub(r"[\s.()+-]", "", phone)
        if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15):
            raise ValidationError(_("Write the number with its digits, for example 0912 345 678."))
        return phone

    def save(self, language: str, seconds_to_wait: Callable[[str], int]) -> AccreditationRequest:
        """Keep the request, once; raises TooManyError when it is a new one and came too soon."""
        said = {name: self.cleaned_data[name] for name in self.SAID}

        def make() -> AccreditationRequest:
            if wait := seconds_to_wait(said["email"]):
                raise TooManyError(wait)
            return accrediting.ask(AccreditationRequest(language=language, **said))

        return once.made_once(once.key(self.cleaned_data["creation"], said), make)
