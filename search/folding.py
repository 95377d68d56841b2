"""Text as it is searched: without marks, in small letters, so that “duong sat” finds “đường sắt”."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Word:
    """A word, exact and folded, and where it stands in the NFC original."""

    exact: str
    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """NFC, đ to d, marks stripped, small letters."""
    plain = unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "d")
    letters = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def words(text: str) -> Iterator[Word]:
    """The words of an NFC text, folded, with their places in it."""
    for match in _WORD.finditer(text):
        yield Word(match.group().lower(), fold(match.group()), match.start(), match.end())


@dataclass(frozen=True)
class Question:
    """The words that are looked for: typed with accents they must agree, typed without they need not."""

    wanted: frozenset[str]
    exact: bool

    @classmethod
    def of(cls, query: str, common: frozenset[str] = frozenset()) -> "Question":
        """The question's words without the common ones, unless it has no others."""
        found = list(words(unicodedata.normalize("NFC", query)))
        exact = any(word.exact != word.text for word in found)
        forms = [word.exact if exact else word.text for word in found]
        ignored = common if exact else {fold(word) for word in common}
        return cls(frozenset(form for form in forms if form not in ignored) or frozenset(forms), exact)

    def meets(self, word: Word) -> bool:
        """Whether a word of a text is looked for."""
        return (word.exact if self.exact else word.text) in self.wanted

    def found_in(self, text: str) -> set[str]:
        """Which of the words a text has."""
        met = (word for word in words(unicodedata.normalize("NFC", text)) if self.meets(word))
        return {word.exact if self.exact else word.text for word in met}


def pieces(text: str, question: Question) -> list[tuple[str, bool]]:
    """The text in stretches, each with whether it is a hit; neighbouring hits are one stretch."""
    text = unicodedata.normalize("NFC", text)
    spans: list[tuple[int, int]] = []
    for word in words(text):
        if not question.meets(word):
            continue
        if spans and text[spans[-1][1] : word.start].isspace():
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    made, position = [], 0
    for start, end in spans:
        made += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [piece for piece in (*made, (text[position:], False)) if piece[0]]
