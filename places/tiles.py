"""The map of 34 equal tiles: where each unit of today stands on the grid."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Cell(NamedTuple):
    """A place on the grid, counted from 1 at the top left, as CSS grid lines are."""

    row: int
    column: int


class Attached(NamedTuple):
    """A special zone drawn beside the tile of the unit it belongs to."""

    unit: str
    name: "str | StrPromise"
    cell: Cell
    columns: int


# One string a row, one code a column, `..` is sea or a neighbouring country.
_GRID = """
12 15 08 04 ..
11 14 25 19 20
.. .. 01 24 22
.. .. 37 33 31
.. .. 38 .. ..
.. .. 40 .. ..
.. .. .. 42 ..
.. .. .. 44 ..
.. .. .. .. 46
.. .. .. .. 48
.. .. .. .. 51
.. .. .. .. 52
.. .. .. .. 66
.. 80 75 68 56
91 82 79 .. ..
92 86 .. .. ..
96 .. .. .. ..
"""

TILES: dict[str, Cell] = {
    code: Cell(row, column)
    for row, line in enumerate(_GRID.split("\n")[1:-1], start=1)
    for column, code in enumerate(line.split(), start=1)
    if code != ".."
}

# Never cropped, at any width: and joined to their units by a solid line, for which column 6 stays free.
ATTACHED = (
    Attached("48", _("Hoàng Sa Special Zone"), Cell(TILES["48"].row, 7), columns=2),
    Attached("56", _("Trường Sa Special Zone"), Cell(TILES["56"].row, 7), columns=2),
)

ROWS = max(cell.row for cell in TILES.values())
COLUMNS = max(attached.cell.column + attached.columns - 1 for attached in ATTACHED)
