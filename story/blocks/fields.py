"""Single boxes of the figure block: quantity, period, unit, reference to another figure."""

import re
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks

from story.blocks import units
from story.blocks.reading import (
    TypedQuantity,
    Unread,
    period_text,
    quantity_text,
    read_period,
    read_quantity,
)
from story.figures import Qualifier
from story.widgets import PeriodInput, QuantityInput, ReferenceInput, UnitInput

_REFERENCE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MOST_CHARACTERS = 300


def is_reference(value: Any) -> bool:
    """Whether the text is the id of a figure and not a number."""
    return bool(_REFERENCE.fullmatch(str(value)))


class VerbatimBlock(blocks.CharBlock):
    """Characters of the source: the same in every language, never sent to a translator."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []


class NamedChoiceBlock(blocks.ChoiceBlock):
    """A choice that a comparison of two versions shows by its words."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(dict(self.field.choices).get(value, value) or "") if value else ""


class NamedBooleanBlock(blocks.BooleanBlock):
    """A box to tick that a comparison of two versions shows in the reader's language."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return _("Yes") if value else _("No")

    def deconstruct(self) -> Any:
        """In migrations, the plain block."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.BooleanBlock", args, kwargs


class TypedBlock(blocks.FieldBlock):
    """A box whose text is understood on the server.

    What cannot be understood stays as typed: in the form beside its message, and in a draft as `{"typed": …}`.
    """

    widget_class: type[forms.TextInput] = forms.TextInput
    nothing: Any = None

    def __init__(self, required: bool = True, help_text: Any = "", **kwargs: Any) -> None:
        self.field_options: dict[str, Any] = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(widget=self.widget_class(), **self.field_options)

    def read(self, typed: str) -> Any:
        """The value that the text says; raises ValidationError."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """The value as a person types it."""
        raise NotImplementedError

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        typed = self.field.widget.value_from_datadict(data, files, prefix) or ""
        typed = typed.replace("\x00", "").strip()[:MOST_CHARACTERS]
        try:
            return self.read(typed) if typed else self.nothing
        except ValidationError:
            return Unread(typed)

    def clean(self, value: Any) -> Any:
        if isinstance(value, Unread):
            return value if self.is_deferred_validation else self.read(str(value))
        if value == self.nothing and self.required:
            raise ValidationError(self.field.error_messages["required"], code="required")
        return value

    def to_python(self, value: Any) -> Any:
        return Unread(value["typed"]) if isinstance(value, dict) and "typed" in value else value

    def normalize(self, value: Any) -> Any:
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        return {"typed": str(value)} if isinstance(value, Unread) else value

    def get_form_state(self, value: Any) -> str:
        if isinstance(value, Unread):
            return str(value)
        return self.written(value) if value else ""

    def render_basic(self, value: Any, context: Any = None) -> str:
        """As a person types it: so two versions are compared."""
        return self.get_form_state(value)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class QuantityBlock(TypedBlock):
    """One box for a number as people write it; stored as exact decimals in text."""

    widget_class = QuantityInput

    def read(self, typed: str) -> TypedQuantity:
        return TypedQuantity.of(read_quantity(typed))

    def written(self, value: TypedQuantity) -> str:
        return quantity_text(value)

    def to_python(self, value: Any) -> TypedQuantity | Unread | None:
        value = super().to_python(value or None)
        if not isinstance(value, dict):
            return value
        numbers: dict[str, Any] = {
            key: None if value.get(key) is None else Decimal(value[key])
            for key in ("value", "value_max", "total")
        }
        return TypedQuantity(qualifier=Qualifier(value.get("qualifier") or "exactly"), **numbers)

    def get_prep_value(self, value: TypedQuantity | Unread | None) -> dict[str, Any] | None:
        if not isinstance(value, TypedQuantity):
            return super().get_prep_value(value)
        numbers = asdict(value)
        qualifier = str(numbers.pop("qualifier"))
        return {key: None if number is None else f"{number:f}" for key, number in numbers.items()} | {
            "qualifier": qualifier
        }


class PeriodBlock(TypedBlock):
    """A date, month, year or interval, stored as ISO 8601."""

    widget_class = PeriodInput
    nothing = ""

    def __init__(self, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)

    def read(self, typed: str) -> str:
        return read_period(typed)

    def written(self, value: str) -> str:
        return period_text(value)

    def normalize(self, value: Any) -> Any:
        return super().normalize(value or "")


class UnitBlock(blocks.ChooserBlock):
    """The unit, found while typing its name; a draft keeps a name that is no unit yet as `{"typed": …}`."""

    @cached_property
    def target_model(self) -> Any:
        from story.models import Unit

        return Unit

    @cached_property
    def widget(self) -> forms.Widget:
        return UnitInput()

    def get_form_state(self, value: Any) -> str:
        return units.text_of(value)

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        return units.unit_named(self.widget.value_from_datadict(data, files, prefix) or "")

    def clean(self, value: Any) -> Any:
        if value is None or value.pk:
            return super().clean(value)
        if self.is_deferred_validation:
            return value
        message = _("“%(name)s” is no unit yet. Choose one from the list, or “New unit” below it.")
        raise ValidationError(message % {"name": units.text_of(value)})

    def to_python(self, value: Any) -> Any:
        return units.unit_named(value["typed"]) if isinstance(value, dict) else super().to_python(value)

    def bulk_to_python(self, values: Any) -> list[Any]:
        values = list(values)
        stored = [value if isinstance(value, int) else None for value in values]
        known = super().bulk_to_python([pk for pk in stored if pk is not None])
        found = iter(known)
        return [
            self.to_python(value) if pk is None else next(found)
            for value, pk in zip(values, stored, strict=True)
        ]

    def normalize(self, value: Any) -> Any:
        return value if value is None or isinstance(value, self.model_class) else self.to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and value.pk is None:
            return {"typed": units.text_of(value)}
        return super().get_prep_value(value)

    def extract_references(self, value: Any) -> Any:
        if value is not None and value.pk:
            yield from super().extract_references(value)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class ReferenceBlock(VerbatimBlock):
    """The id of another figure of the same story, chosen from its list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = ReferenceInput()

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value and not is_reference(value) and not self.is_deferred_validation:
            raise ValidationError(_("Choose a figure of this story."))
        return value
