"""Figures as they are drawn: digits apart from words, hollow where they are not there yet, yellow where verified."""

from __future__ import annotations

from press.layout.content import Telling
from press.layout.fonts import Role, advance, ink
from press.layout.marks import MARK, PAPER, check, word_box
from press.layout.paragraphs import INK, Piece, paragraph
from press.layout.primitives import Block, Primitive, Shapes, Span, Text, column, rectangle

TRACKING = -0.02
STROKE = 0.03
SLAB_TOP, SLAB_BOTTOM, SLAB_RIGHT = 0.24, 0.035, 0.03


def digit_width(told: Telling) -> float:
    """The width of the digits in em of their own size, the slab's overhang included."""
    return advance(told.digits, Role.FIGURES, 1, 0 if told.hollow else TRACKING) + SLAB_RIGHT


def digit_height(told: Telling) -> float:
    """The height of the digits' ink, or of the slab where it reaches lower, in em of their own size."""
    top, bottom = ink(told.digits, Role.FIGURES)
    return top - min(bottom, -SLAB_BOTTOM) + STROKE


def digits(told: Telling, size: float, slab: bool, part: str = "figure") -> Block:
    """The digits alone, their ink flush to the top; with the marker's slab behind them where it is asked for."""
    top, _bottom = ink(told.digits, Role.FIGURES)
    baseline = (top + STROKE / 2) * size
    width, height = digit_width(told) * size, digit_height(told) * size
    items: list[Primitive] = []
    if slab:
        upper = baseline - SLAB_TOP * size
        low = baseline + SLAB_BOTTOM * size
        items.append(Shapes("slab", (rectangle(0, upper, width, low - upper),), fill=MARK, ground=True))
    span = Span(told.digits, Role.FIGURES, PAPER if told.hollow else INK)
    outline = max(2.0, size * STROKE) if told.hollow else 0.0
    items.append(Text(part, 0, baseline, (span,), size, outline, 0 if told.hollow else TRACKING))
    return Block(width, height, tuple(items))


def state(told: Telling, em: float, width: float, mixed: bool) -> Block | None:
    """The mark of verification with its words; left out where the foot of the graphic says it for all figures."""
    if told.verified and not mixed:
        return None
    mark = check(told.verified, em * 0.72)
    text = paragraph("state", [Piece(told.state)], em * 0.8, width - mark.width * 1.5, 2)
    top = max(0.0, (em * 0.8 * 1.28 - mark.height) / 2)
    return Block(
        mark.width * 1.5 + text.width, text.height, (*mark.at(0, top), *text.at(mark.width * 1.5, 0))
    )


def head(told: Telling, em: float, width: float) -> Block | None:
    """What stands before the digits: the word of a target or projection in its dashed box, then the qualifier."""
    box = word_box(told.word, em * 0.82) if told.word else None
    if not told.before:
        return box
    left = box.width + em * 0.5 if box else 0.0
    text = paragraph("qualifier", [Piece(told.before, Role.STRONG)], em * 1.05, max(width - left, em * 4), 1)
    height = max(text.height, box.height if box else 0.0)
    items = (
        *(box.at(0, (height - box.height) / 2) if box else ()),
        *text.at(left, (height - text.height) / 2),
    )
    return Block(left + text.width, height, items)


def words(
    told: Telling,
    em: float,
    width: float,
    mixed: bool,
    most: int,
    role: Role = Role.SANS,
    unit_em: float = 0.0,
) -> Block:
    """Unit and label under or beside the digits, then the state of verification; `role` is for the label."""
    unit, label = Piece(told.unit, Role.STRONG), Piece(told.label, role)
    if told.joined or not told.label:
        blocks = [paragraph("label", [unit, label], em, width, most, balance=True)]
    else:
        lines = paragraph("unit", [unit], unit_em or em, width, max(1, most - 1), balance=True)
        blocks = [lines, paragraph("label", [label], em * 0.94, width, max(1, most - len(lines.items)), True)]
    text = column(blocks, em * 0.12)
    mark = state(told, em, width, mixed)
    return column([text, mark], em * 0.3) if mark else text


def lead_words(told: Telling, em: float, width: float, mixed: bool, most: int) -> Block:
    """The words of the lead figure: its unit larger, its label strong where it reads on from the unit."""
    role = Role.STRONG if told.joined else Role.SANS
    return words(told, em * 1.25, width, mixed, most, role, em * 1.9)
