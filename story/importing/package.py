"""The parts of a Word file and how they hang together; what runs, or fetches from elsewhere, is refused."""

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from django.utils.translation import gettext as _

from story.importing.archive import Archive, damaged
from story.importing.errors import DocumentError

MOST_XML = 16_000_000
MOST_DEPTH = 150
MOST_ELEMENTS = 300_000
# One tag longer than this is no tag of Word.
MOST_SILENT = 512 * 1024
_CHUNK = 64 * 1024
_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# A template on a disk of the author's own machine is never looked for.
_LOCAL_TEMPLATE = re.compile(r"(?:file:/{3})?[A-Za-z]:|[^/\\:]+$")


@dataclass(frozen=True)
class Relation:
    """What a part of the file points to."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file whose kind, names and references have been checked."""

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self._check_types()
        self._check_relations()

    def xml(self, name: str) -> Element | None:
        """A part as a tree, None where there is none; raises DocumentError for XML that Word does not write."""
        if name not in self.archive:
            return None
        _check_xml(self.archive, name)
        try:
            return fromstring(self.archive.read(name, MOST_XML))  # noqa: S314 - no declaration of types or entities
        except (ParseError, ValueError) as error:
            raise damaged() from error

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.archive:
                return relation.target
        raise DocumentError(_("This is not a Word file (.docx). Open it in Word and save it as .docx."))

    def related(self, kind: str) -> list[str]:
        """The names of the parts of a kind (styles, header…) that belong to the text."""
        found = [item.target for item in self.relations(self.main).values() if item.kind == kind]
        return [name for name in found if name in self.archive]

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by id; the file itself is the part without a name."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if root is None else dict(self._relation(item, folder) for item in root)

    def _relation(self, item: Element, folder: str) -> tuple[str, Relation]:
        target, external = unquote(item.get("Target", "")), item.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return item.get("Id", ""), Relation(item.get("Type", "").rsplit("/", 1)[-1], target, external)

    def _check_types(self) -> None:
        names = [name.lower() for name in self.archive.names]
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            _refuse_macros()
        types = (
            self.archive.read(_TYPES, MOST_XML).decode("utf-8", "replace") if _TYPES in self.archive else ""
        )
        if "macroEnabled" in types:
            _refuse_macros()
        if _WORD in types:
            return
        if "spreadsheetml" in types:
            raise DocumentError(_("This is an Excel file. Send the story as a Word file (.docx)."))
        if "presentationml" in types:
            raise DocumentError(_("This is a PowerPoint file. Send the story as a Word file (.docx)."))
        if "mimetype" in names:
            raise DocumentError(
                _("This is an OpenDocument file. Open it in Word or LibreOffice and save it as .docx.")
            )
        raise DocumentError(_("This is not a Word file (.docx). Open it in Word and save it as .docx."))

    def _check_relations(self) -> None:
        for name in self.archive.names:
            folder, _slash, file = name.rpartition("/")
            if not file.lower().endswith(".rels"):
                continue
            owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
            for relation in self.relations(owner).values():
                _check_relation(owner, relation)


def _check_relation(owner: str, relation: Relation) -> None:
    kind = relation.kind.lower()
    if kind in ("vbaproject", "wordvbadata"):
        _refuse_macros()
    if kind in ("afchunk", "subdocument", "oleobject", "control", "activexcontrolbinary") or (
        # The sheet behind a chart is never opened.
        kind == "package" and "/charts/" not in f"/{owner}"
    ):
        message = _(
            "The file has other files or controls embedded in it. Take them out in Word and save it again."
        )
        raise DocumentError(message)
    if relation.external and kind != "hyperlink":
        if kind == "attachedtemplate" and _LOCAL_TEMPLATE.match(relation.target):
            return
        message = _(
            "The file fetches something from elsewhere (%(kind)s: %(target)s). "
            "Put the picture itself into the text, take the link off and save it again."
        )
        raise DocumentError(message % {"kind": relation.kind[:40], "target": relation.target[:80]})


def _refuse_macros() -> NoReturn:
    raise DocumentError(_("The file holds macros. Save it in Word as .docx, which holds none."))


class _Guard:
    """Counts what an XML part consists of before a tree is made of it."""

    def __init__(self) -> None:
        self.depth = self.elements = self.silent = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.EntityDeclHandler = self._declared
        for name in ("CharacterDataHandler", "CommentHandler", "ProcessingInstructionHandler"):
            setattr(self.parser, name, self._said)

    def feed(self, chunk: bytes) -> None:
        self.silent += len(chunk)
        self.parser.Parse(chunk, False)
        if self.silent > MOST_SILENT:
            raise _strange()

    def _start(self, *_element: object) -> None:
        self.silent, self.depth, self.elements = 0, self.depth + 1, self.elements + 1
        if self.depth > MOST_DEPTH or self.elements > MOST_ELEMENTS:
            raise _strange()

    def _end(self, _name: str) -> None:
        self.silent, self.depth = 0, self.depth - 1

    def _said(self, *_words: object) -> None:
        self.silent = 0

    def _declared(self, *_declaration: object) -> NoReturn:
        raise _strange()


def _check_xml(archive: Archive, name: str) -> None:
    guard, size = _Guard(), 0
    with archive.open(name) as member:
        try:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > MOST_XML:
                    raise _strange()
                guard.feed(chunk)
            guard.parser.Parse(b"", True)
        except DocumentError:
            raise
        except Exception as error:
            # A damaged stream, or XML that breaks off: whatever the libraries raise, it cannot be read.
            raise damaged() from error


def _strange() -> DocumentError:
    message = _(
        "The file is built as no Word file is (endless nesting, or entities). It is refused for safety."
    )
    return DocumentError(message)
