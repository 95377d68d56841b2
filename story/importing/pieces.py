"""Paragraphs as people make them by hand, put right: lines broken by a page, points marked by a dash, tables for layout."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from story.importing.document import Item, Picture
from story.importing.headings import fold
from story.importing.reading import Block, Paragraph, Table, stripped
from story.neutral import Run

MOST_CELL, MOST_HEADER, MOST_COLUMNS, MOST_ROWS = 300, 120, 30, 200
_DASH = re.compile(r"^\s*[-–—•·▪●○◦‣*]\s+(?=\S)|^\s*[–—•▪●○◦‣](?=\S)|^-(?=[^\W\d_])")
_PLUS = re.compile(r"^\s*[+]\s*(?=\S)")
_COUNTED = re.compile(r"^\s*\(?([0-9]{1,2}|[a-zđ])[.)]\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;…”\"»)\]]$")
_LABEL = re.compile(r"^(?:bang|hinh|anh|so do|bieu do|nguon|table|figure|photo)\b")
# A caption is no sentence of its own.
LEAST_BROKEN = 20

Piece = Paragraph | Item | Picture


@dataclass
class Count:
    """The last number of a list counted by hand."""

    last: int = 0


def pieces(blocks: Iterable[Block]) -> list[Piece]:
    """What is told, in order: paragraphs (points of a list have a level), tables of data, pictures."""
    return _joined(list(_single(blocks)))


def _single(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Table):
            table = data_table(block)
            if table:
                yield table
            else:
                for row in block.rows:
                    for cell in row:
                        yield from _single(cell)
        elif isinstance(block, Paragraph):
            yield from (_point(line) for line in lines(block))
        else:
            yield block


def lines(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph with line breaks typed into it as several."""
    found: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *more = run.text.split("\n")
        found[-1].append(replace(run, text=first))
        found += [[replace(run, text=text)] for text in more]
    kept = [stripped(tuple(run for run in line if run.text)) for line in found]
    return [replace(paragraph, runs=runs) for runs in kept if runs]


def _point(paragraph: Paragraph) -> Paragraph:
    """A point marked by hand, as the point of a list."""
    if paragraph.level is not None or paragraph.outline is not None:
        return paragraph
    text = "".join(run.text for run in paragraph.runs)
    for level, pattern in enumerate((_DASH, _PLUS)):
        if match := pattern.match(text):
            return replace(paragraph, runs=without_head(paragraph.runs, match.end()), level=level)
    return paragraph


def counted(paragraph: Paragraph) -> tuple[int, int]:
    """The number a line begins with (a is 1), and how many characters it takes; (0, 0) without one."""
    match = _COUNTED.match("".join(run.text for run in paragraph.runs))
    if not match:
        return 0, 0
    return int(match[1]) if match[1].isdigit() else ord(match[1]) - ord("a") + 1, match.end()


def without_head(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs without their first characters."""
    kept = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        kept.append(replace(run, text=run.text[cut:]))
    return stripped(tuple(run for run in kept if run.text))


def _joined(found: list[Piece]) -> list[Piece]:
    """Sentences that a page break has parted, whole again."""
    whole: list[Piece] = []
    for piece in found:
        last = whole[-1] if whole else None
        if isinstance(piece, Paragraph) and isinstance(last, Paragraph) and _goes_on(last, piece):
            gap = Run(" ") if not last.runs[-1].text.endswith(" ") else Run("")
            whole[-1] = replace(last, runs=(*last.runs, *((gap,) if gap.text else ()), *piece.runs))
        else:
            whole.append(piece)
    return whole


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    if (
        after.level is not None
        or after.outline is not None
        or before.outline is not None
        or after.style != before.style
    ):
        return False
    first, text = after.text[:1], before.text
    bold = all(run.bold for run in before.runs) != all(run.bold for run in after.runs)
    if not first.islower() or counted(after)[0] or bold or _LABEL.match(fold(after.text)):
        return False
    return len(text) >= LEAST_BROKEN and not _ENDED.search(text)


def data_table(table: Table) -> Item | None:
    """The table as data; None for one that only arranges text on the page."""
    rows = [tuple(_cell(cell) for cell in row) for row in table.rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or not 2 <= width <= MOST_COLUMNS or len(rows) > MOST_ROWS:
        return None
    even: list[tuple[str, ...]] = []
    for row in rows:
        texts = [text for text in row if text is not None]
        if len(texts) != len(row) or any(len(text) > MOST_CELL for text in texts):
            return None
        even.append((*texts, *[""] * (width - len(texts))))
    if any(len(text) > MOST_HEADER for text in even[0]) or sum(map(bool, even[0])) < 2:
        return None
    filled = sum(bool(text) for row in even for text in row)
    return Item("table", rows=tuple(even)) if filled * 2 >= len(even) * width else None


def _cell(blocks: tuple[Block, ...]) -> str | None:
    """The text of a cell; None for what is no cell of data: a picture, a table, a list, several paragraphs."""
    texts = []
    for block in blocks:
        if not isinstance(block, Paragraph) or any(run.href for run in block.runs):
            return None
        texts.append(block.text)
    return " ".join(texts) if len(texts) <= 3 else None
