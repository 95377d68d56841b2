"""The public form: plain boxes, cleaned of what cannot be seen, guarded against machines."""

import re
import time
import unicodedata
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.submissions import files
from home.submissions.models import Submission
from places.models import AdministrativeUnit
from story import once
from story.blocks import PARTS

FASTEST_SECONDS, LONGEST_SECONDS = 4, 24 * 3600
LONGEST_PART = 10_000
CLOCK = "home.submission.clock"
HINTS = {
    "problem": _("What was hard before, for whom, how often."),
    "approach": _("What you decided to do, and with which tools."),
    "steps": _("Who did what, and when."),
    "results": _("What changed. Write numbers with their unit, their time and where they come from."),
    "lessons": _("What another place should know before it begins."),
}
AGAIN = _("Please press “Send” once more.")
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Composed letters, ordinary line ends, nothing that cannot be seen."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))


class PlainField(forms.CharField):
    """Text as people see it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(plain(value) if isinstance(value, str) else value) or ""


class FilesInput(forms.ClearableFileInput):
    """Several files in one box."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few files, each inspected."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[files.Accepted]:
        chosen = [each for each in data or [] if each]
        if len(chosen) > files.MOST_FILES:
            raise ValidationError(_("Choose at most five files."))
        accepted, errors = [], []
        for each in chosen:
            try:
                accepted.append(files.inspect(each))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return accepted


class UnitField(forms.ModelChoiceField):
    """The units of today, provinces first, named in the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AdministrativeUnit.objects.none(), **kwargs)

    def refresh(self) -> None:
        """Ask which units there are today."""
        self.queryset = AdministrativeUnit.objects.current()
        locale = get_language() or "vi"
        groups = [
            (_("Provinces and cities"), self.queryset.provinces()),
            (_("Ministries"), self.queryset.ministries()),
        ]
        self.choices = [("", _("Choose"))] + [
            (label, sorted(((unit.pk, unit.name_in(locale)) for unit in units), key=lambda pair: pair[1]))
            for label, units in groups
        ]


def _part(name: str) -> PlainField:
    return PlainField(
        label=PARTS[name],
        required=False,
        max_length=LONGEST_PART,
        help_text=HINTS[name],
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SubmissionForm(forms.ModelForm):
    """A story of anyone, with how to reach them and what may be done with it."""

    use_required_attribute = False
    sender_kind = forms.ChoiceField(
        label=_("You tell it as"),
        choices=Submission.Sender,
        initial=Submission.Sender.PERSON,
        widget=forms.RadioSelect,
    )
    name = PlainField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    organisation = PlainField(
        label=_("Organisation"),
        max_length=250,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("We send a link to it, and tell you what becomes of your story."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = PlainField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("Without an e-mail, your province calls you."),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    unit = UnitField(label=_("Province, city or ministry"))
    place_detail = PlainField(
        label=_("Place in detail"),
        max_length=250,
        required=False,
        help_text=_("Commune, ward, school, office."),
    )
    headline = PlainField(
        label=_("The story in one line"), max_length=200, help_text=_("What was solved, and where.")
    )
    problem, approach, steps, results, lessons = (_part(name) for name in HINTS)
    attachments = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("At most five, 10 MB each: Word (.docx), PDF, JPEG, PNG, WebP."),
        widget=FilesInput({"accept": files.ACCEPT}),
    )
    licence = forms.ChoiceField(
        label=_("How others may use it"),
        choices=Submission.Licence,
        initial=Submission.Licence.BY,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(
        label=_("I may tell this story, and agree that it is edited and published with my name."),
        error_messages={"required": _("Without your consent the story cannot be taken.")},
    )
    # A box that people do not see, and the moment at which the form was opened.
    website = forms.CharField(label=_("Leave this box empty"), required=False, max_length=200)
    clock = forms.CharField(required=False, widget=forms.HiddenInput)
    creation = once.TokenField()

    class Meta:
        model = Submission
        fields = [
            "sender_kind",
            "name",
            "organisation",
            "email",
            "phone",
            "unit",
            "place_detail",
            "headline",
            "problem",
            "approach",
            "steps",
            "results",
            "lessons",
            "licence",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].refresh()  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            described = [f"id_{name}_help"] if field.help_text else []
            if self.is_bound and name in self.errors:
                described.append(f"id_{name}_error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    @staticmethod
    def now() -> str:
        """The moment of this form, signed."""
        return signing.dumps(int(time.time()), salt=CLOCK)

    @property
    def key(self) -> uuid.UUID | None:
        """The same for a form that is sent twice with the same words and files."""
        typed = {name: str(self.cleaned_data[name]) for name in self.Meta.fields}
        chosen = [once.digest(each.file) for each in self.cleaned_data["attachments"]]
        return once.key(self.cleaned_data["creation"], typed, chosen)

    def clean_phone(self) -> str:
        """Refuse what nobody can call."""
        phone = self.cleaned_data["phone"].strip()
        digits = re.sub(r"[\s.()+-]", "", phone)
        if phone and not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15):
            raise ValidationError(_("Write the number with its digits, for example 0912 345 678."))
        return phone

    def clean(self) -> dict[str, Any]:
        """What spans several boxes; the guards against machines come last and lose nothing that was typed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not ({"email", "phone"} & self.errors.keys()) and not (cleaned["email"] or cleaned["phone"]):
            self.add_error("email", _("Give an e-mail or a phone, so that we can reach you."))
        if cleaned.get("sender_kind") == Submission.Sender.ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", _("Which organisation tells the story?"))
        if not any(cleaned.get(name) for name in HINTS) and not (HINTS.keys() & self.errors.keys()):
            self.add_error("problem", _("Tell at least one of the five parts; the others can follow later."))
        if not self.errors and not self._by_a_person(cleaned):
            self.add_error(None, AGAIN)
        return cleaned

    def _by_a_person(self, cleaned: dict[str, Any]) -> bool:
        try:
            opened = signing.loads(cleaned.get("clock", ""), salt=CLOCK)
        except signing.BadSignature:
            return False
        return not cleaned.get("website") and FASTEST_SECONDS <= time.time() - opened <= LONGEST_SECONDS
