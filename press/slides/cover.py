"""The first slide: the headline on the colour of the pillar, who wrote it, when, in which version."""

from __future__ import annotations

from django.utils.translation import gettext as _
from pptx.slide import Slide

from press.layout.fonts import Role, drawable
from press.layout.frame import site_name
from press.layout.marks import PAPER
from press.layout.paragraphs import INK
from press.layout.primitives import Box
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_text
from press.office.words import LEADING, Paragraph, Run, fitting, height_of, words
from press.slides.frame import SMALL, TITLE_LEADING, Deck, Look
from press.wire import items

# The ground of the digital society is darker than its marks: white words stand on it.
GROUNDS = {"#00695C": "#00584E"}
SIZES = (46.0, 42.0, 38.0, 34.0, 30.0, 27.0, 24.0, 21.0, 18.0)
BELOW_SIZES = (22.0, 20.0, 18.0, SMALL)
TOP, HEADLINE, BELOW, BETWEEN = 92.0, 190.0, 110.0, 22.0
BELOW_WIDTH, BELOW_LINE = 800.0, 1.36
FOOT_TOP, FOOT_ROOM = 418.0, 3 * SMALL * LEADING
LAST_LINE = 500.0


def cover(deck: Deck) -> None:
    """The cover; that of a withdrawn story says only that it is."""
    summary, pillar = deck.summary, deck.pillar
    withdrawn = summary.status == "withdrawn"
    ground = GROUNDS.get(pillar.colour, pillar.colour) if pillar and not withdrawn else INK
    told, size = fitting([words(summary.headline, Role.HEADLINE)], INNER, HEADLINE, SIZES, TITLE_LEADING)
    room = Box(LEFT, TOP, INNER, max(height_of(told, size, INNER, TITLE_LEADING), size))
    slide = deck.slide(summary.headline, Look(ground, PAPER, PAPER, PAPER), SIZES, room)
    below = summary.standfirst
    if withdrawn:
        below = _("Take the story off every page and out of every programme.")
    if drawable(below):
        under = [words(below, Role.SANS, PAPER)]
        told, size = fitting(under, BELOW_WIDTH, BELOW, BELOW_SIZES, BELOW_LINE)
        tall = height_of(told, size, BELOW_WIDTH, BELOW_LINE)
        box = Box(LEFT, room.bottom + BETWEEN, BELOW_WIDTH, tall)
        add_text(slide, "Standfirst", box, told, size, deck.locale, leading=BELOW_LINE)
    if withdrawn:
        deck.script(slide, [])
        return
    imprint(deck, slide)
    said = [
        line for text in (summary.headline, summary.standfirst) for line in deck.material.text(text).spoken
    ]
    deck.script(slide, said)


def imprint(deck: Deck, slide: Slide) -> None:
    """The bylines, the newsroom, the day and the version."""
    summary = deck.summary
    people = [words(name, Role.SANS, PAPER) for name in items.byline(summary).split("; ") if name]
    if people:
        told, _size = fitting(people, INNER, FOOT_ROOM, [SMALL])
        tall = height_of(told, SMALL, INNER)
        box = Box(LEFT, FOOT_TOP + FOOT_ROOM - tall, INNER, tall)
        add_text(slide, "Bylines", box, told, SMALL, deck.locale)
    day = (items.moment(summary.published_at or summary.revised_at) or "")[:10]
    facts = [
        items.period_words(day, deck.locale) if day else "",
        _("Version %(number)s") % {"number": summary.revision},
    ]
    runs = (
        Run(site_name(), Role.BOLD, PAPER),
        Run("· " + " · ".join(filter(None, facts)), Role.SANS, PAPER),
    )
    line, _size = fitting([Paragraph(runs)], 780.0, SMALL * LEADING, [SMALL])
    add_text(slide, "Version", Box(LEFT, LAST_LINE - 6, 780.0, SMALL * LEADING), line, SMALL, deck.locale)
    deck.number(slide, PAPER)
