"""What every graphic carries besides its picture: words for machines, rights, and the mark of what is not public."""

from __future__ import annotations

import math

from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from press.addresses import fact_address
from press.imprint import UNKNOWN, Imprint
from press.layout.content import Content
from press.layout.fonts import Role, advance, drawable
from press.layout.footing import notice_words, taker_words
from press.layout.primitives import Poster, Primitive, Span, Text
from press.layout.ratios import Ratio
from press.summary import StorySummary

# Drawn from figures, not photographed: https://cv.iptc.org/newscodes/digitalsourcetype/
FROM_DATA = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
# Red on white, white on a colour: seen everywhere, and the figure can still be read through it.
FAINT, PALE = "#B3261E2E", "#FFFFFF59"
ROWS = (0.0, 0.5, 1.0)
MOST = 140
# A picture described at greater length is told by nobody; a PDF of the archive holds no text over 32,767 characters.
MOST_DESCRIBED = 2000


def finished(
    summary: StorySummary,
    content: Content,
    ratio: Ratio,
    items: tuple[Primitive, ...],
    description: str,
    ground: str | None = "#FFFFFF",
) -> Poster:
    """The graphic with its imprint, words and mark; call it with the summary's locale active."""
    description = Truncator(description).chars(MOST_DESCRIBED)
    marked = (*items, *watermark(content.notice, content.taker, 0, 0, ratio.width, ratio.height, ground))
    return Poster(
        name=ratio.name,
        width=ratio.width,
        height=ratio.height,
        locale=summary.locale,
        title=content.headline,
        description=description,
        items=marked,
        imprint=imprint_of(summary, content.headline, description),
        points=ratio.points,
        ground=ground,
        alts=tuple(alternatives(summary, content)),
    )


def alternatives(summary: StorySummary, content: Content) -> list[tuple[str, str]]:
    """The words for the drawings of a graphic that no text beside them stands for."""
    address = fact_address(summary.id, summary.locale, summary.revision)
    words = [("qr", _("QR code of the address %(address)s") % {"address": address})]
    if extent := content.extent:
        rest = (extent.hollow_lead, extent.hollow_strong, extent.hollow_rest)
        shown = " ".join(filter(None, rest))
        told = ", ".join(filter(None, [extent.solid_words, shown])) or content.headline
        words.append(("field", Truncator(told).chars(MOST_DESCRIBED)))
    return words


def imprint_of(summary: StorySummary, title: str, description: str) -> Imprint:
    """The imprint of a graphic drawn from a story; call it with the summary's locale active."""
    written = summary.revised_at or summary.updated_at or summary.published_at or ""
    rights = summary.rights
    return Imprint(
        locale=summary.locale,
        title=title,
        description=description,
        alt=description,
        creators=tuple(filter(None, (drawable(by.name) for by in summary.bylines))),
        credit=drawable(rights.credit_line),
        licence=drawable(rights.licence),
        usage_terms=drawable(rights.usage_terms),
        address=fact_address(summary.id, summary.locale, summary.revision),
        instructions=" · ".join(filter(None, [notice_words(summary), taker_words(summary)])),
        source_type=FROM_DATA,
        moment=parse_datetime(written) or UNKNOWN,
    )


def watermark(
    notice: str, taker: str, left: float, top: float, width: float, height: float, ground: str | None = None
) -> tuple[Text, ...]:
    """The mark across a graphic that is not public, rising from left to right; nothing on one that is."""
    words = " · ".join(filter(None, [notice, taker]))[:MOST]
    if not words:
        return ()
    turn = -min(math.degrees(math.atan2(height, width)) * 0.5, 24.0)
    length = width * 0.84 / math.cos(math.radians(turn))
    rise = length * math.sin(math.radians(-turn))
    size = min(length / advance(words, Role.BOLD, 1), height / 9)
    across = advance(words, Role.BOLD, size) * math.cos(math.radians(turn))
    rise *= across / (width * 0.84)
    x = left + (width - across) / 2
    span = Span(words, Role.BOLD, FAINT if ground in (None, "#FFFFFF") else PALE)
    rows = [top + rise + size + (height - rise - size * 1.4) * share for share in ROWS]
    return tuple(Text("watermark", x, y, (span,), size, turn=turn) for y in rows)
