"""Lines of text: broken at spaces, balanced, shortened with an ellipsis only when nothing else is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from press.layout.fonts import Role, advance, drawable, reach
from press.layout.primitives import Block, Span, Text

INK, INK2 = "#11151C", "#4A5260"
LEADING = 1.28
# Engines round advances; a line never uses the last hairs of its width.
SLACK = 0.995
# No language writes such a word: what is longer is an attack, and would be measured for minutes.
LONGEST_WORD = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one style inside a paragraph."""

    text: str
    role: Role = Role.SANS
    fill: str = INK


Line = tuple[Piece, ...]


def line_width(line: Sequence[Piece], size: float) -> float:
    """The width of a line in pixels, a space between its pieces."""
    widths = [advance(piece.text, piece.role, size) for piece in line]
    spaces = [advance(" ", piece.role, size) for piece in line[:-1]]
    return sum(widths) + sum(spaces)


def first_letters(word: str, role: Role, size: float, count: int) -> float:
    """The width of so many letters of a word."""
    return advance(word[:count], role, size)


def words_of(pieces: Sequence[Piece], size: float, width: float) -> list[Piece]:
    """The words of the pieces; one that is wider than the line is cut into parts that are not."""
    words: list[Piece] = []
    for piece in pieces:
        for word in filter(None, drawable(piece.text).split(" ")):
            word = word[:LONGEST_WORD]
            while advance(word, piece.role, size) > width and len(word) > 1:
                ends = range(1, len(word))
                fits = partial(first_letters, word, piece.role, size)
                end = max(1, bisect_right(ends, width, key=fits))
                words.append(Piece(word[:end], piece.role, piece.fill))
                word = word[end:]
            words.append(Piece(word, piece.role, piece.fill))
    return words


def joined(line: Line, word: Piece) -> Line:
    """The line with one more word, merged into the last piece where the style is the same."""
    if line and (line[-1].role, line[-1].fill) == (word.role, word.fill):
        return (*line[:-1], Piece(f"{line[-1].text} {word.text}", word.role, word.fill))
    return (*line, word)


def wrapped(pieces: Sequence[Piece], size: float, width: float) -> list[Line]:
    """The pieces as lines no wider than `width` pixels."""
    width *= SLACK
    lines: list[Line] = []
    for word in words_of(pieces, size, width):
        longer = joined(lines[-1], word) if lines else (word,)
        if lines and line_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append((word,))
    return lines


def balanced(pieces: Sequence[Piece], size: float, width: float) -> list[Line]:
    """The fewest lines that fit, of widths as even as the words allow."""
    lines = wrapped(pieces, size, width)
    low, high = width * 0.4, width
    for _ in range(7 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        attempt = wrapped(pieces, size, middle)
        whole = sum(len(piece.text) for line in attempt for piece in line)
        if len(attempt) == len(lines) and whole == sum(len(piece.text) for line in lines for piece in line):
            lines, high = attempt, middle
        else:
            low = middle
    return lines


def shortened(lines: list[Line], most: int, size: float, width: float) -> list[Line]:
    """At most this many lines; the last one ends in an ellipsis if any were left out."""
    if len(lines) <= most:
        return lines
    *head, last = lines[: max(most, 1)]
    while line_width((*last[:-1], Piece(last[-1].text + "…", last[-1].role)), size) > width * SLACK:
        text = last[-1].text[:-1].rstrip(" ,.;:")
        last = (
            (*last[:-1], Piece(text, last[-1].role, last[-1].fill)) if text or len(last) == 1 else last[:-1]
        )
    return [*head, (*last[:-1], Piece(last[-1].text + "…", last[-1].role, last[-1].fill))]


def paragraph(
    part: str,
    pieces: Sequence[Piece],
    size: float,
    width: float,
    most: int = 99,
    balance: bool = False,
    leading: float = LEADING,
) -> Block:
    """A block of lines; each keeps room for the tallest and deepest Vietnamese letters."""
    lines = (balanced if balance else wrapped)(pieces, size, width)
    lines = shortened(lines, most, size, width)
    items = []
    for number, line in enumerate(lines):
        top, bottom = (
            max(values) for values in zip(*((reach(p.role)[0], -reach(p.role)[1]) for p in line), strict=True)
        )
        baseline = size * (number * leading + (leading - top - bottom) / 2 + top)
        items.append(Text(part, 0.0, baseline, spans_of(line, size), size))
    return Block(
        max((line_width(line, size) for line in lines), default=0), len(lines) * leading * size, tuple(items)
    )


def spans_of(line: Line, size: float) -> tuple[Span, ...]:
    """The pieces of a line at their places."""
    spans, dx = [], 0.0
    for piece in line:
        spans.append(Span(piece.text, piece.role, piece.fill, dx))
        dx += advance(piece.text, piece.role, size) + advance(" ", piece.role, size)
    return tuple(spans)
