"""The card of a shared link: white on the pillar's colour, the lead figure at the right, its field below."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import override

from press.layout.cards import legend
from press.layout.content import Content, content_of
from press.layout.digits import digit_height, digit_width, digits, head
from press.layout.finish import finished
from press.layout.fonts import Role
from press.layout.frame import ALONE, site_name
from press.layout.marks import PAPER, cells, check, field, share_bar
from press.layout.paragraphs import INK, INK2, LEADING, Piece, balanced, paragraph
from press.layout.primitives import Block, Poster, Primitive, Text, column
from press.layout.ratios import CARD, Ratio
from press.summary import StorySummary

LEAST_CELL = 4.0
FIELD_SHARE = 0.26
DIGITS_SHARE = 0.4


def card(summary: StorySummary) -> Poster:
    """The card of a story in its own language."""
    with override(summary.locale):
        content = content_of(summary, 0)
        ground = content.pillar.colour if content.pillar else INK
        foot = footer(content, CARD)
        end = CARD.height - CARD.bottom - foot.height
        drawing = extent(content, CARD)
        field_top = end - (drawing.height + CARD.em if drawing else 0)
        items = (
            *told(content, CARD, field_top - CARD.top - CARD.em * 0.6).at(CARD.left, CARD.top),
            *(drawing.at(CARD.left, field_top) if drawing else ()),
            *foot.at(CARD.left, end),
        )
        said = [content.notice, content.taker, content.lead.said if content.lead else content.standfirst]
        description = " ".join(filter(None, [*said, content.source, content.verified]))
        return finished(summary, content, CARD, inverted(items, ground), description, ground)


def inverted(items: tuple[Primitive, ...], ground: str) -> tuple[Primitive, ...]:
    """Dark on white as white on a colour; the tick keeps its yellow, which means verified here too."""
    paints = {INK: PAPER, INK2: PAPER, PAPER: ground}
    made: list[Primitive] = []
    for item in items:
        if isinstance(item, Text):
            spans = tuple(replace(span, fill=paints.get(span.fill, span.fill)) for span in item.spans)
            made.append(replace(item, spans=spans, stroke=PAPER))
        elif item.part == "tick" and not item.stroke:
            made.append(item)
        else:
            fill, stroke = paints.get(item.fill or "", item.fill), paints.get(item.stroke or "", item.stroke)
            made.append(replace(item, fill=fill, stroke=stroke))
    return tuple(made)


def told(content: Content, ratio: Ratio, height: float) -> Block:
    """The words at the left, the lead figure at the right."""
    number = figure(content, ratio, height)
    width = ratio.inner - (number.width + ratio.em * 1.6 if number else 0)
    top = top_line(content, ratio, width)
    below = content.lead.said if content.lead else content.standfirst
    words = paragraph("label", [Piece(below, Role.STRONG)], ratio.em, width, 3 if number else 4, balance=True)
    title = headline(content, ratio, width, height - top.height - words.height - ratio.em * 1.1)
    block = column([part for part in (top, title, words) if part.items], ratio.em * 0.5)
    items = (*block.items, *(number.at(ratio.inner - number.width, 0) if number else ()))
    return Block(ratio.inner, height, items)


def top_line(content: Content, ratio: Ratio, width: float) -> Block:
    """What is not public says so; then the pillar with its shape, and the province."""
    em, pillar = ratio.em, content.pillar
    said = (("notice", content.notice), ("taker", content.taker))
    marks = [paragraph(part, [Piece(words, Role.BOLD)], em, width, 2) for part, words in said if words]
    left = em * 1.15 if pillar else 0.0
    pieces = [Piece(pillar.name, Role.BOLD)] if pillar else []
    text = paragraph("pillar", [*pieces, Piece(content.province)], em, width - left, 1)
    mark = cells(pillar.shape, PAPER, [(0.0, em * 0.27)], em * 0.75, False, "pillar") if pillar else ()
    # The shape is white already: the inversion must not paint it in the ground's colour.
    mark = tuple(replace(shape, fill=INK) for shape in mark if not isinstance(shape, Text))
    return column([*marks, Block(left + text.width, text.height, (*mark, *text.at(left, 0)))], em * 0.1)


def headline(content: Content, ratio: Ratio, width: float, room: float) -> Block:
    """The headline as large as its room allows."""
    pieces, size = [Piece(content.headline, Role.HEADLINE)], ratio.headline * (1 if content.lead else ALONE)
    while size > ratio.em and len(balanced(pieces, size, width)) * size * LEADING > room:
        size -= 2
    return paragraph(
        "headline", pieces, size, width, max(1, int(room / (size * LEADING) + 1e-6)), balance=True
    )


def figure(content: Content, ratio: Ratio, height: float) -> Block | None:
    """The lead figure's digits with what stands before them and their unit."""
    lead = content.lead
    if lead is None:
        return None
    width = ratio.inner * DIGITS_SHARE
    before = head(lead, ratio.em, width)
    unit = paragraph("unit", [Piece(lead.unit, Role.STRONG)], ratio.em * 1.1, width, 2, balance=True)
    room = height - unit.height - (before.height + ratio.em * 0.4 if before else 0) - ratio.em * 0.3
    size = min(room / digit_height(lead), width / digit_width(lead))
    parts = [before, digits(lead, size, False, "lead"), unit if unit.items else None]
    return column([part for part in parts if part], ratio.em * 0.3)


def extent(content: Content, ratio: Ratio) -> Block | None:
    """The lead figure's field and what its cells stand for."""
    shown = content.extent
    if shown is None:
        return None
    shape = content.pillar.shape if content.pillar else "square"
    height = ratio.height * FIELD_SHARE
    key = legend(shown, shape, INK, ratio.em * 0.9, ratio.inner)
    if shown.bar:
        share = float(shown.solid / (shown.solid + shown.hollow))
        drawing: Block | None = share_bar(INK, share, ratio.inner, ratio.em * 1.5, 3)
    else:
        counted = int(shown.solid), int(shown.hollow)
        drawing = field(shape, INK, *counted, ratio.inner, height - key.height, LEAST_CELL)
    return column([drawing, key], ratio.em * 0.4) if drawing else None


def footer(content: Content, ratio: Ratio) -> Block:
    """The site's name, and whether the figures are verified with their source."""
    em = ratio.em * 0.85
    site = paragraph("site", [Piece(site_name(), Role.HEADLINE)], em * 1.15, ratio.inner * 0.3, 1)
    pieces = [Piece(content.verified, Role.STRONG), Piece(content.source)]
    mark = check(content.all_verified, em * 0.8) if content.verified else None
    left = site.width + em * 2
    x = left + (mark.width * 1.5 if mark else 0)
    text = paragraph("verification", [piece for piece in pieces if piece.text], em, ratio.inner - x, 2)
    shift = ratio.inner - x - text.width
    items = (
        *site.at(0, 0),
        *(mark.at(left + shift, (em * LEADING - mark.height) / 2) if mark else ()),
        *text.at(x + shift, 0),
    )
    return Block(ratio.inner, max(site.height, text.height), items)
