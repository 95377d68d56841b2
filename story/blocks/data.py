"""Charts and tables: numbers as numbers, or as references to figures of the story."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from story.blocks.fields import NamedChoiceBlock, TypedBlock, UnitBlock, is_reference
from story.blocks.guard import GuardedListBlock
from story.blocks.reading import TypedQuantity, Unread, quantity_text, read_quantity
from story.blocks.text import PREVIEW_TEMPLATE
from story.neutral import BodyItem, Context
from story.widgets import ChartNumberInput


class ChartNumberBlock(TypedBlock):
    """A number as typed, or the id of a figure of this story; stored as plain decimal text or as the id."""

    widget_class = ChartNumberInput
    nothing = ""

    def __init__(self, required: bool = True, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)

    def read(self, typed: str) -> str:
        if is_reference(typed):
            return typed.lower()
        parsed = read_quantity(typed)
        if parsed.value_max is not None or parsed.total is not None:
            raise ValidationError(
                _("A chart shows one number for each value, no range and no part of a total.")
            )
        return f"{parsed.value:f}"

    def written(self, value: str) -> str:
        if is_reference(value):
            return value
        try:
            return quantity_text(TypedQuantity(Decimal(value)))
        except InvalidOperation:
            return value

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value or "")
        if isinstance(value, Unread) or not value or is_reference(value):
            return value
        try:
            return f"{Decimal(value):f}"
        except InvalidOperation:
            return Unread(value)


class SeriesBlock(blocks.StructBlock):
    """One row of numbers, in the order of the categories."""

    name = blocks.CharBlock(label=_("Series"), max_length=120)
    values = GuardedListBlock(
        ChartNumberBlock(label=_("Value"), max_length=60),
        label=_("Values"),
        help_text=_("In the order of the categories: a number, or a figure of this story."),
    )

    class Meta:
        icon = "table"
        label = _("Series")


class ChartBlock(blocks.StructBlock):
    """A chart whose headline says the finding; it is always shown with its table."""

    title = blocks.CharBlock(label=_("The finding"), max_length=160, help_text=_("Say what the chart shows."))
    kind = NamedChoiceBlock(
        choices=[("bar", _("bars")), ("stacked-bar", _("parts of a whole"))], default="bar", label=_("Kind")
    )
    unit = UnitBlock(label=_("Unit"), required=False)
    categories = GuardedListBlock(
        blocks.CharBlock(label=_("Category"), max_length=120), label=_("Categories")
    )
    series = GuardedListBlock(SeriesBlock(), label=_("Series"))
    alt = blocks.TextBlock(label=_("In words"), rows=2, help_text=_("For people who cannot see the chart."))
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        wanted = len(cleaned["categories"])
        counts = {len(series["values"]) for series in cleaned["series"]}
        if not self.is_deferred_validation and counts - {wanted}:
            message = _("Each series needs one value for each category: %(count)d.") % {"count": wanted}
            raise StructBlockValidationError(block_errors={"series": ValidationError(message)})
        return cleaned

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """A reference to the chart's row among the charts, with its title."""
        return [BodyItem("chart", value["title"], ref=context.block_id)]

    class Meta:
        icon = "view"
        label = _("Chart")
        description = _(
            "Bars that can be read without a screen reader or JavaScript, with the table beside them."
        )
        template = "components/streamfield/chart_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "title": "Quá nửa người dân hài lòng",
            "kind": "bar",
            "unit": None,
            "categories": ["Hài lòng", "Chấp nhận", "Không hài lòng"],
            "series": [{"name": "Tỉ lệ", "values": ["56.8", "18.6", "24.6"]}],
            "alt": "Hài lòng 56,8%, chấp nhận 18,6%, không hài lòng 24,6%.",
            "source": "Báo cáo chuyên đề",
        }


def chart_numbers(value: Any, figures: dict[str, Any]) -> list[tuple[str, list[Decimal | None]]]:
    """The series of a chart as decimals; a reference gives its figure's value, an unknown one nothing."""

    def number(cell: str) -> Decimal | None:
        if not cell or is_reference(cell):
            return figures[cell].quantity.value if cell in figures else None
        try:
            return Decimal(cell)
        except InvalidOperation:
            return None

    return [(series["name"], [number(cell) for cell in series["values"]]) for series in value["series"]]


class RowBlock(blocks.StructBlock):
    """A row of a table."""

    cells = GuardedListBlock(
        blocks.CharBlock(label=_("Cell"), required=False, max_length=300), label=_("Cells")
    )

    class Meta:
        icon = "table"
        label = _("Row")


class TableBlock(blocks.StructBlock):
    """A small table with a caption and a header row."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    header = GuardedListBlock(blocks.CharBlock(label=_("Column"), max_length=120), label=_("Header"))
    rows = GuardedListBlock(RowBlock(), label=_("Rows"))

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """Caption and rows, the header first."""
        rows = (tuple(value["header"]), *(tuple(row["cells"]) for row in value["rows"]))
        return [BodyItem("table", value["caption"], rows=rows)]

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Words and numbers in rows, with a caption that says what they are.")
        template = "components/streamfield/table_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "caption": "Nguồn dữ liệu trong kho",
            "header": ["Nguồn", "Cơ quan chủ quản"],
            "rows": [{"cells": ["Đất đai", "Sở Tài nguyên và Môi trường"]}],
        }
