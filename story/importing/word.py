"""From the bytes of a Word file to a document sorted into the five parts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from story.importing.archive import read_bytes
from story.importing.document import ImportedDocument, Picture
from story.importing.errors import DocumentError
from story.importing.opening import Frame, frame
from story.importing.package import Package
from story.importing.pictures import checked
from story.importing.pieces import Piece, pieces
from story.importing.reading import Block, Paragraph, Reader, Table, tidy
from story.importing.sorting import placed_aside, sort
from story.importing.splitting import split
from story.importing.styles import local

MOST_TEXT = 600_000
_PAGE_NUMBER = re.compile(r"^\W*(?:trang|page)?\W*[0-9ivx]*\W*(?:/|of|trên)?\W*[0-9]*\W*$", re.IGNORECASE)
# What Word or a scanner calls a document that nobody named.
_NO_TITLE = re.compile(
    r"^(?:document|microsoft word|untitled|tài liệu|word document|normal|bản thảo)\b", re.IGNORECASE
)


@dataclass
class _Opened:
    """A file that has been read, before it is sorted."""

    name: str
    package: Package
    reader: Reader
    lost: list[str]
    found: list[Piece]

    @property
    def stem(self) -> str:
        """The name of the file, as words."""
        return tidy(PurePath(self.name).stem.replace("_", " ")).strip()


def read_document(file: Any, name: str = "") -> ImportedDocument:
    """Read a Word file (a path or an open file); raises DocumentError saying why it is refused."""
    return _whole(_open(file, name))


def read_stories(file: Any, name: str = "") -> tuple[ImportedDocument, ...]:
    """Read a Word file that may tell several stories: each of them, or the one document that it is.

    What stands before the first story is among its unplaced text. Raises DocumentError.
    """
    opened = _open(file, name)
    before, stories = split(opened.found)
    if not stories:
        return (_whole(opened),)
    aside = [*before, *_margins(opened)]
    first, *others = stories
    return (
        _document(opened, frame(first, "", opened.stem), aside, tuple(_notes(opened))),
        *(_document(opened, frame(story, "", opened.stem), [], ()) for story in others),
    )


def _open(file: Any, name: str) -> _Opened:
    name = (
        name or PurePath(str(getattr(file, "name", "") or (file if not hasattr(file, "read") else ""))).name
    )
    package = Package(read_bytes(file))
    reader = Reader(package)
    lost: list[str] = []
    blocks = list(_with_safe_pictures(reader.body(), lost))
    _check_length(blocks)
    return _Opened(name, package, reader, lost, _tidied(pieces(blocks)))


def _whole(opened: _Opened) -> ImportedDocument:
    framed = frame(opened.found, _title(opened.package), opened.stem)
    if not framed.pieces and not framed.around and not framed.standfirst:
        raise DocumentError(_("There is no text in this file."))
    aside = _margins(opened)
    return _document(opened, framed, aside, tuple(_notes(opened)))


def _margins(opened: _Opened) -> list[Piece]:
    margins = pieces(_with_safe_pictures(opened.reader.margins(), opened.lost))
    return [piece for piece in margins if not _is_page_number(piece)]


def _document(opened: _Opened, framed: Frame, aside: list[Piece], notes: tuple[str, ...]) -> ImportedDocument:
    parts, known = sort(framed.pieces)
    unsorted = _(
        "No heading of the five parts was found: the whole text stands in the first part, in its order."
    )
    return ImportedDocument(
        name=opened.name,
        headline=framed.headline[:255] or opened.stem[:255] or _("Imported story"),
        standfirst=framed.standfirst,
        bylines=tuple(framed.bylines),
        source=framed.source[:400],
        parts=parts,
        unplaced=placed_aside([*framed.around, *aside]),
        notes=notes if known else (unsorted, *notes),
        unsorted=not known,
    )


def _check_length(blocks: Iterable[Block]) -> None:
    if sum(_length(block) for block in blocks) > MOST_TEXT:
        raise DocumentError(
            _("The text is longer than a story can be. Send each story as a file of its own.")
        )


def _length(block: Block) -> int:
    if isinstance(block, Table):
        return sum(_length(inner) for row in block.rows for cell in row for inner in cell)
    return len(block.text) if isinstance(block, Paragraph) else 0


def _with_safe_pictures(blocks: Iterable[Block], lost: list[str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Picture):
            safe = checked(block)
            if safe:
                yield safe
            else:
                lost.append(block.name)
        elif isinstance(block, Table):
            rows = tuple(tuple(tuple(_with_safe_pictures(cell, lost)) for cell in row) for row in block.rows)
            yield Table(rows)
        else:
            yield block


def _tidied(found: list[Piece]) -> list[Piece]:
    """The pieces without the “./.” that ends a letter."""
    tidied: list[Piece] = []
    for piece in found:
        if isinstance(piece, Paragraph) and piece.text.endswith("./."):
            last = piece.runs[-1]
            text = re.sub(r"\s*\./\.\s*$", ".", last.text)
            piece = replace(piece, runs=(*piece.runs[:-1], replace(last, text=text)))
        if not (isinstance(piece, Paragraph) and piece.text in ("", "./.")):
            tidied.append(piece)
    return tidied


def _title(package: Package) -> str:
    """The title in the properties of the file, where somebody gave it one."""
    root = package.xml("docProps/core.xml")
    titles = [item.text or "" for item in root if local(item) == "title"] if root is not None else []
    title = tidy(titles[0]).strip() if titles else ""
    return "" if len(title) < 8 or _NO_TITLE.match(title) else title[:200]


def _is_page_number(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and len(piece.text) < 40 and bool(_PAGE_NUMBER.match(piece.text))


def _notes(opened: _Opened) -> Iterator[str]:
    if opened.lost:
        names = ", ".join(dict.fromkeys(opened.lost))
        yield _("These pictures could not be taken over: %(names)s. Add them in the library.") % {
            "names": names
        }
    if opened.reader.has_comments():
        yield _("Remarks in the margin of the document were left out.")
