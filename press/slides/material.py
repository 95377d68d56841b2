"""The sentences of a story for slides: as written for the slide, as read aloud for its notes; none is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from press.slotfit.material import Part, material, source_line
from press.speech.sentences import Sentence, plain, read_aloud
from press.summary import BodyItem, Figure, Run, StorySummary
from press.wire import items


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the story as its sentences."""

    sentences: tuple[Sentence, ...]

    @property
    def written(self) -> str:
        """The words as they stand in the story."""
        return " ".join(sentence.written for sentence in self.sentences)

    @property
    def spoken(self) -> list[str]:
        """The sentences that may be read aloud, as they are said."""
        return said(self.sentences)


class Material:
    """What the slides of a story say; call it with the summary's locale active."""

    def __init__(self, summary: StorySummary) -> None:
        self.summary = summary
        self.written_on = date.fromisoformat(items.version_created(summary)[:10])
        chains = material(summary)
        self.of_figures = {chain.figure: chain.sentences for chain in chains if chain.figure}
        self.of_quotes = [said(chain.sentences) for chain in chains if chain.part is Part.QUOTE]

    def passage(self, runs: Iterable[Run]) -> Passage:
        """A paragraph; where it shows a figure, that is spoken from its record."""
        return Passage(tuple(read_aloud(runs, self.summary)))

    def text(self, text: str) -> Passage:
        """A paragraph without links to figures."""
        return self.passage(plain(text))

    def part(self, part: str, told: str) -> list[Passage]:
        """The paragraphs of a part, the entries of its lists too; of its plain text where the story has no body."""
        found = []
        for item in self.body(part, "paragraph", "question", "list"):
            found += (
                [self.text(line) for line in item.items]
                if item.kind == "list"
                else [self.passage(runs_of(item))]
            )
        found = found or [self.text(line) for line in items.lines(told)]
        return [passage for passage in found if passage.sentences]

    def body(self, part: str, *kinds: str) -> list[BodyItem]:
        """The blocks of a part that are of these kinds."""
        return [item for item in self.summary.body if item.part == part and item.kind in kinds]

    def figure(self, figure: Figure) -> list[str]:
        """The sentence that says a figure aloud; none where it may not be said."""
        return said(self.of_figures.get(figure.id, ()))

    def figures(self, passages: Sequence[Passage]) -> list[Figure]:
        """The figures that paragraphs show, each once."""
        shown = {identity for passage in passages for one in passage.sentences for identity in one.figures}
        return [figure for figure in self.summary.figures if figure.id in shown]

    def source(self) -> list[str]:
        """Whom the story is taken from."""
        return said([source_line(self.summary)])


def runs_of(item: BodyItem) -> tuple[Run, ...]:
    """The runs of a block; a step's own text is its title, that of other blocks their words."""
    return item.runs or (() if item.kind == "step" else plain(item.text))


def said(sentences: Iterable[Sentence]) -> list[str]:
    """The sentences that may be read aloud, as they are said."""
    return [sentence.spoken for sentence in sentences if not sentence.bar and sentence.spoken]
