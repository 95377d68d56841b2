"""Lower thirds for the screen: a plate on a transparent picture, every word of it inside the title-safe area."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from press.layout.content import Content, content_of
from press.layout.digits import digit_height, digit_width, digits, head, words
from press.layout.finish import finished, watermark
from press.layout.fonts import Role, drawable
from press.layout.frame import ALERT, site_name
from press.layout.marks import PAPER
from press.layout.paragraphs import INK, INK2, Piece, paragraph
from press.layout.primitives import Block, Poster, Shapes, column, rectangle
from press.layout.ratios import LOWER_THIRD
from press.summary import Quote, StorySummary

# A plate reaches this far round its words; both stay inside the action-safe area.
PAD, BAR = 32, 14
EM, SMALL = 36.0, 27.0
DIGITS, MOST_DIGITS = 132.0, 760.0
MOST_LINES = 2


def lower_third(summary: StorySummary) -> Poster:
    """The lead figure with its words, state and source; the headline where no figure leads."""
    with override(summary.locale):
        content = content_of(summary, 0)
        if content.lead is None:
            block = person(content.headline, "", content)
            return plate(summary, content, block, content.headline)
        return plate(summary, content, figure(content), content.lead.said)


def speakers(summary: StorySummary) -> dict[str, Quote]:
    """Each person quoted, once, by the number that the file of their name has."""
    named = {drawable(quote.speaker): quote for quote in summary.quotes if drawable(quote.speaker)}
    return {str(number): quote for number, quote in enumerate(named.values(), 1)}


def speaker(summary: StorySummary, item: str) -> Poster:
    """The name and role of a person quoted; raises KeyError for a number that nobody has."""
    quote = speakers(summary)[item]
    with override(summary.locale):
        content = content_of(summary, 0)
        name, role = drawable(quote.speaker), drawable(quote.role)
        return plate(summary, content, person(name, role, content), ", ".join(filter(None, [name, role])))


def figure(content: Content) -> Block:
    """Digits with their slab at the left; unit, label, state and source at their right."""
    lead = content.lead
    if lead is None:
        return Block(0, 0)
    size = min(DIGITS / digit_height(lead), MOST_DIGITS / digit_width(lead))
    before = head(lead, EM * 0.9, MOST_DIGITS)
    number = column([part for part in (before, digits(lead, size, lead.verified, "lead")) if part], 12)
    left = number.width + EM
    width = LOWER_THIRD.inner - left
    source = paragraph(
        "source", [Piece(_("Source:"), Role.BOLD), Piece(content.source, fill=INK2)], SMALL, width, 2
    )
    label = words(lead, EM, width, True, MOST_LINES, Role.STRONG, EM)
    text = column([label, source], 6)
    height = max(number.height, text.height)
    items = (*number.at(0, (height - number.height) / 2), *text.at(left, (height - text.height) / 2))
    return Block(left + text.width, height, items)


def person(name: str, role: str, content: Content) -> Block:
    """A name with a role under it, and the story's province and the site."""
    width = LOWER_THIRD.inner
    place = [Piece(content.province, fill=INK2), Piece(f"· {site_name()}", fill=INK2)]
    parts = [
        paragraph("name", [Piece(name, Role.BOLD)], EM * 1.5, width, MOST_LINES),
        paragraph("role", [Piece(role)], EM, width, MOST_LINES, balance=True),
        paragraph("province", place, SMALL, width, 1),
    ]
    return column([part for part in parts if part.items], 4)


def plate(summary: StorySummary, content: Content, block: Block, said: str) -> Poster:
    """The block on its white plate at the foot of the screen; above it the mark of what is not public."""
    marks = [
        paragraph(part, [Piece(mark, Role.BOLD, ALERT)], SMALL, LOWER_THIRD.inner, MOST_LINES)
        for part, mark in (("notice", content.notice), ("taker", content.taker))
        if mark
    ]
    whole = column([*marks, block], 8)
    x, y = LOWER_THIRD.left, LOWER_THIRD.height - LOWER_THIRD.bottom - whole.height
    left, top = x - PAD - BAR, y - PAD * 0.7
    width, height = whole.width + 2 * PAD + BAR, whole.height + PAD * 1.4
    colour = content.pillar.colour if content.pillar else INK
    items = (
        Shapes("plate", (rectangle(left, top, width, height),), fill=PAPER, ground=True),
        Shapes("plate-bar", (rectangle(left, top, BAR, height),), fill=colour, ground=True),
        *whole.at(x, y),
        *watermark(content.notice, content.taker, left, top, width, height),
    )
    description = " ".join(filter(None, [content.notice, content.taker, said, content.source]))
    drawn = finished(summary, content, LOWER_THIRD, (), description, None)
    return replace(drawn, items=items, title=said, imprint=replace(drawn.imprint, title=said))
