"""What the styles and lists of a Word file say about a paragraph."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from story.importing.package import Package

# Word knows nine levels of lists and headings; styles inherit in some steps.
DEEPEST, BODY_TEXT, MOST_STYLES = 8, 9, 30


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional files read alike."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant along a path of names."""
    for name in names:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute without its namespace; empty where there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as bold is set."""
    return element is not None and value(element).lower() not in ("0", "false", "off", "none")


def whole(text: str, most: int) -> int | None:
    """A number of the file, no larger than makes sense; None for what is none."""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class Style:
    """A named style, with what it inherits."""

    name: str = ""
    outline: int | None = None
    bold: bool = False
    italic: bool = False
    number: tuple[str, int] | None = None


class Styles:
    """The styles of a file and the kinds of its lists."""

    def __init__(self, package: Package) -> None:
        self._styles = _elements(package, "styles", "style", "styleId")
        self._numbers = _elements(package, "numbering", "num", "numId")
        self._lists = _elements(package, "numbering", "abstractNum", "abstractNumId")
        self._known: dict[str, Style] = {}

    def style(self, key: str, depth: int = 0) -> Style:
        """The style of this id; an empty one where there is none."""
        if key not in self._known:
            self._known[key] = Style()  # A style based on itself ends here.
            self._known[key] = self._read(key, depth) if depth < MOST_STYLES else Style()
        return self._known[key]

    def _read(self, key: str, depth: int) -> Style:
        element = self._styles.get(key)
        if element is None:
            return Style()
        base = self.style(value(child(element, "basedOn")), depth + 1)
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        outline = outline_of(paragraph)
        bold, italic = child(run, "b"), child(run, "i")
        return Style(
            name=value(child(element, "name")).lower(),
            outline=base.outline if outline is None else outline,
            bold=is_on(bold) if bold is not None else base.bold,
            italic=is_on(italic) if italic is not None else base.italic,
            number=number_of(paragraph) or base.number,
        )

    def is_ordered(self, number: tuple[str, int]) -> bool:
        """Whether the points of a list are counted."""
        key, level = number
        kind = self._lists.get(value(child(self._numbers.get(key), "abstractNumId")))
        levels = [item for item in kind or () if local(item) == "lvl" and value(item, "ilvl") == str(level)]
        return bool(levels) and value(child(levels[0], "numFmt")) not in ("bullet", "none", "")


def number_of(paragraph: Element | None) -> tuple[str, int] | None:
    """List and level of a paragraph's own numbering; the list “0” takes the numbering off."""
    found = child(paragraph, "numPr")
    key, level = value(child(found, "numId")), value(child(found, "ilvl"))
    return (key, whole(level, DEEPEST) or 0) if key else None


def outline_of(paragraph: Element | None) -> int | None:
    """The level of a heading by itself, 0 the highest; 9 is plain text."""
    level = whole(value(child(paragraph, "outlineLvl")), BODY_TEXT)
    return None if level == BODY_TEXT else level


def _elements(package: Package, part: str, name: str, key: str) -> dict[str, Element]:
    roots = [package.xml(found) for found in package.related(part)]
    return {
        value(item, key): item for root in roots if root is not None for item in root if local(item) == name
    }
