"""The sentences of a passage as written and as read aloud, each with the figures it shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from press.speech.numbers import number_in_words, periods_in_words, small_numbers_in_words
from press.speech.words import Word, clean, replaced
from press.summary import Figure, Run, StorySummary
from story.figures.digits import language_of
from story.figures.finding import FoundNumber, find_numbers
from story.figures.forms import nature_word
from story.figures.running_text import sentences
from story.figures.types import Nature

# One character for each thing whose words are decided already; `clean` lets none of them in from outside.
_FIRST, _MOST = 0xF0000, 5000
_HELD = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]")
_SYMBOLS = {
    "vi": {"%": " phần trăm", "&": " và ", "+": " cộng ", "=": " bằng ", "°": " độ "},
    "en": {"%": " percent", "&": " and ", "+": " plus ", "=": " equals ", "°": " degrees "},
}
_MANY_SPACES = re.compile(r" {2,}")


class Bar(StrEnum):
    """Why a sentence is not used."""

    NO_RECORD = "no-record"
    UNVERIFIED = "unverified"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence; `bar` says why it must not be used, `about` which characters or figures are the cause.

    What is only unreadable aloud can still be printed.
    """

    written: str
    spoken: str
    figures: tuple[str, ...] = ()
    bar: Bar | None = None
    about: str = ""


def plain(text: str) -> tuple[Run, ...]:
    """A text without links to figures."""
    return (Run(text=text),)


def read_aloud(runs: Iterable[Run], summary: StorySummary, *, own_numbers: bool = False) -> list[Sentence]:
    """The sentences of a passage.

    A run that names a figure is spoken from its record. Another number must be that of a record, unless the text is
    part of a record itself (`own_numbers`: the label of a figure), and is then spoken from it too.
    """
    return _Reader(summary, own_numbers).read(runs)


class _Reader:
    def __init__(self, summary: StorySummary, own_numbers: bool) -> None:
        self.summary, self.own_numbers = summary, own_numbers
        self.locale = summary.locale
        self.held: list[tuple[str, str, Figure | None]] = []

    def hold(self, spoken: str, written: str = "", figure: Figure | None = None) -> str:
        """Puts words aside and gives the character that stands for them; the words themselves if there are too many."""
        if len(self.held) >= _MOST:
            return spoken
        self.held.append((written or spoken, spoken, figure))
        return chr(_FIRST + len(self.held) - 1)

    def read(self, runs: Iterable[Run]) -> list[Sentence]:
        pieces = []
        for run in runs:
            figure = self.summary.figure(run.figure)
            text = clean(run.text)
            pieces.append(self.hold(figure.forms.spoken, text, figure) if figure else text)
        passage = _MANY_SPACES.sub(" ", "".join(pieces)).strip()
        return [self.sentence(passage[start:end]) for start, end in sentences(passage)]

    def sentence(self, text: str) -> Sentence:
        written = self.filled(text, spoken=False)
        figures = [self.held[ord(match[0]) - _FIRST][2] for match in _HELD.finditer(text)]
        text = replaced(text, self.locale, lambda word: self.word(word))
        text = periods_in_words(text, self.locale, self.hold)
        text, matched, stray = self.with_records(text)
        shown = [figure for figure in [*figures, *matched] if figure]
        ids = tuple(dict.fromkeys(figure.id for figure in shown))
        waiting = [figure.label for figure in shown if not figure.verified]
        if waiting:
            return Sentence(written, "", ids, Bar.UNVERIFIED, clean(waiting[0]))
        if stray:
            return Sentence(written, "", ids, Bar.NO_RECORD, stray)
        text = small_numbers_in_words(text, self.locale)
        for sign, words in _SYMBOLS[language_of(self.locale)].items():
            text = text.replace(sign, words)
        spoken = self.filled(text, spoken=True)
        if digits := with_digits(spoken):
            return Sentence(written, "", ids, Bar.UNREADABLE, digits)
        return Sentence(written, spoken, ids)

    def word(self, word: Word) -> str:
        return self.hold(word.spoken, word.written) if word.expand else word.written

    def with_records(self, text: str) -> tuple[str, list[Figure], str]:
        """The text with its numbers held, the figures that they are, and the first number that is none."""
        pieces, matched, last = [], [], 0
        for found in find_numbers(text, self.locale, [figure.unit for figure in self.summary.figures]):
            start, end = found.phrase
            if start < last:
                continue
            figure = next((figure for figure in self.summary.figures if is_of(figure, found)), None)
            if figure:
                matched.append(figure)
                words = self.hold(figure.forms.spoken, text[start:end], figure)
            elif self.own_numbers:
                start, end = found.start, found.end
                words = self.hold(number_in_words(found, self.locale), text[start:end])
            else:
                return text, matched, text[start:end]
            pieces += [text[last:start], words]
            last = end
        return "".join([*pieces, text[last:]]), matched, ""

    def filled(self, text: str, *, spoken: bool) -> str:
        """The text with what was held in its place again."""
        out, last = "", 0
        for match in _HELD.finditer(text):
            out += text[last : match.start()]
            written, said, figure = self.held[ord(match[0]) - _FIRST]
            if spoken and figure:
                out = _joined(out, clean(said_here(figure, out, self.locale)))
            else:
                out += said if spoken else written
            last = match.end()
        return clean(out + text[last:]).strip()


def _joined(before: str, words: str) -> str:
    """A figure after the words before it, one beginning a sentence with a capital."""
    return before + words if before.strip() else words[:1].upper() + words[1:]


def said_here(figure: Figure, before: str, locale: str) -> str:
    """The spoken form; without its word for a target or projection where the sentence has said that word already."""
    word = nature_word(Nature(figure.nature), locale)
    spoken = figure.forms.spoken
    if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", before, re.IGNORECASE):
        return spoken.removeprefix(word).lstrip()
    return spoken


def is_of(figure: Figure, found: FoundNumber) -> bool:
    """Whether the number of a text is this record: the same value, of the same unit where both name one."""
    own, said = figure.unit.casefold(), found.unit.casefold()
    if (figure.unit_kind == "percent") != (said == "%"):
        return False
    numbers = [_decimal(figure.value), _decimal(figure.value_max), _decimal(figure.total)]
    if numbers != [found.value, found.value_max, found.total]:
        return False
    return said == "%" or own == said or bool(said) and own.startswith(f"{said} ")


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def with_digits(text: str) -> str:
    """The first word that holds a digit or another sign for a number; empty if none does."""
    words = text.split()
    return next((word for word in words if any(unicodedata.category(c)[0] == "N" for c in word)), "")
