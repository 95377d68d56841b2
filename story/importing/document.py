"""What was read from a document, before it is a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from story.neutral import Run


@dataclass(frozen=True)
class Picture:
    """A picture of the document as it was in the file."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Line:
    """A paragraph, or one point of a list."""

    runs: tuple[Run, ...]
    level: int = 0
    ordered: bool = False

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Item:
    """One thing told: `kind` is paragraph, heading, list, step, lesson, quote, table or picture.

    `text` is the title of a step, the caption of a table or picture.
    """

    kind: str
    lines: tuple[Line, ...] = ()
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None

    def texts(self) -> Iterator[str]:
        """Every text of the item, in order."""
        if self.text:
            yield self.text
        yield from (line.text for line in self.lines)
        yield from (cell for row in self.rows for cell in row if cell)


@dataclass(frozen=True)
class Byline:
    """Who wrote it, as the document says."""

    name: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class ImportedPart:
    """One of the five parts: the words it was headed with, and what it tells."""

    name: str
    heading: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class ImportedDocument:
    """A document sorted into the five parts; `unplaced` is what fits nowhere, `notes` what the reader must know.

    `unsorted` says that no heading of a part was found: the whole text then stands in the first part.
    """

    name: str
    headline: str
    standfirst: str = ""
    bylines: tuple[Byline, ...] = ()
    source: str = ""
    parts: tuple[ImportedPart, ...] = ()
    unplaced: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    unsorted: bool = False

    @property
    def source_title(self) -> str:
        """What its figures name as their source."""
        return (self.source or self.headline or self.name)[:400]

    @property
    def pictures(self) -> list[Picture]:
        """All pictures in order."""
        items = [item for part in self.parts for item in part.items] + list(self.unplaced)
        return [item.picture for item in items if item.picture]
