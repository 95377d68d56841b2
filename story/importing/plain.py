"""The plain text of a content block as it is stored: where a proposed figure stands is counted in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from story.richtext import BLOCKS

_LINES = {*BLOCKS, "li"}


@dataclass
class RichPlain:
    """A rich text as one plain text, a line for each paragraph or point, and the strings it consists of."""

    soup: BeautifulSoup
    text: str = ""
    strings: list[tuple[int, NavigableString]] = field(default_factory=list)

    @classmethod
    def of(cls, source: str) -> "RichPlain":
        """Read stored rich text."""
        plain = cls(BeautifulSoup(source or "", "html.parser"))
        plain._walk(plain.soup)
        return plain

    def _walk(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                self.strings.append((len(self.text), child))
                self.text += str(child)
            elif isinstance(child, Tag):
                if child.name == "br" or (child.name in _LINES and self.text):
                    self.text += "\n"
                self._walk(child)


def _values(items: Any) -> list[Any]:
    return [item["value"] if isinstance(item, dict) and "value" in item else item for item in items or ()]


def pieces(kind: str, value: Any) -> Iterator[tuple[str, bool]]:
    """The texts of a stored block in order, each with whether it is rich text."""
    if kind == "paragraph":
        yield value, True
    elif kind == "step":
        yield from ((value.get("title", ""), False), (value.get("text", ""), True))
    elif kind == "lesson":
        yield value.get("text", ""), True
    elif kind == "quote":
        yield from ((value.get(name, ""), False) for name in ("text", "speaker", "role"))
    elif kind == "table":
        yield from ((text, False) for text in (value.get("caption", ""), *_values(value.get("header"))))
        yield from ((cell, False) for row in _values(value.get("rows")) for cell in _values(row["cells"]))
    elif kind == "callout":
        yield from ((text, False) for text in (value.get("title", ""), *_values(value.get("items"))))
    elif kind == "picture":
        yield value.get("caption", ""), False


def text_of(kind: str, value: Any) -> str:
    """The whole text of a stored block, its pieces on lines of their own."""
    return "\n".join(RichPlain.of(text).text if rich else str(text) for text, rich in pieces(kind, value))
