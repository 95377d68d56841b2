"""The marks of the house: pillar shapes solid and hollow, fields of cells, dashed boxes, ticks, QR codes."""

from __future__ import annotations

import segno

from press.layout.fonts import Role
from press.layout.paragraphs import INK, Piece, paragraph
from press.layout.primitives import Block, Circles, Point, Polygon, Primitive, Shapes, rectangle
from story.figures.field import CellField, cell_field

PAPER, MARK, RULE = "#FFFFFF", "#FFD21F", "#C4CACF"


def triangle(x: float, y: float, size: float, inset: float = 0.0) -> Polygon:
    """The triangle of the digital economy, right angle at the lower right, drawn in by `inset` on every side."""
    far = inset * (1 + 2**0.5)
    return ((x + far, y + size - inset), (x + size - inset, y + far), (x + size - inset, y + size - inset))


def cells(
    shape: str, colour: str, corners: list[Point], size: float, hollow: bool, part: str
) -> tuple[Primitive, ...]:
    """Shapes of one size at these corners; hollow ones have the same outer size as solid ones."""
    if not corners:
        return ()
    width = max(1.0, size * 0.075) if hollow else 0.0
    paint = {"stroke": colour, "width": width} if hollow else {"fill": colour}
    if shape == "circle":
        centres = tuple((x + size / 2, y + size / 2) for x, y in corners)
        return (Circles(part, centres, (size - width) / 2, **paint),)
    if shape == "triangle":
        polygons = tuple(triangle(x, y, size, width / 2) for x, y in corners)
    else:
        polygons = tuple(
            rectangle(x + width / 2, y + width / 2, size - width, size - width) for x, y in corners
        )
    return (Shapes(part, polygons, **paint),)


def field(
    shape: str, colour: str, solid: int, hollow: int, width: float, height: float, least: float
) -> Block | None:
    """One cell for one thing, solid ones first; nothing when the cells would be smaller than `least` pixels."""
    tries = (cell_field(solid, hollow, width, height * step / 12) for step in range(12, 5, -1))
    grids = [grid for grid in tries if grid and grid.cell >= least]
    if not grids:
        return None
    grid = max(grids, key=lambda grid: evenness(grid, width))
    pitch = grid.cell + grid.gap
    corners = [(n % grid.columns * pitch, n // grid.columns * pitch) for n in range(solid + hollow)]
    items = (
        *cells(shape, colour, corners[:solid], grid.cell, False, "field"),
        *cells(shape, colour, corners[solid:], grid.cell, True, "field"),
    )
    return Block(grid.columns * pitch - grid.gap, grid.rows * pitch - grid.gap, items)


def evenness(grid: CellField, width: float) -> float:
    """How well a field looks: full width and a full last row first, then large cells."""
    across = (grid.columns * (grid.cell + grid.gap) - grid.gap) / width
    full = (grid.solid + grid.hollow) / (grid.columns * grid.rows)
    return 2 * across + full + grid.cell / width * 12


def share_bar(colour: str, share: float, width: float, height: float, line: float) -> Block:
    """A bar for quantities too large for cells: the solid part, then what is not there yet as an outline."""
    cut = width * share
    items: list[Primitive] = []
    if cut:
        items.append(Shapes("field", (rectangle(0, 0, cut, height),), fill=colour))
    if width - cut > 2 * line:
        gap = line * 1.5 if cut else 0
        outline = rectangle(cut + gap + line / 2, line / 2, width - cut - gap - line, height - line)
        items.append(Shapes("field", (outline,), stroke=colour, width=line))
    return Block(width, height, tuple(items))


def word_box(word: str, size: float) -> Block:
    """The dashed box with the word that a target or projection always carries."""
    words = paragraph("word", [Piece(word, Role.STRONG)], size, size * 30, 1)
    pad, line = size * 0.45, max(2.0, size * 0.1)
    height = words.height + pad * 0.5
    frame = rectangle(line / 2, line / 2, words.width + 2 * pad - line, height - line)
    dash = (size * 0.28, size * 0.2)
    box = Shapes("word-box", (frame,), stroke=INK, width=line, dash=dash, ground=True)
    return Block(words.width + 2 * pad, height, (box, *words.at(pad, pad * 0.25)))


def check(verified: bool, size: float) -> Block:
    """The yellow tick of a verified figure, or the empty dashed box of one that awaits verification."""
    if not verified:
        line = max(1.5, size * 0.09)
        frame = rectangle(line / 2, line / 2, size - line, size - line)
        dash = (size * 0.2, size * 0.15)
        return Block(size, size, (Shapes("tick", (frame,), stroke=INK, width=line, dash=dash),))
    points = ((0.2, 0.52), (0.31, 0.41), (0.43, 0.53), (0.7, 0.24), (0.81, 0.35), (0.43, 0.75))
    tick = Shapes("tick", (tuple((x * size, y * size) for x, y in points),), fill=INK)
    return Block(size, size, (Shapes("tick", (rectangle(0, 0, size, size),), fill=MARK, ground=True), tick))


def qr_code(address: str, module: int) -> Block:
    """The QR code of an address, `module` pixels a dot, without its quiet zone (the paper round it is white)."""
    matrix = segno.make(address, error="m", micro=False).matrix
    runs: list[Polygon] = []
    for row, line in enumerate(matrix):
        start = None
        for place, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                runs.append(rectangle(start * module, row * module, (place - start) * module, module))
                start = None
    side = len(matrix) * module
    return Block(side, side, (Shapes("qr", tuple(runs), fill=INK),))
