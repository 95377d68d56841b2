"""The frame of every slide: mark of what is not public, pillar and place, title, source, page number, script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide

from press.layout.content import Pillar, pillar_of
from press.layout.finish import MOST
from press.layout.fonts import Role, drawable
from press.layout.footing import licence_words, notice_words, source_words, taker_words, verified_words
from press.layout.frame import ALERT, site_name
from press.layout.marks import PAPER, cells
from press.layout.paragraphs import INK, INK2
from press.layout.primitives import Box
from press.notes import notes
from press.office.presentation import (
    HEIGHT,
    INNER,
    LEFT,
    TITLE_HEIGHT,
    TITLE_SIZE,
    TITLE_TOP,
    WIDTH,
    add_slide,
    empty,
    length,
    saved,
)
from press.office.shapes import (
    add_drawing,
    add_page_number,
    add_panel,
    add_text,
    colour,
    describe,
    set_paragraphs,
)
from press.office.words import LEADING, Paragraph, Run, fitting, height_of, plain, width_of, words
from press.slides.material import Material
from press.summary import Figure, StorySummary

BAND, TOP, SMALL, FOOT_SIZE = 28.0, 36.0, 16.0, 11.0
BODY_TOP, BODY_BOTTOM = 138.0, 472.0
BODY = BODY_BOTTOM - BODY_TOP
RULE_TOP, FOOT_TOP = 484.0, 493.0
FOOT_WIDTH = 780.0
TITLE_ROOM = Box(LEFT, TITLE_TOP, INNER, TITLE_HEIGHT)
TITLE_SIZES, TITLE_LEADING = (TITLE_SIZE, 25.0, 22.0, 19.0, 16.5), 1.26
# The mark across a slide that is not public: how large it is at most, how wide, how it rises, how faint it is.
MARK_SIZE, MARK_LENGTH, MARK_TURN, MARK_ALPHA = 54.0, 880.0, -22.0, 18_000


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a slide: its ground, the words on it, the quieter words."""

    ground: str = ""
    ink: str = INK
    quiet: str = INK2
    alert: str = ALERT


PLAIN = Look()


class Deck:
    """The slides of a story as they are made, in the summary's language."""

    def __init__(self, summary: StorySummary) -> None:
        self.summary, self.locale = summary, summary.locale
        self.pillar: Pillar | None = pillar_of(summary)
        self.colour = self.pillar.colour if self.pillar else INK
        self.material = Material(summary)
        self.made = empty()

    def slide(
        self, title: str, look: Look = PLAIN, sizes: Sequence[float] = TITLE_SIZES, room: Box = TITLE_ROOM
    ) -> Slide:
        """A new slide with its title, under the mark of what is not public."""
        slide = add_slide(self.made)
        if look.ground:
            slide.background.fill.solid()
            slide.background.fill.fore_color.rgb = colour(look.ground)
        # No slide without a title: it is how people who cannot see them find their way.
        told = [words(plain(title) or site_name(), Role.HEADLINE, look.ink)]
        kept, size = fitting(told, room.w, room.h, sizes, TITLE_LEADING)
        shape: Any = slide.shapes.title
        if room is not TITLE_ROOM:
            shape.left, shape.top, shape.width, shape.height = map(length, (room.x, room.y, room.w, room.h))
        set_paragraphs(shape.text_frame, kept, size, self.locale, TITLE_LEADING)
        self.mark(slide, look)
        self.place(slide, look)
        return slide

    def mark(self, slide: Slide, look: Look) -> None:
        """That the story is not public, and whose copy this is, over the slide and faintly across it."""
        notice, taker = notice_words(self.summary), taker_words(self.summary)
        if not notice:
            return
        told = " · ".join(filter(None, [notice, taker]))
        add_mark(slide, told[:MOST], look.alert, self.locale)
        describe(add_panel(slide, "Band", Box(0, 0, WIDTH, BAND), fill=look.alert), "Band")
        words_on = look.ground or PAPER
        line, size = fitting([words(told, Role.BOLD, words_on)], INNER, SMALL * LEADING, [SMALL])
        add_text(slide, "Notice", Box(LEFT, 4, INNER, SMALL * LEADING), line, size, self.locale)

    def place(self, slide: Slide, look: Look) -> None:
        """Shape and name of the pillar, and the province as at the time."""
        left = LEFT
        runs = [Run(drawable(self.summary.province.name), Role.SANS, look.quiet)]
        if self.pillar:
            shade = look.ink if look.ground else self.pillar.colour
            for mark in cells(self.pillar.shape, shade, [(LEFT, TOP + 4.0)], 12.0, False, "pillar"):
                add_drawing(slide, "Pillar", mark)
            runs.insert(0, Run(self.pillar.name, Role.BOLD, shade))
            left += 20.0
        width = INNER - left + LEFT
        told, size = fitting([Paragraph(tuple(runs))], width, SMALL * LEADING, [SMALL])
        add_text(slide, "Place", Box(left, TOP, width, SMALL * LEADING), told, size, self.locale)

    def foot(
        self, slide: Slide, shown: Sequence[Figure] = (), lead: Figure | None = None, source: str = ""
    ) -> None:
        """The rule, the source of what is shown and whether it is verified, the newsroom, the page number."""
        describe(add_panel(slide, "Rule", Box(LEFT, RULE_TOP, INNER, 3.0), fill=INK), "Rule")
        source = drawable(source) or source_words(lead, shown, self.summary)
        lines: list[Paragraph] = []
        if source:
            runs = [Run(_("Source:"), Role.BOLD), Run(source, colour=INK2)]
            if verified := verified_words(shown):
                runs.append(Run(verified, Role.BOLD))
            lines += fitting([Paragraph(tuple(runs))], FOOT_WIDTH, 2 * FOOT_SIZE * LEADING, [FOOT_SIZE])[0]
        site = [Run(site_name(), Role.BOLD)]
        if licence := licence_words(self.summary):
            site.append(Run(f"· {licence}", colour=INK2))
        lines += fitting([Paragraph(tuple(site))], FOOT_WIDTH, FOOT_SIZE * LEADING, [FOOT_SIZE])[0]
        tall = height_of(lines, FOOT_SIZE, FOOT_WIDTH)
        add_text(slide, "Source", Box(LEFT, FOOT_TOP, FOOT_WIDTH, tall), lines, FOOT_SIZE, self.locale)
        self.number(slide, INK2)

    def number(self, slide: Slide, ink: str) -> None:
        """The page number."""
        box = Box(LEFT + INNER - 60, FOOT_TOP, 60, FOOT_SIZE * LEADING)
        add_page_number(slide, box, len(self.made.slides), FOOT_SIZE, self.locale, ink)

    def script(self, slide: Slide, said: Iterable[str], shown: Sequence[Figure] = ()) -> None:
        """What is read aloud to a slide, then what not to say about the figures on it."""
        notice = [notice_words(self.summary), taker_words(self.summary)]
        spoken = list(dict.fromkeys(filter(None, said))) or [_("Nothing on this slide is read aloud.")]
        warned = [
            f"– {drawable(figure.label)}: {' '.join(warnings)}"
            for figure in shown
            if (warnings := notes(figure, self.locale, self.material.written_on))
        ]
        lines = [
            " · ".join(filter(None, notice)),
            *spoken,
            *([_("Do not say") + ":", *warned] if warned else []),
        ]
        frame: Any = slide.notes_slide.notes_text_frame
        set_paragraphs(frame, [words(line, after=0.4) for line in lines if line], 12.0, self.locale, 1.2)

    def file(self) -> bytes:
        """All slides as a file."""
        return saved(self.made, self.summary)


def add_mark(slide: Slide, told: str, ink: str, locale: str) -> None:
    """Words that rise faintly across a slide, behind all else."""
    size = min(MARK_LENGTH / width_of(told, Role.BOLD, 1.0), MARK_SIZE)
    wide, tall = width_of(told, Role.BOLD, size) * 1.02, size * LEADING
    box = Box((WIDTH - wide) / 2, (HEIGHT - tall) / 2, wide, tall)
    shape = add_text(slide, "Watermark", box, [words(told, Role.BOLD, ink)], size, locale)
    shape.rotation = MARK_TURN
    for paint in shape.element.iter(qn("a:srgbClr")):
        etree.SubElement(paint, qn("a:alpha"), val=str(MARK_ALPHA))
