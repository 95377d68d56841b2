"""The frame of every graphic: pillar, province and headline above; source, verification, site and QR code below."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from press.layout.content import Content
from press.layout.fonts import Role, drawable
from press.layout.marks import cells, check, qr_code
from press.layout.paragraphs import INK, INK2, LEADING, Piece, balanced, paragraph
from press.layout.primitives import Block, Shapes, column, rectangle
from press.layout.ratios import Ratio

ALERT = "#B3261E"
SMALLEST_HEADLINE = 0.5
# A headline without a figure under it is the picture itself.
ALONE = 1.6


def site_name() -> str:
    """The name that the site carries on its graphics."""
    return drawable(str(settings.WAGTAIL_SITE_NAME))


def top_line(content: Content, ratio: Ratio) -> Block:
    """Shape, pillar and province; above them the mark of a story that is not public, and whose copy it is."""
    em, pillar = ratio.em * 1.08, content.pillar
    said = (("notice", Piece(content.notice, Role.BOLD, ALERT)), ("taker", Piece(content.taker, fill=ALERT)))
    marks = [paragraph(part, [piece], em, ratio.inner, 2) for part, piece in said if piece.text]
    if pillar is None:
        place = paragraph("province", [Piece(content.province, fill=INK2)], em, ratio.inner, 1)
        return column([*marks, place], em * 0.1)
    left = em * 1.15
    name = paragraph("pillar", [Piece(pillar.name, Role.BOLD, pillar.colour)], em, ratio.inner - left, 1)
    x = left + name.width + em * 0.6
    place = paragraph("province", [Piece(content.province, fill=INK2)], em, ratio.inner - x, 1)
    mark = cells(pillar.shape, pillar.colour, [(0.0, em * 0.27)], em * 0.75, False, "pillar")
    line = Block(x + place.width, name.height, (*mark, *name.at(left, 0), *place.at(x, 0)))
    return column([*marks, line], em * 0.1)


def headline(content: Content, ratio: Ratio) -> Block:
    """The headline as large as it fits its room, in lines of even width."""
    largest = ratio.headline * (1 if content.lead else ALONE)
    room = largest * LEADING * ratio.headline_lines
    pieces = [Piece(content.headline, Role.HEADLINE)]
    size = largest
    while size > ratio.headline * SMALLEST_HEADLINE:
        if len(balanced(pieces, size, ratio.inner)) * size * LEADING <= room:
            break
        size -= ratio.headline * 0.05
    return paragraph("headline", pieces, size, ratio.inner, int(room / (size * LEADING)), balance=True)


def header(content: Content, ratio: Ratio) -> Block:
    """What stands above the body."""
    return column([top_line(content, ratio), headline(content, ratio)], ratio.em * 0.3)


def footer(content: Content, ratio: Ratio, address: str) -> Block:
    """The rule, the source and its date, who verified, the site's name, the licence; the QR code at the right."""
    em, code = ratio.em * 0.82, qr_code(address, ratio.module)
    width = ratio.inner - code.width - ratio.module * 6
    source = [Piece(_("Source:"), Role.BOLD), Piece(content.source, fill=INK2)]
    site = [
        Piece(site_name(), Role.BOLD),
        Piece(f"· {content.licence}" if content.licence else "", fill=INK2),
    ]
    lines = [
        *([paragraph("source", source, em, width, 3)] if content.source else []),
        verification(content, em, width),
        paragraph("site", site, em, width, 2),
    ]
    text = column(lines, em * 0.06)
    rule = Shapes("rule", (rectangle(0, 0, ratio.inner, ratio.line),), fill=INK)
    gap = ratio.line + ratio.module * 5
    height = gap + max(text.height, code.height)
    top = gap + max(0.0, (code.height - text.height) / 2)
    return Block(ratio.inner, height, (rule, *text.at(0, top), *code.at(ratio.inner - code.width, gap)))


def verification(content: Content, em: float, width: float) -> Block:
    """Whether the figures are verified, with the mark that says so, and how to ask again."""
    scan = Piece(
        ("· " if content.verified else "") + _("Scan the code to see whether this still holds"), fill=INK2
    )
    pieces = [Piece(content.verified, Role.STRONG), scan]
    if not content.verified:
        return paragraph("verification", pieces, em, width, 2)
    mark = check(content.all_verified, em * 0.8)
    text = paragraph("verification", pieces, em, width - mark.width * 1.5, 2)
    top = (em * LEADING - mark.height) / 2
    return Block(
        mark.width * 1.5 + text.width, text.height, (*mark.at(0, top), *text.at(mark.width * 1.5, 0))
    )
