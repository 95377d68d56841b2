"""Text as it is searched: without marks, in small letters, so that “duong sat” finds “đường sắt”."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
# Where the tone stands differs (hoà, hòa): in an exact form it is a letter at the end, as in Telex.
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
LONGEST = 60

Form = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word, exact and folded, and where it stands in the NFC original; a date of two numbers is two words."""

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
    """The words of an NFC text, exact and folded, with their places in it; a number is its digits: 116.000 is 116000."""
    for match in _TOKEN.finditer(text):
        for exact, folded in _forms(match.group()):
            yield Word(exact, folded, match.start(), match.end())


@lru_cache(maxsize=20_000)
def _forms(token: str) -> tuple[tuple[str, str], ...]:
    """The word or words of a token: exact and folded."""
    if token[0].isdigit() and not token.isalnum():
        return tuple((number, number) for number in _numbers(token))
    folded = fold(token)[:LONGEST]
    if folded.isdecimal():
        folded = folded.lstrip("0") or "0"
        return ((folded, folded),)
    return ((_exact(token)[:LONGEST], folded),) if folded else ()


def _numbers(token: str) -> list[str]:
    if _GROUPED.fullmatch(token):
        return [re.sub("[.,]", "", token)]
    parts = re.split("[.,]", token)
    # A decimal is one word, 97,1 as well as 97.1; a date or a version is several.
    return ["p".join(parts)] if len(parts) == 2 else [part.lstrip("0") or "0" for part in parts]


def _exact(token: str) -> str:
    letters = unicodedata.normalize("NFD", token.lower())
    tones = "".join(_TONES[letter] for letter in letters if letter in _TONES)
    kept = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", kept) + tones


def folded_words(text: str) -> Form:
    """The folded words of a text of any form."""
    return tuple(word.text for word in words(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True)
class Marks:
    """What is marked as a hit: runs of folded words, and the exact words that were typed with accents."""

    runs: Collection[Form]
    exact: Collection[str] = ()

    def places(self, found: list[Word]) -> Iterator[tuple[int, int]]:
        """Where the runs stand in a text, as numbers of the first and last word."""
        texts = [word.text for word in found]
        by_first: dict[str, list[Form]] = {}
        for run in self.runs:
            by_first.setdefault(run[0], []).append(run)
        # Where a text has a word as it was typed, what only looks like it is none.
        strict = {word.text for word in found if word.exact in self.exact}
        for number, word in enumerate(found):
            for run in by_first.get(word.text, ()):
                alike = len(run) == 1 and word.text in strict and word.exact not in self.exact
                if not alike and tuple(texts[number : number + len(run)]) == run:
                    yield number, number + len(run) - 1


def pieces(text: str, marks: Marks) -> list[tuple[str, bool]]:
    """The text in stretches, each with whether it is a hit; neighbouring hits are one stretch."""
    text = unicodedata.normalize("NFC", text)
    found = list(words(text))
    spans: list[tuple[int, int]] = []
    for first, last in sorted(marks.places(found)):
        start, end = found[first].start, found[last].end
        if spans and (start <= spans[-1][1] or text[spans[-1][1] : start].isspace()):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    made, position = [], 0
    for start, end in spans:
        made += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [piece for piece in (*made, (text[position:], False)) if piece[0]]
