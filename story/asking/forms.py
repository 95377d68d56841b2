"""The answer to one figure, as the contact fills it in."""

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from story.actions import Said
from story.asking.questions import Item
from story.blocks.reading import AmbiguousError, read_quantity
from story.models import FigureAnswer

CHOICES = [
    (FigureAnswer.Answer.CONFIRMED, gettext_lazy("Right")),
    (FigureAnswer.Answer.CORRECTED, gettext_lazy("To be corrected")),
    (FigureAnswer.Answer.UNKNOWN, gettext_lazy("I do not know")),
]
_INVISIBLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_INVISIBLE |= dict.fromkeys([*range(0x2060, 0x206A), 0xFEFF])


def plain(text: str) -> str:
    """The text without control, zero-width and direction signs; lines stay lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.translate(_INVISIBLE) for line in lines).strip()


class PlainField(forms.CharField):
    """A text whose unseen signs are dropped; no sign in it is a reason to refuse the rest."""

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class AnswerForm(forms.Form):
    """Right, to be corrected, or not known; a correction gives the new value or says what is wrong."""

    answer = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, required=False)
    proposed = PlainField(label=gettext_lazy("The right value"), max_length=200, required=False)
    note = PlainField(
        label=gettext_lazy("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, item: Item, data: Any = None) -> None:
        self.item = item
        kept = item.answer
        initial = {"answer": kept.answer, "proposed": kept.proposed, "note": kept.note} if kept else {}
        super().__init__(data, prefix=item.record.id, initial=initial, use_required_attribute=False)
        self.fields["proposed"].widget.attrs |= {
            "placeholder": _("for example: hơn 118.500"),
            "autocomplete": "off",
        }

    def clean_proposed(self) -> str:
        """Refuse what is no number; one with two meanings is shown as it was understood before it is sent."""
        typed: str = self.cleaned_data["proposed"]
        with suppress(AmbiguousError):
            read_quantity(typed or "1")
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        corrected = data.get("answer") == FigureAnswer.Answer.CORRECTED
        if not data.get("answer") and (data.get("proposed") or data.get("note")):
            # Whoever types another value means that this one is wrong.
            data["answer"] = FigureAnswer.Answer.CORRECTED if data.get("proposed") else ""
            if not data["answer"]:
                raise ValidationError({"answer": _("Choose: right, to be corrected, or not known.")})
        elif corrected and "proposed" in data and not (data["proposed"] or data.get("note")):
            raise ValidationError({"proposed": _("Give the right value, or say in the note what is wrong.")})
        elif data.get("proposed") and not corrected:
            raise ValidationError(
                {"answer": _("You gave another value: choose “To be corrected”, or clear the value.")}
            )
        return data

    @property
    def said(self) -> Said | None:
        """What is to be kept; None where nothing was chosen."""
        data = self.cleaned_data
        return Said(data["answer"], data["proposed"], data["note"]) if data["answer"] else None
