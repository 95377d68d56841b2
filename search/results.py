"""One page of what was found, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from search.engines import Row
from search.folding import Marks, pieces, words
from story.filters import PER_PAGE
from story.listing import part_lines, with_figures
from story.models import StoryPage
from story.selectors import visible_to

Pieces = list[tuple[str, bool]]
# A long paragraph is shown from a little before its first hit.
LONGEST, BEFORE = 260, 60


@dataclass(frozen=True)
class Hit:
    """A story found, with its texts in stretches that are hits or not; `approach` stands in for a problem not told."""

    story: StoryPage
    problem: Pieces
    approach: Pieces
    headline: Pieces
    standfirst: Pieces
    pillar: str
    pillar_name: str


def page_of(rows: list[Row], number: str | None, marks: Marks, user: Any) -> Any:
    """The page of that number with its hits; a number that is none is the first, one too far the last."""
    found: Any = Paginator(rows, PER_PAGE).get_page(number)
    found.object_list = hits(found.object_list, marks, user)
    return found


def hits(rows: Iterable[Row], marks: Marks, user: Any) -> list[Hit]:
    """The stories of some rows, with their figures, in the order of the rows."""
    some = {row.pk: row for row in rows}
    stories = visible_to(user).filter(pk__in=some).select_related("province__successor", "locale")
    ready = {story.pk: story for story in with_figures(stories)}
    return [_hit(ready[pk], row, marks) for pk, row in some.items() if pk in ready]


def _hit(story: StoryPage, row: Row, marks: Marks) -> Hit:
    pillar, name = next(iter(row.facets.get("pillar", ())), ["", ""])
    problem = _best(part_lines(story, "problem"), marks)
    return Hit(
        story=story,
        problem=problem,
        approach=[] if problem else _best(part_lines(story, "approach"), marks),
        headline=pieces(story.title, marks),
        standfirst=pieces(story.standfirst or "", marks),
        pillar=pillar,
        pillar_name=name,
    )


def _best(lines: list[str], marks: Marks) -> Pieces:
    """The paragraph with most of the words, cut to a length that is read at a glance."""
    marked = [pieces(line, marks) for line in lines]
    return _cut(max(marked, key=_different, default=[]))


def _different(line: Pieces) -> int:
    return len({word.text for text, is_hit in line if is_hit for word in words(text)})


def _cut(line: Pieces) -> Pieces:
    length = sum(len(text) for text, _hit in line)
    if length <= LONGEST:
        return line
    start = 0
    if line and not line[0][1] and len(line[0][0]) > BEFORE and len(line) > 1:
        start = line[0][0].rfind(" ", 0, len(line[0][0]) - BEFORE // 2) + 1
    start = min(start, length - LONGEST)
    kept: Pieces = [("… ", False)] if start else []
    place = 0
    for text, is_hit in line:
        part = text[max(start - place, 0) : max(start + LONGEST - place, 0)]
        kept += [(part, is_hit)] if part else []
        place += len(text)
    if place > start + LONGEST:
        text, is_hit = kept[-1]
        kept[-1] = (text if is_hit else text.rsplit(" ", 1)[0], is_hit)
        kept.append((" …", False))
    return kept
