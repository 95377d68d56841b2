"""Slides of words: the parts of the story, what its figures do not say, quotes, lessons, what the source is silent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from press.layout.fonts import Role, drawable
from press.layout.paragraphs import INK2
from press.layout.primitives import Box
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_text
from press.office.words import LEADING, Paragraph, Run, fitting, height_of, words
from press.slides.frame import BODY, BODY_TOP, SMALL, Deck
from press.slides.material import Passage
from press.speech.sentences import Sentence
from press.wire.markup import part_names

SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0)
QUOTE_SIZES = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 17.0)
WIDTH, LINE, BETWEEN = 800.0, 1.42, 0.7
MOST_PAGES = 8
# How full slides may be that share a passage: the emptiest way that needs no further slide.
EVEN = (0.5, 0.6, 0.7, 0.8, 0.9)
TOLD = ("problem", "approach", "results")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The sentences of one paragraph that stand on one slide; `number` is its place in a list."""

    sentences: tuple[Sentence, ...]
    number: int = 0

    @property
    def paragraph(self) -> Paragraph:
        """How it is set."""
        run = Run(Passage(self.sentences).written, Role.READING)
        return Paragraph((run,), number=self.number, after=BETWEEN)


Page = tuple[Chunk, ...]


def pages(passages: Sequence[Passage], numbered: bool = False) -> list[Page]:
    """The paragraphs on as few slides as hold them, each as full as the others."""
    most = filled(passages, numbered, BODY)
    tries = (filled(passages, numbered, BODY * share) for share in EVEN)
    return next((made for made in tries if len(made) == len(most)), most)[:MOST_PAGES]


def filled(passages: Sequence[Passage], numbered: bool, room: float) -> list[Page]:
    """The paragraphs on slides with so much room, cut between sentences alone."""
    made: list[Page] = [()]
    for number, passage in enumerate(passages, start=1):
        listed = number if numbered else 0
        if made[-1] and height((*made[-1], Chunk(passage.sentences, listed))) > room:
            made.append(())
        for place, sentence in enumerate(passage.sentences):
            made[-1:] = with_sentence(made[-1], Chunk((sentence,), 0 if place else listed), place == 0, room)
    return [page for page in made if page]


def with_sentence(page: Page, chunk: Chunk, first: bool, room: float) -> list[Page]:
    """The slide with one more sentence, or that slide and the next one which begins with it."""
    if first or not page:
        longer = (*page, chunk)
    else:
        longer = (*page[:-1], replace(page[-1], sentences=(*page[-1].sentences, *chunk.sentences)))
    return [longer] if height(longer) <= room or not page else [page, (chunk,)]


def height(page: Page) -> float:
    """The height of the paragraphs of a slide in their smallest size."""
    return height_of([chunk.paragraph for chunk in page], SIZES[-1], WIDTH, LINE)


def text_slides(deck: Deck, title: str, passages: Sequence[Passage], numbered: bool = False) -> None:
    """A passage on as many slides as it needs, all in one size."""
    made = pages(passages, numbered)
    settled = [fitting([chunk.paragraph for chunk in page], WIDTH, BODY, SIZES, LINE) for page in made]
    # A whole passage in one size: a page with few words on it is no shouting.
    size = min((size for _told, size in settled), default=0.0)
    for number, (page, (told, _size)) in enumerate(zip(made, settled, strict=True), start=1):
        slide = deck.slide(counted(title, number, len(made)))
        add_text(slide, "Text", Box(LEFT, BODY_TOP, WIDTH, BODY), told, size, deck.locale, leading=LINE)
        chunks = [Passage(chunk.sentences) for chunk in page]
        shown = deck.material.figures(chunks)
        deck.foot(slide, shown)
        deck.script(slide, [line for chunk in chunks for line in chunk.spoken], shown)


def counted(title: str, number: int, count: int) -> str:
    """A title with its place among those of the same words."""
    return f"{title} ({number}/{count})" if count > 1 else title


def part_slides(deck: Deck, part: str) -> None:
    """A part of the story, then what its figures do not say, where the editors have written that down."""
    told = {
        "problem": deck.summary.problem,
        "approach": deck.summary.approach,
        "results": deck.summary.results,
    }
    text_slides(deck, part_names()[part], deck.material.part(part, told[part]))
    for item in deck.material.body(part, "callout"):
        passages = [deck.material.text(line) for line in item.items]
        text_slides(deck, drawable(item.text), [passage for passage in passages if passage.sentences])


def lesson_slides(deck: Deck) -> None:
    """The lessons as a list."""
    told = [deck.material.text(lesson) for lesson in deck.summary.lessons]
    told = [passage for passage in told if passage.sentences]
    text_slides(deck, part_names()["lessons"], told, numbered=len(told) > 1)


def absence_slides(deck: Deck) -> None:
    """What the source does not state, and why."""
    names = part_names()
    told = [
        deck.material.text(f"{names.get(absence.part, absence.part)}: {drawable(absence.reason)}")
        for absence in deck.summary.absent
        if drawable(absence.reason)
    ]
    text_slides(deck, _("Not stated by the source"), told)


def quote_slides(deck: Deck) -> None:
    """Each quote large, with who said it."""
    for quote, said in zip(deck.summary.quotes, deck.material.of_quotes, strict=True):
        text = drawable(quote.text).strip('“”"')
        if not text:
            continue
        name, role = drawable(quote.speaker), drawable(quote.role)
        slide = deck.slide(name or role or _("Quote"))
        told, size = fitting([words(f"“{text}”", Role.READING)], INNER, 260.0, QUOTE_SIZES, LINE)
        tall = height_of(told, size, INNER, LINE)
        add_text(slide, "Quote", Box(LEFT, BODY_TOP, INNER, tall), told, size, deck.locale, leading=LINE)
        if name and role:
            who, _size = fitting([words(role, Role.SANS, INK2)], INNER, 2 * SMALL * LEADING, [SMALL])
            box = Box(LEFT, BODY_TOP + tall + 14, INNER, height_of(who, SMALL, INNER))
            add_text(slide, "Speaker", box, who, SMALL, deck.locale)
        passages = [deck.material.text(text)]
        shown = deck.material.figures(passages)
        deck.foot(slide, shown)
        deck.script(slide, said, shown)
