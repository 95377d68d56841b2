"""Text made safe to set and read, and the words of a language that are said otherwise than they are written."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from story.figures.digits import language_of

# Controls, invisible signs, halves of pairs, private and unknown characters: nobody can read them.
_UNREADABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_ABBREVIATION = re.compile(r"(?<!\w)(?=\S*[A-ZĐ]\S*[A-ZĐ])[A-ZĐ][\w-]*\w(?!\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """An abbreviation or name and how it is said; `expand` where the text itself shows the spoken form."""

    written: str
    spoken: str
    expand: bool


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language, and the pattern that finds them, longest first."""

    by_writing: dict[str, Word]
    pattern: re.Pattern[str]


def clean(text: str) -> str:
    """The text in composed letters and plain spaces, without line breaks and what cannot be seen."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s", " ", text))
    return re.sub(r" {2,}", " ", "".join(c for c in composed if unicodedata.category(c) not in _UNREADABLE))


@cache
def word_list(locale: str) -> WordList:
    """The list of a language, from its file beside this module."""
    path = Path(__file__).with_name(f"words_{language_of(locale)}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        words = [
            Word(row["written"], row["spoken"], row["in_text"] == "spoken") for row in csv.DictReader(file)
        ]
    longest_first = sorted((word.written for word in words), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return WordList({word.written: word for word in words}, pattern)


def replaced(text: str, locale: str, change: Callable[[Word], str]) -> str:
    """The text with each word of the list as `change` wants it."""
    words = word_list(locale)
    return words.pattern.sub(lambda match: change(words.by_writing[match[0]]), text)


def pronunciations(texts: Iterable[str], locale: str) -> tuple[list[Word], list[str]]:
    """What the texts hold of the list, and the abbreviations that the list does not know; each once, in order."""
    words = word_list(locale)
    known: dict[str, Word] = {}
    unknown: dict[str, None] = {}
    for text in texts:
        known |= {match[0]: words.by_writing[match[0]] for match in words.pattern.finditer(text)}
        rest = words.pattern.sub(" ", text)
        unknown |= dict.fromkeys(match[0] for match in _ABBREVIATION.finditer(rest))
    return list(known.values()), list(unknown)
