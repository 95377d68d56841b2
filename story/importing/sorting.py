"""A document's pieces put into the five parts of a story."""

import re
from dataclasses import dataclass, field, replace

from story.blocks import PARTS
from story.importing.document import ImportedPart, Item, Line
from story.importing.headings import fold, is_numbered, part_named, unnumbered
from story.importing.opening import is_author, looks_like_heading
from story.importing.pieces import Piece, counted, without_head
from story.importing.reading import Paragraph, stripped
from story.neutral import Run

_STEP = re.compile(r"^(?:bước|giai đoạn|step|phase)\s+(?:[0-9]{1,2}|[ivx]+)\s*[.:–-]\s*", re.IGNORECASE)
_ROMAN = re.compile(r"^(?:phan|chuong|part)?\s*[ivx]{1,5}\s*[.)/:-]")
_CAPTION = re.compile(r"^(?:hinh|anh|bang|bieu|so do|nguon|figure|photo|table|source)\b")
MOST_STEP_TITLE, MOST_CAPTION = 160, 200
MOST_PLAIN_HEADING, MOST_LEAD = 60, 100


@dataclass
class _Part:
    heading: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass
class _Desk:
    """Where the next piece goes."""

    parts: dict[str, _Part] = field(default_factory=dict)
    current: str = ""
    rank: int = 0
    section: str = ""
    told: set[tuple[str, str]] = field(default_factory=set)

    def put(self, item: Item) -> None:
        """Lay an item into the current part, under its story's title where the document holds several."""
        name = self.current or next(iter(PARTS))
        items = self.parts.setdefault(name, _Part()).items
        if self.section and (name, self.section) not in self.told:
            self.told.add((name, self.section))
            items.append(heading_item(self.section))
        items.append(item)


def heading_item(text: str) -> Item:
    """A sub-heading."""
    return Item("heading", (Line((Run(text),)),))


def sort(found: list[Piece]) -> tuple[tuple[ImportedPart, ...], bool]:
    """The parts in their order, and whether any of their headings was found."""
    desk, known = _Desk(), False
    for at, piece in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if isinstance(piece, Paragraph):
            known = _lay(desk, piece, following) or known
        else:
            desk.put(piece if isinstance(piece, Item) else Item("picture", picture=piece))
    parts = []
    for name in PARTS:
        if name in desk.parts:
            part = desk.parts[name]
            parts.append(
                ImportedPart(name, part.heading, tuple(_gathered(part.items, name if known else "")))
            )
    return tuple(parts), known


def _lay(desk: _Desk, piece: Paragraph, following: Piece | None) -> bool:
    """Put one paragraph where it belongs; True when it was the heading of a part."""
    opened = _run_in(piece)
    if opened is not None:
        lead, rest = opened
        _open_part(desk, part_named(lead)[0], lead, exact=True)
        desk.put(Item("paragraph", (Line(rest),)))
        return True
    if not is_heading(piece, following):
        kind = "paragraph" if piece.level is None else "list"
        desk.put(Item(kind, (Line(piece.runs, piece.level or 0, piece.ordered),)))
        return False
    part, exact = part_named(piece.text)
    rank = rank_of(piece)
    titled = following is not None and is_author(following)
    deeper = bool(desk.current) and rank > desk.rank
    if part and not titled and not deeper:
        desk.rank = rank
        _open_part(desk, part, piece.text, exact)
        return True
    if desk.current and rank < desk.rank or titled:
        # A new story begins: its parts are told under its title.
        desk.section, desk.current = piece.text, ""
        desk.put(Item("heading"))
        return False
    desk.put(Item("heading", (Line(stripped(piece.runs)),)))
    return False


def _open_part(desk: _Desk, name: str, heading: str, exact: bool) -> None:
    again = name in desk.parts and bool(desk.parts[name].items)
    part = desk.parts.setdefault(name, _Part())
    desk.current = name
    part.heading = part.heading or heading
    if (again and not desk.section) or not exact:
        desk.put(heading_item(heading))


def is_heading(piece: Paragraph, following: Piece | None) -> bool:
    """Whether a paragraph heads what follows it."""
    if piece.outline is not None or looks_like_heading(piece):
        return len(piece.text) <= 250
    if _STEP.match(piece.text) or piece.level is not None:
        return False
    short = (
        len(piece.text) <= MOST_PLAIN_HEADING
        and not piece.text.endswith((".", ";", ","))
        and following is not None
    )
    if short and part_named(piece.text)[1] and len(unnumbered(fold(piece.text)).split()) <= 6:
        return True
    counted_on = isinstance(following, Paragraph) and is_numbered(following.text)
    long_next = isinstance(following, Paragraph) and (
        len(following.text) > len(piece.text) or is_author(following)
    )
    return (
        is_numbered(piece.text)
        and len(piece.text) <= 140
        and not piece.text.endswith((".", ";", ",", ":"))
        and long_next
        and not counted_on
    )


def rank_of(piece: Paragraph) -> int:
    """How deep a heading stands: by its style, else by the kind of its number."""
    if piece.outline is not None:
        return piece.outline * 10
    folded = fold(piece.text)
    if _ROMAN.match(folded):
        return 0
    depth = re.match(r"^[0-9]{1,2}((?:\.[0-9]{1,2})*)", folded)
    if depth:
        return 10 + 10 * depth[1].count(".")
    return 40 if re.match(r"^[a-z][.)]", folded) else 0


def _run_in(piece: Paragraph) -> tuple[str, tuple[Run, ...]] | None:
    """A heading in bold with its text behind it: “**Kết quả:** đến nay …”."""
    if piece.outline is not None or len(piece.runs) < 2 or not piece.runs[0].bold or piece.runs[1].bold:
        return None
    lead, rest = piece.runs[0].text.strip(), piece.runs[1:]
    if rest[0].text.lstrip().startswith(":"):
        lead, rest = lead + ":", without_head(rest, len(rest[0].text) - len(rest[0].text.lstrip()) + 1)
    if not lead.endswith((":", ".")) or len(lead) > MOST_PLAIN_HEADING or not part_named(lead)[1]:
        return None
    return lead, stripped(rest)


def _gathered(items: list[Item], part: str) -> list[Item]:
    """Neighbouring points as one list; steps and lessons as what they are; captions with what they name."""
    kept: list[Item] = []
    for item in _captioned(_counted([item for item in items if item.lines or item.rows or item.picture])):
        if item.kind == "list" and kept and kept[-1].kind == "list":
            kept[-1] = replace(kept[-1], lines=kept[-1].lines + item.lines)
        else:
            kept.append(item)
    if part == "steps":
        return [told for item in kept for told in _steps(item)]
    if part == "lessons":
        return [told for item in kept for told in _lessons(item)]
    return kept


def _counted(items: list[Item]) -> list[Item]:
    """Paragraphs counted by hand from 1 (or a) on, as points of a counted list."""
    changed, at = list(items), 0
    while at < len(changed):
        end, expected = at, 1
        while end < len(changed) and changed[end].kind == "paragraph" and _number(changed[end]) == expected:
            end, expected = end + 1, expected + 1
        if end - at > 1:
            for place in range(at, end):
                line = changed[place].lines[0]
                runs = without_head(line.runs, counted(Paragraph(line.runs))[1])
                changed[place] = Item("list", (Line(runs, 0, True),))
        at = max(end, at + 1)
    return changed


def _number(item: Item) -> int:
    return counted(Paragraph(item.lines[0].runs))[0]


def _captioned(items: list[Item]) -> list[Item]:
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept else None
        text = item.lines[0].text if item.kind in ("paragraph", "heading") and len(item.lines) == 1 else ""
        named = bool(text) and len(text) <= MOST_CAPTION
        if last and last.kind == "picture" and not last.text and named and _captions(item, text):
            kept[-1] = replace(last, text=text)
        elif item.kind == "table" and not item.text and last and last.kind in ("paragraph", "heading"):
            above = last.lines[0].text
            leads = above.endswith(":") and len(above) <= MOST_LEAD and ". " not in above
            if leads or (len(above) <= MOST_CAPTION and _CAPTION.match(fold(above))):
                kept[-1] = replace(item, text=above)
            else:
                kept.append(item)
        else:
            kept.append(item)
    return kept


def _captions(item: Item, text: str) -> bool:
    return bool(_CAPTION.match(fold(text))) or all(run.italic for run in item.lines[0].runs)


def _steps(item: Item) -> list[Item]:
    """The points of a list, or a paragraph “Bước 1: …”, as steps; anything else as it is."""
    if item.kind == "paragraph" and _STEP.match(item.lines[0].text):
        return [_step(item.lines)]
    if item.kind != "list" or len([line for line in item.lines if not line.level]) < 2:
        return [item]
    return [_step(lines) for lines in _points(item.lines)]


def _points(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    """Each point with the points below it."""
    found: list[list[Line]] = []
    least = min(line.level for line in lines)
    for line in lines:
        if line.level > least and found:
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(point) for point in found]


def _step(lines: tuple[Line, ...]) -> Item:
    """A step: its first clause is the title, the rest the text."""
    head, *below = lines
    match = _STEP.match(head.text)
    start = match.end() if match else 0
    if len(head.text) <= MOST_STEP_TITLE:
        cut = len(head.text) if ":" not in head.text[start:] else head.text.index(":", start) + 1
    else:
        stops = [
            found.end() for found in re.finditer(r"[:;.](?=\s)|,(?=\s)", head.text[: MOST_STEP_TITLE + 1])
        ]
        cut = next((stop for stop in stops if stop > start + 8 and head.text[stop - 1] != ","), 0) or max(
            stops, default=0
        )
    title, rest = head.text[:cut].strip(), without_head(head.runs, cut)
    texts = ([replace(head, runs=rest)] if rest else []) + below
    return Item("step", tuple(texts), title)


def _lessons(item: Item) -> list[Item]:
    """The points of a list as lessons."""
    if item.kind != "list":
        return [item]
    return [Item("lesson", lines) for lines in _points(item.lines)]


def placed_aside(around: list[Piece]) -> tuple[Item, ...]:
    """What stood around the story, as items."""
    items = []
    for piece in around:
        if isinstance(piece, Paragraph):
            items.append(Item("paragraph", (Line(piece.runs),)))
        else:
            items.append(piece if isinstance(piece, Item) else Item("picture", picture=piece))
    return tuple(items)
