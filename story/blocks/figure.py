"""The figure block: the heart. A number with unit, nature, period and source, entered once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from story.blocks import units
from story.blocks.fields import (
    NamedBooleanBlock,
    NamedChoiceBlock,
    PeriodBlock,
    QuantityBlock,
    ReferenceBlock,
    UnitBlock,
    VerbatimBlock,
)
from story.blocks.reading import Unread, read_quantity
from story.blocks.text import PREVIEW_TEMPLATE
from story.figures import Nature, ParsedQuantity, PeriodBasis
from story.neutral import BodyItem, Context

NATURES = [
    (Nature.MEASURED, _("measured")),
    (Nature.ESTIMATE, _("estimate")),
    (Nature.TARGET, _("target")),
    (Nature.PROJECTION, _("projection")),
    (Nature.RULE, _("rule")),
    (Nature.COST, _("cost")),
]
PERIOD_BASES = [
    (PeriodBasis.NONE, _("the source states no date")),
    (PeriodBasis.STATED, _("stated beside the figure")),
    (PeriodBasis.DOCUMENT_DATE, _("date of the document")),
]
RULES = [
    ("share", _("share, in percent: first ÷ second")),
    ("ratio", _("ratio: first ÷ second")),
    ("sum", _("sum: first + second")),
    ("difference", _("difference: first − second")),
    ("growth", _("growth, in percent: from second to first")),
]


def _said(typed: str) -> ParsedQuantity | None:
    try:
        return read_quantity(typed) if typed.strip() else None
    except ValidationError:
        return None


def _contradicts(said: ParsedQuantity, unit: Any) -> bool:
    return bool(said.unit_text and unit) and units.text_of(units.unit_named(said.unit_text)) != units.text_of(
        unit
    )


def _contradictions(value: Any) -> dict[str, ValidationError]:
    errors = {}
    if value["rule"] and not (value["first"] and value["second"]):
        errors["rule"] = ValidationError(_("Choose the two figures it is computed from."))
    if value["period"] and value["period_basis"] == PeriodBasis.NONE:
        errors["period_basis"] = ValidationError(_("Say where the period comes from."))
    if value["baseline_period"] and not value["baseline"]:
        errors["baseline"] = ValidationError(_("Give the number before, or clear its period."))
    return errors


class FigureValue(blocks.StructValue):
    """A figure as the editor entered it."""

    def __str__(self) -> str:
        return str(self.get("label") or "")


class FigureBlock(blocks.StructBlock):
    """One figure; the id of this block is its identity for ever, in every language."""

    quantity = QuantityBlock(
        label=_("Number"), help_text=_("As in the source: 867.598 · 97,1 · 3,1 tỷ · 7-10 nghìn · 68/200")
    )
    unit = UnitBlock(label=_("Unit"), required=False, help_text=_("Type a part of its name."))
    label = blocks.CharBlock(label=_("What it is"), max_length=200)
    nature = NamedChoiceBlock(choices=NATURES, default=Nature.MEASURED, label=_("Nature"))
    period = PeriodBlock(label=_("Period"), help_text=_("For example 12/2021 or từ 15/12 đến 31/12/2021."))
    period_basis = NamedChoiceBlock(choices=PERIOD_BASES, default=PeriodBasis.NONE, label=_("The period is"))
    printed = VerbatimBlock(label=_("As printed in the source"), required=False, max_length=200)
    source_title = blocks.CharBlock(label=_("Source"), max_length=400)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    source_page = VerbatimBlock(label=_("Page or section"), required=False, max_length=80)
    highlight = NamedBooleanBlock(label=_("Key figure of the story"), required=False)
    target = ReferenceBlock(label=_("Its target"), required=False, max_length=36)
    rule = NamedChoiceBlock(choices=RULES, required=False, label=_("Computed as"))
    first = ReferenceBlock(label=_("First figure"), required=False, max_length=36)
    second = ReferenceBlock(label=_("Second figure"), required=False, max_length=36)
    baseline = QuantityBlock(label=_("Before"), required=False)
    baseline_period = PeriodBlock(label=_("Period before"))

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the number's own box says of nature and unit (“dự kiến 5.000 tài khoản”) fills their empty boxes."""
        value = super().value_from_datadict(data, files, prefix)
        typed = str(data.get(f"{prefix}-quantity") or "")
        said = _said(typed)
        if said is None:
            return value
        if said.nature and value["nature"] == Nature.MEASURED:
            value["nature"] = str(said.nature)
        if said.unit_text and value["unit"] is None:
            value["unit"] = units.unit_named(said.unit_text)
        elif _contradicts(said, value["unit"]):
            # Neither of the two is thrown away: the text stays until the editor has decided.
            value["quantity"] = Unread(typed.strip())
        return value

    def clean(self, value: Any) -> Any:
        if not self.is_deferred_validation:
            self._check_unit(value)
        cleaned = super().clean(value)
        errors = {} if self.is_deferred_validation else _contradictions(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def _check_unit(self, value: Any) -> None:
        said = _said(str(value["quantity"])) if isinstance(value["quantity"], Unread) else None
        if said and _contradicts(said, value["unit"]):
            words = {"said": said.unit_text, "unit": units.text_of(value["unit"])}
            message = (
                _("The number is followed by “%(said)s”, but the unit is “%(unit)s”. Keep one of them.")
                % words
            )
            raise StructBlockValidationError(block_errors={"quantity": ValidationError(message)})

    def get_searchable_content(self, value: Any) -> list[str]:
        """Label, printed form and unit: numbers are never indexed by themselves."""
        return [str(value[name]) for name in ("label", "printed", "unit") if value.get(name)]

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """A reference to the figure's row among the figures, with its sentence form."""
        record = context.figures.get(context.block_id)
        return [BodyItem("figure", record.forms.sentence, ref=record.id)] if record else []

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "quantity": {"value": "116000", "value_max": None, "total": None, "qualifier": "over"},
                "unit": None,
                "label": "Cửa hàng số",
                "nature": "measured",
                "source_title": "Báo cáo chuyên đề",
            }
        )

    class Meta:
        icon = "decimal"
        label = _("Figure")
        label_format = "{quantity} {unit} · {label}"
        value_class = FigureValue
        form_classname = "struct-block story-figure"
        description = _("A number with its unit, nature, period and source, checked by a named person.")
        template = "components/streamfield/figure_block.html"
        preview_template = PREVIEW_TEMPLATE
        form_layout = [
            "quantity",
            "unit",
            "label",
            "nature",
            "source_title",
            "highlight",
            blocks.BlockGroup(
                children=["source_url", "source_page", "printed", "period", "period_basis"],
                heading=_("Source and period"),
                icon="calendar-alt",
                label_format="{period} {source_page}",
                classname="collapsed",
            ),
            blocks.BlockGroup(
                children=["target", "rule", "first", "second", "baseline", "baseline_period"],
                heading=_("Computed, compared"),
                icon="cogs",
                label_format="",
                classname="collapsed",
            ),
        ]
