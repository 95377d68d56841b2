"""The forms of the import: the file and whose it is; a proposed figure in boxes that an editor may mend."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places.models import AdministrativeUnit
from story import once
from story.blocks import units
from story.blocks.figure import NATURES
from story.blocks.reading import TypedQuantity, period_text, quantity_text, read_period, read_quantity
from story.figures import Nature, ParsedQuantity
from story.importing.labels import label_of
from story.models import FigureProposal, ProvincePage
from story.widgets import PeriodInput, QuantityInput, UnitInput

MOST_CHARACTERS = 300
WORD = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ListedField(forms.ModelChoiceField):
    """One of the rows listed; a number too long for the database is none of them."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError as error:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": value}) from error


class FormerUnitField(ListedField):
    """A unit that has become another one, named with what it is today."""

    def label_from_instance(self, unit: Any) -> str:
        words = {"unit": unit.full_name, "today": unit.today().full_name}
        return _("%(unit)s (today %(today)s)") % words


def former_units(parents: Iterable[ProvincePage]) -> list[AdministrativeUnit]:
    """The units of then that have become one of these."""
    own = {page.unit_id for page in parents}
    ended = AdministrativeUnit.objects.exclude(successor=None).select_related("successor__successor")
    return [unit for unit in ended if unit.today().pk in own]


class Places:
    """Where a person may put a story: a page of a unit, and the unit at the time where that is another one."""

    def __init__(self, parents: list[ProvincePage]) -> None:
        self.of: dict[str, tuple[ProvincePage, AdministrativeUnit | None]] = {
            str(page.pk): (page, None) for page in parents
        }
        pages = {page.unit_id: page for page in parents}
        self.choices = [(str(page.pk), page.title) for page in parents]
        for unit in former_units(parents):
            page = pages[unit.today().pk]
            words = {"unit": unit.full_name, "today": page.title}
            self.of[f"{page.pk}-{unit.pk}"] = (page, unit)
            self.choices.append((f"{page.pk}-{unit.pk}", _("%(unit)s (today %(today)s)") % words))

    def key_of(self, unit: AdministrativeUnit | None) -> str:
        """The choice that stands for a unit; the only one there is; else none."""
        told = (key for key, (page, then) in self.of.items() if unit and (then or page.unit) == unit)
        only = self.choices[0][0] if len({page for page, _then in self.of.values()}) == 1 else ""
        return next(told, "" if unit else only)


class ToldForm(forms.Form):
    """One of the stories of a report: whether to import it, and whose it is."""

    # What is not ticked needs no place.
    use_required_attribute = False
    take = forms.BooleanField(label=gettext_lazy("Import"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Whose story is it?"))

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose…")), *places.choices]  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A Word file, and whose story it tells."""

    parent = ListedField(ProvincePage.objects.none(), label=gettext_lazy("Whose story is it?"))
    then = FormerUnitField(
        AdministrativeUnit.objects.none(),
        label=gettext_lazy("Unit at the time of the story"),
        required=False,
        empty_label=gettext_lazy("The same as today"),
    )
    file = forms.FileField(
        label=gettext_lazy("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": WORD})
    )
    creation = once.TokenField()

    def __init__(self, *args: Any, parents: list[ProvincePage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent, then = self.fields["parent"], self.fields["then"]
        parent.queryset = ProvincePage.objects.filter(pk__in=[page.pk for page in parents]).order_by("title")  # type: ignore[attr-defined]
        if len(parents) == 1:
            parent.initial, parent.widget = parents[0], forms.HiddenInput()
        former = [unit.pk for unit in former_units(parents)]
        then.queryset = AdministrativeUnit.objects.filter(pk__in=former).order_by("full_name")  # type: ignore[attr-defined]
        if not former:
            del self.fields["then"]

    def clean(self) -> dict[str, Any]:
        """A unit of then belongs to the unit of today."""
        data = super().clean() or {}
        parent, then = data.get("parent"), data.get("then")
        if parent and then and then.today() != parent.unit:
            words = {"then": then.full_name, "today": parent.unit.full_name}
            self.add_error("then", _("%(then)s has not become part of %(today)s.") % words)
        return data


class ProposalForm(forms.Form):
    """A proposed figure as it was understood; what is typed is read like the boxes of the figure itself."""

    quantity = forms.CharField(label=gettext_lazy("Number"), max_length=MOST_CHARACTERS, widget=QuantityInput)
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=units.MOST_CHARACTERS, required=False, widget=UnitInput
    )
    label = forms.CharField(label=gettext_lazy("What is counted"), max_length=200)
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=NATURES)
    period = forms.CharField(
        label=gettext_lazy("Period"), max_length=MOST_CHARACTERS, required=False, widget=PeriodInput
    )

    @staticmethod
    def initial_of(proposal: FigureProposal) -> dict[str, str]:
        """The proposal as a person would type it."""
        return {
            "quantity": quantity_text(proposal.typed_quantity),
            "unit": proposal.unit,
            "label": ProposalForm.label_of(proposal),
            "nature": proposal.nature,
            "period": period_text(proposal.period) if proposal.period else "",
        }

    @staticmethod
    def label_of(proposal: FigureProposal) -> str:
        """What is counted, in the words of the sentence."""
        return label_of(proposal.sentence, proposal.printed, proposal.unit)

    def clean_quantity(self) -> ParsedQuantity:
        return read_quantity(self.cleaned_data["quantity"])

    def clean_period(self) -> str:
        typed = self.cleaned_data["period"]
        return read_period(typed) if typed else ""

    def clean_unit(self) -> str:
        name = units.tidy(self.cleaned_data["unit"])
        if name and (name[0].isdigit() or not any(char.isalpha() or char == "%" for char in name)):
            message = _("A unit is a word, such as tài khoản or tỷ đồng. The number stands in its own box.")
            raise ValidationError(message)
        return name

    def clean(self) -> dict[str, Any]:
        """What the number's own box says of unit and nature fills their boxes, and must not contradict them."""
        data = super().clean() or {}
        parsed = data.get("quantity")
        if not isinstance(parsed, ParsedQuantity):
            return data
        data["quantity"] = TypedQuantity.of(parsed)
        if parsed.nature and data.get("nature") == Nature.MEASURED:
            data["nature"] = str(parsed.nature)
        if parsed.unit_text and "unit" in data:
            data["unit"] = data["unit"] or parsed.unit_text
            said, chosen = (
                units.text_of(units.unit_named(name)) for name in (parsed.unit_text, data["unit"])
            )
            if said != chosen:
                message = _(
                    "The number is followed by “%(said)s”, but the unit is “%(unit)s”. Keep one of them."
                )
                self.add_error("quantity", message % {"said": said, "unit": chosen})
        return data
