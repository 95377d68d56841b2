"""The field of cells: one cell stands for one thing, solid if it is there, hollow if it is planned."""

import math
from dataclasses import dataclass

MOST_CELLS = 2000
# Cell to gap is 17 to 5.
_CELL = 17 / 22
_GAP = 5 / 22


@dataclass(frozen=True)
class CellField:
    """How a field is laid out, row by row from the top left; `cell` and `gap` in units of the box."""

    columns: int
    rows: int
    solid: int
    hollow: int
    cell: float
    gap: float


def cell_field(solid: int, hollow: int, width: float, height: float) -> CellField | None:
    """The field with the largest cells that fit the box.

    None where a field would not be honest or readable: numbers that are not whole, fewer than two
    cells, more than 2,000, or a box without size.
    """
    cells = solid + hollow
    if not 2 <= cells <= MOST_CELLS or not (0 < width < math.inf and 0 < height < math.inf):
        return None
    if solid != int(solid) or hollow != int(hollow) or min(solid, hollow) < 0:
        return None
    steps = {columns: _step(columns, int(cells), width, height) for columns in range(1, int(cells) + 1)}
    largest = max(steps.values())
    # Of the equally large ones, the arrangement whose last row is fullest.
    columns = min(
        (columns for columns, step in steps.items() if math.isclose(step, largest)),
        key=lambda columns: columns * math.ceil(cells / columns),
    )
    rows = math.ceil(cells / columns)
    return CellField(columns, rows, int(solid), int(hollow), largest * _CELL, largest * _GAP)


def _step(columns: int, cells: int, width: float, height: float) -> float:
    """Cell and gap together, for as many columns."""
    rows = math.ceil(cells / columns)
    return min(width / (columns - _GAP), height / (rows - _GAP))
