"""Figures as fields of cells: one cell is one thing, solid if it is there, hollow if it is still to come."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from story.display import display_of
from story.figures import CellField, Nature, Quantity, UnitKind, cell_field
from story.records import FigureRecord

# Cell and step of the drawing in its own units: 17 to 5.
CELL, STEP = 17, 22
SHAPES = {"digital-government": "square", "digital-economy": "triangle", "digital-society": "disc"}
# One cell from its lower left corner; closing the path returns there.
_SOLID = {
    "square": "v-17h17v17z",
    "triangle": "l17-17v17z",
    "disc": "m0-8.5a8.5 8.5 0 0 1 17 0a8.5 8.5 0 0 1-17 0zm0 8.5",
}
_HOLLOW = {
    "square": "m1-1v-15h15v15zm-1 1",
    "triangle": "m2.4-1l13.6-13.6v13.6zm-2.4 1",
    "disc": "m1-8.5a7.5 7.5 0 0 1 15 0a7.5 7.5 0 0 1-15 0zm-1 8.5",
}


@dataclass(frozen=True)
class Drawing:
    """A field as two SVG paths in a box of `width` by `height`."""

    width: int
    height: int
    solid: str
    hollow: str
    shape: str

    @property
    def view_box(self) -> str:
        """The box, for the `viewBox` attribute."""
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class FigureField:
    """A figure's field with the words that say what its cells stand for."""

    drawing: Drawing
    solid_label: str
    hollow_label: str
    note: str


def draw(field: CellField, shape: str) -> Drawing:
    """The paths of a field, row by row from the top left."""
    cells = field.solid + field.hollow
    return Drawing(
        width=field.columns * STEP - (STEP - CELL),
        height=field.rows * STEP - (STEP - CELL),
        solid=_path(range(field.solid), field.columns, _SOLID[shape]),
        hollow=_path(range(field.solid, cells), field.columns, _HOLLOW[shape]),
        shape=shape,
    )


def _path(cells: range, columns: int, cell: str) -> str:
    pieces: list[str] = []
    for number in cells:
        row, column = divmod(number, columns)
        new_row = not pieces or column == 0
        pieces.append((f"M{column * STEP} {row * STEP + CELL}" if new_row else f"m{STEP} 0") + cell)
    return "".join(pieces)


def draw_count(count: int, shape: str, columns: int = 20) -> Drawing | None:
    """So many cells in rows of `columns`; None where there is nothing to count."""
    if count < 1:
        return None
    rows = -(-count // columns)
    return draw(CellField(columns, rows, count, 0, CELL / STEP, 1 - CELL / STEP), shape)


def field_of(
    record: FigureRecord, figures: Mapping[str, FigureRecord], shape: str, width: float, height: float
) -> FigureField | None:
    """The field of a counted figure within a box of those proportions; None where one would not be honest."""
    if not _is_counted(record.quantity) or record.is_ahead:
        return None
    target = figures.get(record.target)
    hollow, label = _ahead(record, target)
    cells = cell_field(int(record.quantity.value), hollow, width, height)
    if cells is None:
        return None
    return FigureField(
        draw(cells, shape), record.forms.sentence, label, _note(record, target if hollow else None)
    )


def _is_counted(quantity: Quantity) -> bool:
    if quantity.value_max is not None or quantity.value != int(quantity.value) or quantity.value < 0:
        return False
    return quantity.unit is None or quantity.unit.kind is UnitKind.COUNT


def _ahead(record: FigureRecord, target: FigureRecord | None) -> tuple[int, str]:
    """How many cells are still to come, and the words for them."""
    value = int(record.quantity.value)
    if target and target.nature in (Nature.TARGET, Nature.PROJECTION) and _is_counted(target.quantity):
        hollow = int(target.quantity.value) - value
        if hollow > 0:
            words = {"word": target.nature_word.lower(), "figure": target.forms.sentence}
            return hollow, _("still to come for the %(word)s: %(figure)s") % words
    total = record.quantity.total
    if total is not None and total == int(total) and total > value:
        return int(total) - value, _("the rest of the total")
    return 0, ""


def _note(record: FigureRecord, target: FigureRecord | None) -> str:
    counted = record.unit_name
    if target is None or not counted or counted == target.unit_name:
        return ""
    wanted = display_of(target.quantity, target.locale).after if target.unit is None else target.unit_name
    words = {"counted": counted, "wanted": wanted}
    return (
        _("The first figure counts %(counted)s, the other %(wanted)s; the drawing sets one for one.") % words
    )
