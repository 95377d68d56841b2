"""The steps as a line of time: solid where something was done, dashed where it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from pptx.slide import Slide

from press.layout.fonts import Role, drawable
from press.layout.marks import RULE
from press.layout.paragraphs import INK, INK2
from press.layout.primitives import Box, Circles, Shapes, rectangle
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_drawing, add_text
from press.office.words import Paragraph, fitting, height_of, words
from press.slides.frame import BODY_BOTTOM, BODY_TOP, SMALL, Deck
from press.slides.material import Passage, runs_of
from press.slides.telling import counted
from press.speech.sentences import plain
from press.summary import Step
from press.wire import items
from press.wire.markup import part_names

A_SLIDE, GAP = 5, 20.0
LINE_TOP, RADIUS, WORDS_TOP = BODY_TOP + 12.0, 9.0, BODY_TOP + 36.0
ROOM = BODY_BOTTOM - WORDS_TOP
SIZES = (20.0, 18.0, SMALL)


@dataclass(frozen=True, slots=True)
class Told:
    """A step with its sentences."""

    step: Step
    passage: Passage

    def paragraphs(self, locale: str) -> list[Paragraph]:
        """When, what, and how, one under the other."""
        step = self.step
        when = items.period_words(step.period, locale) if step.period else ""
        if step.planned:
            when = " · ".join(filter(None, [_("Planned"), when]))
        return [
            words(text, role, ink, after)
            for text, role, ink, after in (
                (when, Role.BOLD, INK2, 0.25),
                (drawable(step.title), Role.BOLD, INK, 0.3),
                (self.passage.written, Role.SANS, INK, 0.0),
            )
            if text
        ]


def step_slides(deck: Deck) -> None:
    """The steps in order, as many beside one another as leave room for their words."""
    shares = shared(told_steps(deck), deck.locale)
    for number, share in enumerate(shares, start=1):
        slide = deck.slide(counted(part_names()["steps"], number, len(shares)))
        wide = width_of_each(len(share))
        told = [one.paragraphs(deck.locale) for one in share]
        size = min(fitting(each, wide, ROOM, SIZES)[1] for each in told)
        for place, (one, each) in enumerate(zip(share, told, strict=True)):
            left = LEFT + place * (wide + GAP)
            add_line(deck, slide, one.step, left, LEFT + INNER - left if one is share[-1] else wide + GAP)
            kept, _size = fitting(each, wide, ROOM, [size])
            box = Box(left, WORDS_TOP, wide, height_of(kept, size, wide))
            add_text(slide, "Step", box, kept, size, deck.locale)
        shown = deck.material.figures([one.passage for one in share])
        deck.foot(slide, shown)
        deck.script(slide, [line for one in share for line in one.passage.spoken], shown)


def told_steps(deck: Deck) -> list[Told]:
    """The steps with their sentences, figures in them spoken from their records."""
    blocks = [item for item in deck.summary.body if item.kind == "step"]
    runs = [runs_of(item) for item in blocks]
    steps = deck.summary.steps
    if len(runs) != len(steps):
        runs = [plain(step.text) for step in steps]
    told = [Told(step, deck.material.passage(each)) for step, each in zip(steps, runs, strict=True)]
    return [one for one in told if one.paragraphs(deck.locale)]


def shared(told: list[Told], locale: str) -> list[list[Told]]:
    """The steps by slides, evenly: the most a slide that have room for all their words."""
    shares: list[list[Told]] = []
    for most in range(A_SLIDE, 0, -1):
        count = -(-len(told) // most)
        shares = [told[n * len(told) // count : (n + 1) * len(told) // count] for n in range(count)]
        tallest = [
            height_of(one.paragraphs(locale), SMALL, width_of_each(len(share)))
            for share in shares
            for one in share
        ]
        if max(tallest, default=0.0) <= ROOM:
            break
    return shares


def width_of_each(count: int) -> float:
    """The width of a step beside others."""
    return (INNER - GAP * (count - 1)) / count


def add_line(deck: Deck, slide: Slide, step: Step, left: float, long: float) -> None:
    """The piece of the line that leads on from a step, and its mark: a ring where it is only planned."""
    start = left + 2 * RADIUS + 4
    line = (rectangle(start, LINE_TOP - 1, long - 2 * RADIUS - 8, 2.0),)
    add_drawing(slide, "Line of time", Shapes("line", line, fill=RULE))
    centre = ((left + RADIUS, LINE_TOP),)
    if step.planned:
        ring = Circles("step", centre, RADIUS - 1, stroke=deck.colour, width=2.0)
        add_drawing(slide, "Planned step", ring, dashed=True)
    else:
        add_drawing(slide, "Step done", Circles("step", centre, RADIUS, fill=deck.colour))
