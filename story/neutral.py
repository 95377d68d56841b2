"""The neutral form of a body: what a block says, free of HTML, for whoever makes other things of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from story.records import FigureRecord

PREFIXES = {"picture": "image", "document": "document"}


@dataclass(frozen=True)
class Run:
    """A stretch of text of one style; `figure` is the id of the record it shows."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    figure: str = ""


@dataclass(frozen=True)
class BodyItem:
    """One paragraph, step, quote… of a part; `ref` names the chart, picture or figure it stands for."""

    kind: str
    text: str = ""
    runs: tuple[Run, ...] = ()
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    ref: str = ""
    part: str = ""


@dataclass(frozen=True)
class Medium:
    """A file of the library as a story shows it: picture, audio, video or document.

    `anchor` is its place in the editor's form, `ref` what body items call it; a decorative picture has no alt text.
    """

    kind: str
    file: Any
    alt: str = ""
    caption: str = ""
    transcript: str = ""
    decorative: bool = False
    anchor: str = ""
    part: str = ""

    @property
    def ref(self) -> str:
        """What stands for the file in the neutral form."""
        return reference(self.kind, self.file)


def reference(kind: str, file: Any) -> str:
    """The id of a file among the media of a story."""
    return f"{PREFIXES.get(kind, 'media')}-{file.pk}"


@dataclass(frozen=True)
class Context:
    """What a block needs to say itself: the story's figures, the language, its own id."""

    locale: str
    figures: Mapping[str, "FigureRecord"] = field(default_factory=dict)
    block_id: str = ""
