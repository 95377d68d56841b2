"""A poster as PDF or PNG through Typst: the poster is handed over as JSON, the fonts are our own files alone."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import typst

from press.layout.fonts import FOLDER
from press.layout.primitives import Circles, Poster, Primitive, Text
from press.pictures import pdf_with, with_imprint

LEVELS = {"headline": 1, "chart-title": 2}
TEMPLATE = Path(__file__).resolve().parent / "poster.typ"


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our fonts, and no others: the same picture on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def draw_pdf(poster: Poster) -> bytes:
    """The poster as a one-page tagged PDF (PDF/UA-1 and PDF/A-2a) with title, language and rights."""
    width, height = poster.points
    return pdf_with(compiled(poster, (width, height), width / poster.width, "pdf"), poster.imprint)


def draw_png(poster: Poster) -> bytes:
    """The poster as a PNG of exactly its size in pixels, its rights inside."""
    return with_imprint(compiled(poster, (poster.width, poster.height), 1.0, "png"), poster.imprint)


def compiled(poster: Poster, page: tuple[float, float], unit: float, form: Literal["pdf", "png"]) -> bytes:
    """The poster on a page of this size in points, `unit` points a pixel."""
    data = {
        "title": poster.title,
        "description": poster.description,
        "locale": poster.locale,
        "page": page,
        "unit": unit,
        "ground": poster.ground,
        "groups": groups(poster),
    }
    result: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=72.0,
        sys_inputs={"poster": json.dumps(data, ensure_ascii=False)},
        timestamp=int(poster.imprint.moment.timestamp()),
        pdf_standards=["ua-1", "a-2a"] if form == "pdf" else [],
    )
    return result


def groups(poster: Poster) -> list[dict[str, Any]]:
    """The primitives by what they are to a reader: headings, paragraphs, pictures with their words, decoration."""
    alts, made = dict(poster.alts), []
    for (part, _is_text), run in groupby(poster.items, lambda item: (item.part, isinstance(item, Text))):
        items = list(run)
        if isinstance(items[0], Text) and not items[0].turn:
            tag = "heading" if part in LEVELS else "words"
        else:
            tag = "figure" if part in alts else "decoration"
        # A picture of several looks is one picture: its words are said once.
        words = alts.pop(part, "")
        level, drawn = LEVELS.get(part, 0), [plain(item) for item in items]
        made.append({"tag": tag, "level": level, "alt": words, "items": drawn})
    return made


def plain(item: Primitive) -> dict[str, Any]:
    """One primitive as JSON."""
    if isinstance(item, Text):
        spans = [
            {"text": s.text, "dx": s.dx, "family": s.role.family, "weight": s.role.weight, "fill": s.fill}
            for s in item.spans
        ]
        look = {
            "size": item.size,
            "outline": item.outline,
            "tracking": item.tracking,
            "stroke": item.stroke,
            "turn": item.turn,
        }
        return {"kind": "text", "x": item.x, "y": item.y, "spans": spans, **look}
    look = {"fill": item.fill, "stroke": item.stroke, "width": item.width}
    if isinstance(item, Circles):
        return {"kind": "circles", "centres": item.centres, "radius": item.radius, "dash": (), **look}
    return {"kind": "shapes", "polygons": item.polygons, "dash": item.dash, **look}
