"""A report that tells several stories, parted where each of them begins."""

import re
from collections.abc import Iterator
from dataclasses import replace

from story.blocks import PARTS
from story.importing.headings import fold, is_numbered, part_named
from story.importing.opening import MOST_HEADLINE, looks_like_heading
from story.importing.pieces import Piece, without_head
from story.importing.reading import Paragraph
from story.importing.sorting import is_heading, rank_of

_STORY = re.compile(
    r"^\s*(?:câu chuyện|bài dự thi|story)(?:\s+(?:số|thứ))?\s*(?P<number>[0-9]{1,2}|[ivx]{1,5})\b\s*[.:)/–—-]*\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}|[ivx]{1,5})\s*[.):/]\s*(?=\S)", re.IGNORECASE)
_STEP = re.compile(r"^(?:buoc|giai doan|step|phase)\b")
_AUTHOR = re.compile(r"^(?:nhom )?(?:tac gia|nguoi viet|author)\s*:\s*\S")
# More beginnings than this are no report of stories but a list.
MOST_STORIES = 60
FEWEST_PARTS = 2


def split(found: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """What stands before the first story, and each story from its title on; no stories where there are not two."""
    at = _starts(found)
    if not at:
        return found, []
    ends = [*at[1:], len(found)]
    return found[: at[0]], [_titled(found[start:end]) for start, end in zip(at, ends, strict=True)]


def _starts(found: list[Piece]) -> list[int]:
    for rule in (_called_stories, _signed, _in_parts):
        places = list(rule(found))
        if 2 <= len(places) <= MOST_STORIES:
            return places
    return []


def _titles(found: list[Piece]) -> Iterator[tuple[int, Paragraph]]:
    for at, piece in enumerate(found):
        if isinstance(piece, Paragraph) and piece.level is None and len(piece.text) <= MOST_HEADLINE:
            yield at, piece


def _called_stories(found: list[Piece]) -> list[int]:
    """“Câu chuyện 1: …”; of a table of contents and the text, the text."""
    called = [
        (at, fold(match["number"]))
        for at, piece in _titles(found)
        if (match := _STORY.match(piece.text))
        and (looks_like_heading(piece) or not piece.text.endswith((".", ";", ",")))
    ]
    ends = [at for at, _number in called[1:]] + [len(found)]
    told = {number: at for (at, number), end in zip(called, ends, strict=False) if end - at > 1}
    return sorted(told.values())


def _signed(found: list[Piece]) -> Iterator[int]:
    """A title with the line of its author below it."""
    for at, piece in _titles(found[:-1]):
        below = found[at + 1]
        stands_out = is_numbered(piece.text) or looks_like_heading(piece)
        own = not _STEP.match(fold(piece.text)) and not part_named(piece.text)[1]
        if stands_out and own and isinstance(below, Paragraph) and _AUTHOR.match(fold(below.text)):
            yield at


def _in_parts(found: list[Piece]) -> list[int]:
    """Titles of one rank, each followed by headings of the same parts again."""
    headings = [
        (at, rank_of(piece), part_named(piece.text)[0])
        for at, piece in _titles(found)
        if is_heading(piece, found[at + 1] if at + 1 < len(found) else None)
    ]
    for rank in sorted({rank for _at, rank, part in headings if not part}):
        places = []
        titles = [at for at, own, part in headings if not part and own == rank]
        for start, end in zip(titles, [*titles[1:], len(found)], strict=False):
            parts = {part for at, _rank, part in headings if start < at < end and part in PARTS}
            if len(parts) >= FEWEST_PARTS:
                places.append(start)
        if len(places) > 1:
            return places
    return []


def _titled(story: list[Piece]) -> list[Piece]:
    """The story with its title set as such, without the number that it had in the report."""
    head, *rest = story
    if not isinstance(head, Paragraph):
        return story
    text = "".join(run.text for run in head.runs)
    match = _STORY.match(text) or _NUMBER.match(text)
    runs = without_head(head.runs, match.end()) if match else head.runs
    below = rest[0] if rest else None
    if not runs and isinstance(below, Paragraph) and _can_be_title(below):
        head, runs, rest = below, below.runs, rest[1:]
    # A number alone is all the title there is.
    return [replace(head, runs=runs or head.runs, style="title"), *rest]


def _can_be_title(piece: Paragraph) -> bool:
    short = len(piece.text) <= MOST_HEADLINE and piece.level is None
    return short and not part_named(piece.text)[1] and not _AUTHOR.match(fold(piece.text))
