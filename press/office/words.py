"""Words on a slide: set in fonts that every office has, measured before they are set, so that nothing overflows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press.layout.fonts import Role, advance, drawable
from press.layout.paragraphs import INK, LONGEST_WORD, Piece, wrapped

LEADING = 1.28
ELLIPSIS = "…"
# The fonts of the house are not on other people's machines: the family, and whether it is bold.
FACES = {
    Role.SANS: ("Arial", False),
    Role.STRONG: ("Arial", True),
    Role.BOLD: ("Arial", True),
    Role.READING: ("Georgia", False),
    Role.HEADLINE: ("Georgia", True),
    Role.FIGURES: ("Arial Narrow", True),
}
# How much wider than our own font of a role a line may become: Vietnamese text in these families, and in those that
# stand in for them where they are missing.
WIDER = {
    Role.SANS: 1.08,
    Role.STRONG: 1.13,
    Role.BOLD: 1.1,
    Role.READING: 1.17,
    Role.HEADLINE: 1.26,
    Role.FIGURES: 1.21,
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style; `link` is an address of the web or of a mailbox, `dashed` underlines what is not there yet."""

    text: str
    role: Role = Role.SANS
    colour: str = INK
    link: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs with a space between them; `number` is its place in a list, `after` the room under it in ems."""

    runs: tuple[Run, ...]
    number: int = 0
    after: float = 0.0

    def indent(self, size: float) -> float:
        """The room for the number of a list."""
        return size * 1.7 if self.number else 0.0


def words(text: str, role: Role = Role.SANS, colour: str = INK, after: float = 0.0) -> Paragraph:
    """A paragraph of one style."""
    return Paragraph((Run(text, role, colour),), after=after)


def plain(text: str) -> str:
    """A text that can be set: nothing invisible in it, no word that fills pages."""
    return " ".join(word[:LONGEST_WORD] for word in drawable(text).split(" ") if word)


def width_of(text: str, role: Role, size: float) -> float:
    """The width of a line in points, at most."""
    return advance(plain(text), role, size) * WIDER[role]


def line_count(paragraph: Paragraph, size: float, width: float) -> int:
    """How many lines a paragraph takes, at most."""
    pieces = [Piece(plain(run.text), run.role) for run in paragraph.runs]
    wider = max((WIDER[run.role] for run in paragraph.runs), default=1.0)
    return len(wrapped(pieces, size * wider, width - paragraph.indent(size)))


def height_of(paragraphs: Sequence[Paragraph], size: float, width: float, leading: float = LEADING) -> float:
    """The height of paragraphs in points."""
    lines = sum(line_count(paragraph, size, width) for paragraph in paragraphs)
    return size * (lines * leading + sum(paragraph.after for paragraph in paragraphs[:-1]))


def fitting(
    paragraphs: Sequence[Paragraph],
    width: float,
    height: float,
    sizes: Sequence[float],
    leading: float = LEADING,
) -> tuple[tuple[Paragraph, ...], float]:
    """The paragraphs in the first of the sizes that fits; cut with an ellipsis where the last does not."""
    for size in sizes:
        if height_of(paragraphs, size, width, leading) <= height:
            return tuple(paragraphs), size
    return tuple(shortened(paragraphs, width, height, sizes[-1], leading)), sizes[-1]


def shortened(
    paragraphs: Sequence[Paragraph], width: float, height: float, size: float, leading: float
) -> Iterator[Paragraph]:
    """As many paragraphs as fit, the last one cut at a word."""
    room = height
    for paragraph in paragraphs:
        tall = height_of([paragraph], size, width, leading)
        if tall <= room:
            yield paragraph
            room -= tall + paragraph.after * size
            continue
        if room >= size * leading:
            yield cut(paragraph, int(room / (size * leading)), size, width)
        return


def cut(paragraph: Paragraph, lines: int, size: float, width: float) -> Paragraph:
    """The beginning of a paragraph that takes no more than so many lines."""
    whole = [(run, word) for run in paragraph.runs for word in plain(run.text).split(" ")]
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        fits = line_count(first_words(paragraph, whole[:middle]), size, width) <= lines
        low, high = (middle, high) if fits else (low, middle - 1)
    if low:
        return first_words(paragraph, whole[:low])
    run, word = whole[0]
    while len(word) > 1 and line_count(first_words(paragraph, [(run, word)]), size, width) > lines:
        word = word[: len(word) // 2]
    return first_words(paragraph, [(run, word)])


def first_words(paragraph: Paragraph, kept: Sequence[tuple[Run, str]]) -> Paragraph:
    """A paragraph of these words of its runs, an ellipsis at the end."""
    runs: list[Run] = []
    before: Run | None = None
    for run, word in kept:
        if run is before:
            runs[-1] = replace(runs[-1], text=f"{runs[-1].text} {word}")
        else:
            runs.append(replace(run, text=word))
        before = run
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" ,.;:") + ELLIPSIS)
    return replace(paragraph, runs=tuple(runs))
