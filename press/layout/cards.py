"""The lesser blocks of a graphic: further figures, charts as bars, the legend of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from press.layout.bars import Bar, Bars
from press.layout.content import Extent, Telling
from press.layout.digits import digit_width, digits, head, words
from press.layout.fonts import Role
from press.layout.marks import PAPER, RULE, cells
from press.layout.paragraphs import INK, INK2, Piece, paragraph
from press.layout.primitives import Block, Primitive, Shapes, column, rectangle


@dataclass(frozen=True, slots=True)
class Card:
    """A further figure, ready to be drawn at a width; `above` keeps its digits level with its neighbours'."""

    told: Telling
    em: float
    mixed: bool

    def above(self, width: float) -> float:
        """The room that stands over the digits."""
        before = head(self.told, self.em, width)
        return before.height + self.em * 0.3 if before else 0.0

    def at(self, width: float, above: float = 0.0) -> Block:
        """Digits with their words beside them, or under them where the place is narrow."""
        told, em = self.told, self.em
        before, above = head(told, em, width), max(above, self.above(width))
        size = min(em * 4.4, width / digit_width(told))
        gap = em * 0.7
        room = width - digit_width(told) * size - gap
        number = digits(told, size, False)
        if room >= em * 9:
            text = words(told, em * 0.95, room, self.mixed, 5)
            x, top = number.width + gap, max(0.0, (number.height - text.height) / 2)
            items = (*number.at(0, 0), *text.at(x, top))
            body = Block(x + text.width, max(number.height, top + text.height), items)
        else:
            body = column([number, words(told, em * 0.95, width, self.mixed, 6)], em * 0.35)
        over = before.at(0, above - em * 0.3 - before.height) if before else ()
        return Block(
            max(body.width, before.width if before else 0), above + body.height, (*over, *body.at(0, above))
        )


@dataclass(frozen=True, slots=True)
class ChartCard:
    """A chart, ready to be drawn at a width."""

    bars: Bars
    colour: str
    em: float

    def above(self, width: float) -> float:
        """A chart begins with its title."""
        return 0.0

    def at(self, width: float, above: float = 0.0) -> Block:
        """The chart at this width."""
        return chart(self.bars, self.colour, self.em, width)


Maker = Card | ChartCard


@lru_cache(maxsize=256)
def grid(makers: tuple[Maker, ...], columns: int, width: float, gap: float) -> Block:
    """Blocks in equal columns, row by row, each row as tall as its tallest and its digits on one line."""
    across = (width - gap * (columns - 1)) / columns
    rows = []
    for start in range(0, len(makers), columns):
        row = makers[start : start + columns]
        above = max(maker.above(across) for maker in row)
        blocks = [maker.at(across, above) for maker in row]
        placed = [item for n, block in enumerate(blocks) for item in block.at(n * (across + gap), 0)]
        rows.append(Block(width, max(block.height for block in blocks), tuple(placed)))
    return column(rows, gap * 0.7)


def legend(extent: Extent, shape: str, colour: str, em: float, width: float) -> Block:
    """What solid and hollow cells stand for."""
    entries: list[tuple[bool, list[Piece]]] = []
    if extent.solid:
        entries.append((False, [Piece(extent.solid_words, Role.STRONG)]))
    elif extent.solid_words:
        entries.append((True, [Piece(extent.solid_words, Role.STRONG)]))
    rest = [Piece(extent.hollow_lead), Piece(extent.hollow_strong, Role.STRONG), Piece(extent.hollow_rest)]
    rest = [piece for piece in rest if piece.text]
    if rest and extent.solid and extent.hollow:
        entries.append((True, rest))
    elif rest and not extent.hollow_rest:
        entries[0][1].extend([Piece("·"), *rest])
    side = em * 0.8
    blocks = []
    for hollow, pieces in entries:
        text = paragraph("legend", pieces, em, width - side * 1.6, 2)
        mark = cells(shape, colour, [(0.0, em * 0.24)], side, hollow, "legend-mark")
        blocks.append(Block(side * 1.6 + text.width, text.height, (*mark, *text.at(side * 1.6, 0))))
    if len(blocks) == 2 and blocks[0].width + blocks[1].width + em * 2 <= width:
        second = blocks[0].width + em * 2
        joined = (*blocks[0].items, *blocks[1].at(second, 0))
        return Block(second + blocks[1].width, max(b.height for b in blocks), joined)
    return column(blocks, em * 0.15)


@lru_cache(maxsize=64)
def chart(bars: Bars, colour: str, em: float, width: float) -> Block:
    """The title, the unit and the bars of a chart; every value is written in or beside its bar."""
    title = [Piece(bars.title, Role.STRONG), *([Piece(f"({bars.unit})", fill=INK2)] if bars.unit else [])]
    heading = paragraph("chart-title", title, em * 0.95, width, 3)
    if bars.stacked:
        longest = max(bar.total for bar in bars.bars)
        blocks = [stacked_bar(bar, longest, colour, em, width) for bar in bars.bars]
    else:
        blocks = plain_bars(bars.bars, colour, em, width)
    caption = (
        [paragraph("chart-source", [Piece(bars.source, fill=INK2)], em * 0.72, width, 2)]
        if bars.source
        else []
    )
    return column([heading, column(blocks, em * 0.4), *caption], em * 0.45)


def plain_bars(bars: Sequence[Bar], colour: str, em: float, width: float) -> list[Block]:
    """A row for each bar: its label, the bar from zero, its value."""
    size = em * 0.85
    labels = [paragraph("bar-label", [Piece(bar.label)], size, width * 0.4, 2) for bar in bars]
    told = [bar.parts[0].told(bar.parts[0].shown) for bar in bars]
    values = [paragraph("bar-value", [Piece(words, Role.BOLD)], size, width * 0.4, 5) for words in told]
    left = max(label.width for label in labels) + em * 0.6
    room = width - left - max(value.width for value in values) - em * 0.5
    most = max(bar.total for bar in bars)
    rows = []
    for bar, label, value in zip(bars, labels, values, strict=True):
        height = max(label.height, value.height)
        length = max(float(bar.total / most) * room, 1.0)
        strip = strip_of(left, (height - em) / 2, length, em, colour, bool(bar.parts[0].word))
        beside = value.at(left + length + em * 0.4, (height - value.height) / 2)
        rows.append(Block(width, height, (*label.at(0, (height - label.height) / 2), strip, *beside)))
    return rows


def strip_of(x: float, y: float, length: float, height: float, colour: str, hollow: bool) -> Shapes:
    """A stretch of a bar, solid or as a dashed outline of the same outer size; words may stand on it."""
    if not hollow:
        return Shapes("bar", (rectangle(x, y, length, height),), fill=colour, ground=True)
    line = min(max(2.0, height * 0.045), length / 2, height / 2)
    frame = rectangle(x + line / 2, y + line / 2, length - line, height - line)
    return Shapes("bar", (frame,), stroke=colour, width=line, dash=(line * 2.5, line * 1.5), ground=True)


def stacked_bar(bar: Bar, longest: Decimal, colour: str, em: float, width: float) -> Block:
    """One bar of several parts, to the scale of the longest; a part too narrow for its words is named under it."""
    paints = [(colour, PAPER), (INK, PAPER), (INK2, PAPER), (RULE, INK)]
    gap, pad, x = em * 0.12, em * 0.45, 0.0
    height = em * 3.1
    room = width - gap * (len(bar.parts) - 1)
    items: list[Primitive] = []
    below: list[Block] = []
    for part, (ground, on_ground) in zip(bar.parts, paints, strict=False):
        length, hollow = float(part.value / longest) * room, bool(part.word)
        ink = INK if hollow else on_ground
        number = paragraph("bar-value", [Piece(part.shown, Role.FIGURES, ink)], em * 1.35, width, 1)
        label = paragraph("bar-label", [Piece(part.told(part.name), Role.STRONG, ink)], em * 0.75, width, 1)
        inside = max(number.width, label.width) + 2 * pad <= length
        if length:
            items.append(strip_of(x, 0, length, height, ground, hollow))
        if inside:
            items += [*number.at(x + pad, em * 0.15), *label.at(x + pad, em * 0.15 + number.height)]
        else:
            below.append(bar_key(f"{part.name}:", part.told(part.shown), ground, em, width, hollow))
        x += length + gap
    blocks = [Block(width, height, tuple(items)), *below]
    heading = [paragraph("bar-label", [Piece(bar.label)], em * 0.85, width, 2)] if bar.label else []
    return column([*heading, *blocks], em * 0.25)


def bar_key(name: str, shown: str, colour: str, em: float, width: float, hollow: bool) -> Block:
    """A part of a bar named under it: its colour, solid or as an outline, its name, its value."""
    side = em * 0.7
    text = paragraph("bar-label", [Piece(name), Piece(shown, Role.BOLD)], em * 0.8, width - side * 1.6, 2)
    square = replace(strip_of(0, em * 0.16, side, side, colour, hollow), part="bar-key", ground=False)
    return Block(side * 1.6 + text.width, text.height, (square, *text.at(side * 1.6, 0)))
