"""Slides of figures: the one that leads alone and large, the others in threes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from pptx.slide import Slide

from press.layout.content import Extent, Telling, chosen, extent_of, telling
from press.layout.fonts import Role, drawable
from press.layout.footing import period_words
from press.layout.marks import MARK, cells, check, field, share_bar
from press.layout.paragraphs import INK2
from press.layout.primitives import Box
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_drawing, add_panel, add_text, add_word_box, describe
from press.office.words import LEADING, Paragraph, Run, fitting, height_of, plain, width_of, words
from press.slides.frame import BODY, BODY_TOP, SMALL, Deck
from press.slides.telling import counted
from press.summary import Figure
from press.wire import items
from press.wire.markup import part_names

A_SLIDE = 3
LARGEST, LARGE, LEAST_HOLLOW = 250.0, 120.0, 46.0
HEAD, GAP, TICK = 38.0, 32.0, 15.0
# The widths of Arial Narrow Bold in ems: the marker is as wide as its digits.
DIGIT, NARROW = 0.456, {".": 0.228, ",": 0.228, "/": 0.228, " ": 0.228, "%": 0.729, "−": 0.479}
# Where the marker's slab lies on digits in a line as tall as they are, in ems.
SLAB_TOP, SLAB_HEIGHT = 0.57, 0.27
OUTLINE = 0.028
# The room for verification and date under a further figure.
CARD_FACTS = 4 * SMALL * LEADING + 12
LEAST_CELL, MARK_ROOM = 3.0, 20.0
# How much of the slide the lead figure takes beside its field, and beside a bar.
LEAD_SHARE, BAR_SHARE = 0.44, 0.56
HEAD_SIZE, UNIT_SIZES, CARD_SIZES = 24.0, (26.0, 22.0, 19.0, SMALL), (20.0, 18.0, SMALL)


def digit_width(digits: str) -> float:
    """The width of condensed digits in ems."""
    return sum(NARROW.get(sign, DIGIT) for sign in digits)


def widest(told: Telling, width: float) -> float:
    """The largest size in which digits stay on one line, a hair of which is left free."""
    return 0.99 * width / width_of(told.digits, Role.FIGURES, 1.0)


def word_of(figure: Figure, told: Telling) -> str:
    """The word in the dashed box: of a target, a projection or an estimate."""
    return told.word or (items.nature_words(figure) if figure.nature == "estimate" else "")


def unit_of(figure: Figure, told: Telling) -> str:
    """The unit under the digits, where it is not the name of the figure itself."""
    return "" if told.unit == drawable(figure.label) else told.unit


def lead_slide(deck: Deck) -> Figure | None:
    """The figure that leads; given back, for it stands on no other slide. Nothing in a story without figures."""
    lead, _rest = chosen(deck.summary)
    if lead is None:
        return None
    told, extent = telling(lead, deck.locale), extent_of(lead, deck.summary)
    slide = deck.slide(lead.label or part_names().get(lead.part, told.said))
    wide = INNER * ((BAR_SHARE if extent.bar else LEAD_SHARE) if extent else 1.0)
    unit, tall = unit_of(lead, told), 0.0
    named, size = fitting([words(unit, Role.BOLD)], wide, 2 * UNIT_SIZES[0] * LEADING, UNIT_SIZES)
    if unit:
        tall = height_of(named, size, wide) + 10
    above = HEAD if word_of(lead, told) or told.before else 0.0
    facts = 2 * SMALL * LEADING * 2 + 12
    digits = min(LARGEST, BODY - above - tall - facts, widest(told, wide))
    add_head(deck, slide, lead, told, Box(LEFT, BODY_TOP, wide, HEAD - 8), HEAD_SIZE)
    top = BODY_TOP + above
    add_digits(deck, slide, told, Box(LEFT, top, wide, digits), slab=told.verified)
    top += digits + 2
    if unit:
        add_text(slide, "Unit", Box(LEFT, top, wide, tall - 10), named, size, deck.locale)
    add_facts(deck, slide, lead, Box(LEFT, top + tall, wide, facts - 12))
    if extent:
        left = LEFT + wide + GAP
        add_field(deck, slide, extent, Box(left, BODY_TOP, LEFT + INNER - left, BODY))
    deck.foot(slide, [lead], lead)
    deck.script(slide, deck.material.figure(lead), [lead])
    return lead


def further_slides(deck: Deck, lead: Figure | None) -> None:
    """The other figures that the editors highlighted, three a slide."""
    rest = [figure for figure in deck.summary.figures if figure.highlight and figure is not lead]
    count = -(-len(rest) // A_SLIDE)
    for number in range(count):
        # Four stand better in twos than as three and a single one.
        shown = rest[number * len(rest) // count : (number + 1) * len(rest) // count]
        slide = deck.slide(counted(_("Key figures"), number + 1, count))
        wide = (INNER - GAP * (len(shown) - 1)) / len(shown)
        told = [telling(figure, deck.locale) for figure in shown]
        size = min([LARGE, *(widest(each, wide) for each in told)])
        room = Box(0, 0, wide, BODY - HEAD - size - 4 - CARD_FACTS)
        lettering = min(named(*each, room, CARD_SIZES)[1] for each in zip(shown, told, strict=True))
        for place, (figure, words_of) in enumerate(zip(shown, told, strict=True)):
            box = Box(LEFT + place * (wide + GAP), BODY_TOP, wide, BODY)
            kept, _size = named(figure, words_of, room, [lettering])
            add_card(deck, slide, figure, words_of, box, size, (kept, lettering))
        deck.foot(slide, shown)
        deck.script(slide, [line for figure in shown for line in deck.material.figure(figure)], shown)


def named(
    figure: Figure, told: Telling, room: Box, sizes: Sequence[float]
) -> tuple[tuple[Paragraph, ...], float]:
    """The unit of a figure and its name, in the first of the sizes that has room."""
    unit, name = unit_of(figure, told), drawable(figure.label)
    lines = [words(unit, Role.BOLD, after=0.15)] if unit else []
    lines += [words(name)] if name else []
    return fitting(lines, room.w, room.h, sizes)


def add_card(
    deck: Deck,
    slide: Slide,
    figure: Figure,
    told: Telling,
    box: Box,
    size: float,
    name: tuple[tuple[Paragraph, ...], float],
) -> None:
    """A further figure: its digits level with those beside it, then unit, name, date and verification."""
    add_head(deck, slide, figure, told, Box(box.x, box.y, box.w, HEAD - 8), HEAD_SIZE)
    top = box.y + HEAD
    add_digits(deck, slide, told, Box(box.x, top, box.w, size), slab=False)
    top += size + 4
    kept, lettering = name
    tall = height_of(kept, lettering, box.w)
    if kept:
        add_text(slide, "Unit and name", Box(box.x, top, box.w, tall), kept, lettering, deck.locale)
    add_facts(deck, slide, figure, Box(box.x, top + tall + 8, box.w, CARD_FACTS - 12))


def add_head(deck: Deck, slide: Slide, figure: Figure, told: Telling, box: Box, size: float) -> None:
    """What stands before the digits: the word in its dashed box, then the qualifier."""
    left = box.x
    if word := plain(word_of(figure, told)):
        wide = min(width_of(word, Role.BOLD, SMALL) + 16, box.w)
        add_word_box(slide, Box(left, box.y, wide, box.h), word, SMALL, deck.locale)
        left += wide + 10
    room = box.right - left
    if told.before and room > size * 2:
        kept, size = fitting([words(told.before, Role.BOLD)], room, box.h, (size, SMALL), 1.2)
        add_text(slide, "Qualifier", Box(left, box.y, room, box.h), kept, size, deck.locale, leading=1.2)


def add_digits(deck: Deck, slide: Slide, told: Telling, box: Box, slab: bool) -> None:
    """The digits in a line as tall as they are: hollow where they are not there yet, on yellow where verified."""
    size = box.h
    if slab:
        wide = min(digit_width(told.digits) + 0.04, box.w / size) * size
        marker = Box(box.x, box.y + SLAB_TOP * size, wide, SLAB_HEIGHT * size)
        describe(add_panel(slide, "Marker", marker, fill=MARK), "Marker")
    outline = max(1.2, size * OUTLINE) if told.hollow and size >= LEAST_HOLLOW else 0.0
    run = Run(told.digits, Role.FIGURES, dashed=told.hollow and not outline)
    add_text(
        slide,
        "Digits",
        box,
        [Paragraph((run,))],
        size,
        deck.locale,
        leading=1.0,
        outline=outline,
    )


def add_facts(deck: Deck, slide: Slide, figure: Figure, box: Box) -> None:
    """Who verified it and when, with the mark that says so, and of when it is."""
    mark = check(figure.verified is not None, TICK)
    for item in mark.at(box.x, box.y + 3.0):
        add_drawing(slide, "Tick", item)
    left = TICK + 8
    lines = [
        words(items.verified_words(figure, deck.locale), Role.BOLD),
        words(period_words(figure, deck.locale), Role.SANS, INK2),
    ]
    kept, size = fitting(lines, box.w - left, box.h, [SMALL])
    tall = height_of(kept, size, box.w - left)
    add_text(slide, "Facts", Box(box.x + left, box.y, box.w - left, tall), kept, size, deck.locale)


def add_field(deck: Deck, slide: Slide, extent: Extent, box: Box) -> None:
    """The field of the lead figure, one cell for one thing, and what solid and hollow ones stand for."""
    shape = deck.pillar.shape if deck.pillar else "square"
    entries = legend_of(extent, box.w - MARK_ROOM)
    room = sum(height_of([entry], SMALL, box.w - MARK_ROOM) + 6 for _hollow, entry in entries)
    height = box.h - room - 12
    solid, hollow = int(extent.solid), int(extent.hollow)
    if extent.bar:
        share = float(extent.solid / (extent.solid + extent.hollow))
        block = share_bar(deck.colour, share, box.w, 56.0, 2.0)
    else:
        found = field(shape, deck.colour, solid, hollow, box.w, height, LEAST_CELL)
        block = found or share_bar(deck.colour, solid / (solid + hollow), box.w, 56.0, 2.0)
    top = box.y + 10
    # Solid ones are drawn first; a field of one kind alone has the words of that kind.
    for item, (_hollow, entry) in zip(block.at(box.x, top), [*entries, entries[-1]], strict=False):
        add_drawing(slide, "Field", item, alt=" ".join(run.text for run in entry.runs))
    top += block.height + 12
    for is_hollow, entry in entries:
        mark = cells(shape, deck.colour, [(box.x, top + 4.0)], 12.0, is_hollow, "legend-mark")
        for item in mark:
            add_drawing(slide, "Legend", item)
        tall = height_of([entry], SMALL, box.w - MARK_ROOM)
        place = Box(box.x + MARK_ROOM, top, box.w - MARK_ROOM, tall)
        add_text(slide, "Legend", place, [entry], SMALL, deck.locale)
        top += tall + 6


def legend_of(extent: Extent, width: float) -> list[tuple[bool, Paragraph]]:
    """What solid and hollow cells stand for, whether each is hollow."""
    own = Run(extent.solid_words, Role.BOLD)
    rest = [Run(extent.hollow_lead), Run(extent.hollow_strong, Role.BOLD), Run(extent.hollow_rest)]
    others = tuple(run for run in rest if run.text)
    if others and extent.solid and extent.hollow:
        entries = [(False, Paragraph((own,))), (True, Paragraph(others))]
    else:
        said = () if extent.hollow_rest else others
        entries = [(not extent.solid, Paragraph((own, *said)))]
    return [(hollow, fitting([told], width, 3 * SMALL * LEADING, [SMALL])[0][0]) for hollow, told in entries]
