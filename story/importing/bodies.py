"""An imported document as the body of a story, as it is stored."""

import uuid
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

from story.blocks import PARTS
from story.importing.document import ImportedDocument, Item, Line
from story.neutral import Run

# The form of a story takes 300 blocks a part; a longer part has several paragraphs in a block.
MOST_BLOCKS = 150
_TEXT = ("paragraph", "heading", "list")

Stored = dict[str, Any]


def block(kind: str, value: Any) -> Stored:
    """A block with an id of its own."""
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def body_of(document: ImportedDocument, images: list[int]) -> list[Stored]:
    """The five parts; `images` are the ids of the document's pictures in their order."""
    keys = iter(images)
    told = {part.name: _content(part.items, keys) for part in document.parts}
    content = {name: told.get(name, []) for name in PARTS}
    if document.unsorted and document.parts:
        content[document.parts[0].name].insert(0, block("unplaced", None))
    aside = _content(document.unplaced, keys)
    if aside:
        last = [name for name in PARTS if content[name]] or list(PARTS)[:1]
        content[last[-1]] += [block("unplaced", None), *aside]
    return [block(name, {"content": items, "figures": [], "absent": ""}) for name, items in content.items()]


def bylines_of(document: ImportedDocument) -> list[Stored]:
    """The authors as blocks."""
    return [block("byline", vars(byline).copy()) for byline in document.bylines]


def _content(items: tuple[Item, ...], images: Iterator[int]) -> list[Stored]:
    blocks: list[Stored] = []
    headed = False
    merge = len(items) > MOST_BLOCKS
    for item in items:
        if item.kind in _TEXT:
            # A sub-heading stands in one block with what it heads.
            if blocks and blocks[-1]["type"] == "paragraph" and (headed or merge):
                blocks[-1]["value"] += html_of(item)
            else:
                blocks.append(block("paragraph", html_of(item)))
            headed = item.kind == "heading"
            continue
        headed = False
        blocks.append(_made(item, images))
    return blocks


def _made(item: Item, images: Iterator[int]) -> Stored:
    if item.kind == "step":
        value: Any = {"title": item.text, "text": _told(item), "period": "", "planned": False}
    elif item.kind == "lesson":
        value = {"text": _told(item)}
    elif item.kind == "quote":
        value = {"text": "\n".join(line.text for line in item.lines), "speaker": item.text, "role": ""}
    elif item.kind == "table":
        value = {"caption": item.text, "header": _list(item.rows[0]), "rows": _rows(item.rows[1:])}
    else:
        image = {"image": next(images), "alt_text": "", "decorative": False}
        value = {"image": image, "caption": item.text}
    return block(item.kind, value)


def _list(values: tuple[Any, ...]) -> list[Stored]:
    return [block("item", value) for value in values]


def _rows(rows: tuple[tuple[str, ...], ...]) -> list[Stored]:
    return [block("item", {"cells": _list(row)}) for row in rows]


def _told(item: Item) -> str:
    """Lines as paragraphs, points below the first with a dash: steps and lessons hold no lists."""
    least = min((line.level for line in item.lines), default=0)
    below = item.kind == "step" or any(line.level > least for line in item.lines)
    marked = [
        (Run("– "), *line.runs) if below and line.level > least and number else line.runs
        for number, line in enumerate(item.lines)
    ]
    return "".join(f"<p>{html(runs)}</p>" for runs in marked)


def html_of(item: Item) -> str:
    """A paragraph, heading or list as rich text."""
    if item.kind == "list":
        return _nested(list(item.lines))
    tag = "h3" if item.kind == "heading" else "p"
    return "".join(
        f"<{tag}>{html(line.runs) if tag == 'p' else escape(line.text, quote=False)}</{tag}>"
        for line in item.lines
    )


def _nested(lines: list[Line]) -> str:
    """Points as lists in lists: what stands deeper belongs to the point above it."""
    least = min(line.level for line in lines)
    groups: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.level > least and groups:
            groups[-1][1].append(line)
        else:
            groups.append((line, []))
    parts = []
    for ordered, points in groupby(groups, key=lambda group: group[0].ordered):
        tag = "ol" if ordered else "ul"
        told = "".join(
            f"<li>{html(line.runs)}{_nested(below) if below else ''}</li>" for line, below in points
        )
        parts.append(f"<{tag}>{told}</{tag}>")
    return "".join(parts)


def html(runs: tuple[Run, ...]) -> str:
    """Runs as safe HTML."""
    return "".join(_styled(run) for run in runs)


def _styled(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text
