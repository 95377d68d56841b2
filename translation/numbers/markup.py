"""The text of a translated segment: tags away, figures as marks, and the way back to the characters as given."""

import html
import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from story.figures.running_text import RunningText

# Stands for a figure, whose value no sentence tells.
MARK = "\ufffc"
_MARKUP = re.compile(
    r"<a\b(?P<attributes>[^>]*)>(?P<inner>.*?)</a\s*>|<br\s*/?>|</?[a-z][^>]*>|&(?:#\w{1,8}|\w{2,31});"
    "|[\u200b\u2060\ufeff\u00ad\u200c\u200d\u200e\u200f]",
    re.IGNORECASE | re.DOTALL,
)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True)
class Placeholder:
    """A figure linked in the text, by its id, and its place in the text as given."""

    id: str
    start: int
    end: int


class Segment:
    """One segment in one language; `read` is what its numbers are read from.

    `figures` are the ids of links that are figures; without it every link with an id is one.
    """

    def __init__(self, given: str, figures: Collection[str] | None = None) -> None:
        self.given = given
        self.placeholders: list[Placeholder] = []
        self._starts, self._shifts = [0], [0]
        pieces: list[str] = []
        self._walk(given, 0, figures, pieces)
        self._running = RunningText("".join(pieces))

    @property
    def read(self) -> str:
        """Composed letters, plain spaces, no markup."""
        return self._running.read

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as given."""
        place = self._running.place
        return self._given(place(start)), self._given(place(end) - 1) + 1

    def _given(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._starts, position) - 1]

    def _walk(self, text: str, offset: int, figures: Collection[str] | None, pieces: list[str]) -> None:
        last = 0
        for match in _MARKUP.finditer(text):
            pieces.append(text[last : match.start()])
            last = match.end()
            replaced = self._replaced(match, offset, figures)
            if replaced is None:  # a link that is no figure: its words stay
                self._moved(pieces, offset + match.start("inner"))
                self._walk(match["inner"], offset + match.start("inner"), figures, pieces)
            elif replaced:
                self._moved(pieces, offset + match.start())
                pieces.append(replaced)
            self._moved(pieces, offset + last)
        pieces.append(text[last:])

    def _moved(self, pieces: list[str], given: int) -> None:
        length = sum(map(len, pieces))
        self._starts.append(length)
        self._shifts.append(given - length)

    def _replaced(self, match: re.Match[str], offset: int, figures: Collection[str] | None) -> str | None:
        found = match[0]
        if match["inner"] is not None:
            key = _ID.search(match["attributes"])
            if key is None or (figures is not None and key[1] not in figures):
                return None
            self.placeholders.append(Placeholder(key[1], offset + match.start(), offset + match.end()))
            return MARK
        if found[0] == "&":
            character = html.unescape(found)
            return character if len(character) == 1 else " "
        return "\n" if found.lower().startswith("<br") else ""
