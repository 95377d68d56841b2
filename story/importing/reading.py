"""The text of a Word file as paragraphs, tables and pictures in their order, whatever way they were made."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from story.importing.document import Picture
from story.importing.package import Package
from story.importing.styles import Styles, child, is_on, local, number_of, outline_of, value, whole
from story.neutral import Run

# What leads into text that is read as if it stood there itself.
_THROUGH = {
    "ins",
    "moveTo",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "oMath",
    "oMathPara",
    "dir",
}
_GONE = {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "annotationRef"}
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LINK = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_SCHEMES = ("http://", "https://", "mailto:")
MOST_LINK, MOST_SPAN = 1000, 60


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it was set: its runs, its style, its place in an outline or list."""

    runs: tuple[Run, ...]
    style: str = ""
    outline: int | None = None
    level: int | None = None
    ordered: bool = False

    @property
    def text(self) -> str:
        """Its words alone, in one line."""
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(frozen=True)
class Table:
    """The cells of a table, each with what stands in it."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block = Paragraph | Table | Picture


@dataclass
class _Flow:
    """A paragraph while it is read: its runs, and what hangs on it (boxes, pictures, notes)."""

    runs: list[Run] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    fields: list[list[str]] = field(default_factory=list)

    @property
    def link(self) -> str:
        """The address of the innermost link field around the place."""
        found = (_LINK.match("".join(words[1:])) for words in reversed(self.fields) if words[0] == "shown")
        return next((safe_link(match[1]) for match in found if match), "")


class Reader:
    """Reads one file; `skipped` counts what is no text of the story: comments, running titles."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.skipped_pictures: list[str] = []
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._relations = package.relations(package.main)

    def body(self) -> list[Block]:
        """The text, in order."""
        root = self.package.xml(self.package.main)
        return list(self.blocks(child(root, "body") if root is not None else None))

    def margins(self) -> list[Block]:
        """Headers and footers, each text once."""
        found: dict[str, Block] = {}
        for kind in ("header", "footer"):
            for name in self.package.related(kind):
                self._relations = self.package.relations(name)
                for block in self.blocks(self.package.xml(name)):
                    found.setdefault(repr(block), block)
        return list(found.values())

    def has_comments(self) -> bool:
        """Whether remarks stand in the margin; they are no part of the text."""
        roots = [self.package.xml(name) for name in self.package.related("comments")]
        return any(len(root) for root in roots if root is not None)

    def blocks(self, parent: Element | None) -> Iterator[Block]:
        """What stands in a body, a cell or a box."""
        for element in parent if parent is not None else ():
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield self._table(element)
            elif name in _THROUGH:
                yield from self.blocks(element)
            elif name == "AlternateContent":
                yield from self.blocks(_alternative(element))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        settings = child(element, "pPr")
        style = self.styles.style(value(child(settings, "pStyle")))
        if style.name.startswith("toc "):
            return
        flow = _Flow()
        self._inline(element, flow, Run("", bold=style.bold and style.outline is None, italic=style.italic))
        outline = outline_of(settings)
        number = number_of(settings) or style.number
        counted = number if number and number[0] != "0" else None
        runs = joined(flow.runs)
        if runs:
            yield Paragraph(
                runs,
                style.name,
                style.outline if outline is None else outline,
                counted[1] if counted else None,
                bool(counted) and self.styles.is_ordered(counted) if counted else False,
            )
        yield from flow.after

    def _inline(self, element: Element, flow: _Flow, run: Run) -> None:
        for item in element:
            name = local(item)
            if name == "r":
                self._inline(item, flow, self._styled(item, run))
            elif name == "hyperlink":
                relation = self._relations.get(value(item, "id"))
                self._inline(item, flow, replace(run, href=safe_link(relation.target if relation else "")))
            elif name == "t":
                flow.runs.append(replace(run, text=item.text or "", href=run.href or flow.link))
            elif name in _MARKS:
                page = value(item, "type") in ("page", "column")
                flow.runs.append(replace(run, text=" " if page else _MARKS[name]))
            elif name == "sym":
                flow.runs.append(replace(run, text=_symbol(value(item, "char"))))
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), value(item, "id"), flow, run)
            elif name == "AlternateContent":
                chosen = _alternative(item)
                if chosen is not None:
                    self._inline(chosen, flow, run)
            elif name in ("drawing", "pict", "object"):
                flow.after.extend(self._drawn(item))
            elif name not in _GONE:
                self._field(item, name, flow)
                self._inline(item, flow, run)
            elif name == "instrText" and flow.fields:
                flow.fields[-1].append(item.text or "")

    def _styled(self, item: Element, run: Run) -> Run:
        settings = child(item, "rPr")
        style = self.styles.style(value(child(settings, "rStyle")))
        bold, italic = child(settings, "b"), child(settings, "i")
        return replace(
            run,
            bold=is_on(bold) if bold is not None else run.bold or style.bold,
            italic=is_on(italic) if italic is not None else run.italic or style.italic,
        )

    def _field(self, item: Element, name: str, flow: _Flow) -> None:
        kind = value(item, "fldCharType") if name == "fldChar" else ""
        if kind == "begin":
            flow.fields.append(["code"])
        elif kind == "separate" and flow.fields:
            flow.fields[-1][0] = "shown"
        elif kind == "end" and flow.fields:
            flow.fields.pop()

    def _note(self, kind: str, key: str, flow: _Flow, run: Run) -> None:
        blocks = self._notes[kind].pop(key, [])
        mark = "*" if kind == "endnote" else ""
        if blocks:
            flow.runs.append(replace(run, text=f" [{key}{mark}]"))
            first, *rest = blocks
            if isinstance(first, Paragraph):
                first = replace(first, runs=(Run(f"[{key}{mark}] "), *first.runs), level=None)
            flow.after.extend([first, *rest])

    def _read_notes(self, kind: str) -> dict[str, list[Block]]:
        self._relations, self._notes = {}, {"footnote": {}, "endnote": {}}
        notes: dict[str, list[Block]] = {}
        for name in self.package.related(f"{kind}s"):
            for element in self.package.xml(name) or ():
                if value(element, "type") not in ("separator", "continuationSeparator"):
                    notes[value(element, "id")] = list(self.blocks(element))
        return notes

    def _drawn(self, element: Element) -> Iterator[Block]:
        for item in element.iter():
            name = local(item)
            if name == "txbxContent":
                yield from self.blocks(item)
            elif name in ("blip", "imagedata"):
                relation = self._relations.get(value(item, "embed" if name == "blip" else "id"))
                if relation and not relation.external and relation.target in self.package.archive:
                    yield Picture(
                        relation.target.rpartition("/")[2], self.package.archive.read(relation.target)
                    )

    def _table(self, element: Element) -> Table:
        rows = []
        for row in _inside(element, "tr"):
            cells: list[tuple[Block, ...]] = []
            for cell in _inside(row, "tc"):
                span = value(child(cell, "tcPr", "gridSpan"))
                cells.append(tuple(self.blocks(cell)))
                cells.extend(() for _more in range((whole(span, MOST_SPAN) or 1) - 1))
            rows.append(tuple(cells))
        return Table(tuple(rows))


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Children of a name, also where a control or a tracked change is wrapped around them."""
    for item in element:
        if local(item) == name:
            yield item
        elif local(item) in _THROUGH:
            yield from _inside(item, name)


def _alternative(element: Element) -> Element | None:
    """Of two ways to say the same, the newer one; the older where that says nothing."""
    choices = [item for item in element if local(item) in ("Choice", "Fallback")]
    telling = [
        item for item in choices if any(local(part) in ("t", "blip", "imagedata") for part in item.iter())
    ]
    return next(iter(telling or choices), None)


def _symbol(code: str) -> str:
    try:
        char = chr(int(code, 16))
    except ValueError:
        return ""
    return "•" if "\ue000" <= char <= "\uf8ff" else char


def safe_link(target: str) -> str:
    """An address of the web or of mail; empty for any other."""
    plain = "".join(target.split())
    return plain if plain.lower().startswith(_SCHEMES) and len(plain) <= MOST_LINK else ""


def tidy(text: str) -> str:
    """NFC, without invisible characters, with plain spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))


def joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one style as one run; a mark that a style has torn from its letter goes back to it."""
    merged: list[Run] = []
    for run in runs:
        text = _INVISIBLE.sub("", run.text)
        torn = next((at for at, char in enumerate(text) if not unicodedata.combining(char)), len(text))
        if torn and merged:
            merged[-1] = replace(merged[-1], text=merged[-1].text + text[:torn])
            text = text[torn:]
        # A space between two bold words is bold: else every word would be a run of its own.
        if text and merged and (replace(merged[-1], text="") == replace(run, text="") or not text.strip(" ")):
            merged[-1] = replace(merged[-1], text=merged[-1].text + text)
        elif text:
            merged.append(replace(run, text=text))
    return stripped(tuple(replace(run, text=tidy(run.text)) for run in merged))


def stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without empty ends."""
    kept = list(runs)
    while kept and not kept[0].text.lstrip():
        kept.pop(0)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
