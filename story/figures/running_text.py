"""Running text made ready for reading: composed letters, plain spaces, and the way back to the text as given."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

# The accents of Vietnamese. Composing letter by letter keeps hostile heaps of accents from costing more than they weigh.
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_ACCENTED = re.compile(f"[^\\W\\d_][{_MARKS}]{{1,4}}")
_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x202F, 0x3000, 0x0009), " ")
# Characters of one place each, so that positions stay.
_PLAIN = _SPACES | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2010: "-", 0x2011: "-"}
_END = re.compile(r"(?:(?<![.!?…])[.!?…]{1,8}[\"”’')\]]{0,4}(?=[ \t])|\n)\s*")
# What ends in a dot without ending the sentence: titles, initials, the number of a section.
_NO_END = re.compile(
    r"(?:^|[\s(“\"])(?:TP|Tp|ThS|TS|PGS|GS|BS|KS|CN|ĐT|Mr|Mrs|Ms|Dr|St|No|vs|tr|[^\W\d_]|[0-9]{1,2})\.$"
)


@dataclass(frozen=True)
class RunningText:
    """A text as given, and as it is read; one position of `read` stands for one or more of `given`."""

    given: str

    @cached_property
    def _composed(self) -> tuple[str, list[int], list[int]]:
        pieces, starts, shifts, last, length = [], [0], [0], 0, 0
        for match in _ACCENTED.finditer(self.given):
            letter = normalize("NFC", match[0])
            if len(letter) == len(match[0]):
                continue
            pieces += [self.given[last : match.start()], letter]
            length += match.start() - last + len(letter)
            last = match.end()
            starts.append(length)
            shifts.append(last - length)
        pieces.append(self.given[last:])
        return "".join(pieces).translate(_PLAIN), starts, shifts

    @property
    def read(self) -> str:
        """The text with composed Vietnamese letters, ASCII digits and plain spaces."""
        return self._composed[0]

    def place(self, position: int) -> int:
        """The position in the text as given."""
        _read, starts, shifts = self._composed
        return position + shifts[bisect_right(starts, position) - 1]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence or line begins and ends, without the space around it."""
    spans, start = [], len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        stop = end.start() + len(end[0].rstrip())
        if end[0][0] == "." and _NO_END.search(text, max(start, stop - 8), stop):
            continue
        if stop > start and (span := _trimmed(text, start, stop)):
            spans.append(span)
        start = end.end()
    if span := _trimmed(text, start, len(text)):
        spans.append(span)
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
