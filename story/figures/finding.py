"""Figures in running text: each number that says how many or how much, with what its sentence says of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from story.figures.counted import ATTACHED, ORDERS, own_units, unit_after, unit_before
from story.figures.digits import MINUS, language_of
from story.figures.errors import AmbiguousNumber, UnreadableNumber
from story.figures.identifiers import HIDDEN, hide
from story.figures.number_words import written_numbers
from story.figures.parsing import ParsedQuantity, parse_quantity
from story.figures.running_text import RunningText, sentences
from story.figures.surroundings import (
    nature_before,
    period_for,
    qualifier_after,
    qualifier_before,
    stated_periods,
)
from story.figures.types import Nature, Qualifier
from story.figures.words import SCALE_WORD, take_scale

__all__ = ["MOST_CHARACTERS", "MOST_NUMBERS", "FoundNumber", "find_numbers", "sentences"]

# A text with more numbers than this is a table or an attack, not prose: the rest is not read.
MOST_NUMBERS = 4000
MOST_CHARACTERS = 500_000
_PART = rf"[0-9]+(?:[.,][0-9]+)*(?:[ \n]?{SCALE_WORD})*(?:[ \n]?%)?"
_DIGITS = re.compile(
    rf"(?<![\w{HIDDEN}])(?<![^\W_][-–/.,:])[-{MINUS}]?(?P<first>{_PART})"
    rf"(?:(?P<by> ?[-–—] ?| (?:đến|tới|to|and) | ?/ ?| (?:trên tổng số|trên|out of|of) )(?P<second>{_PART}))?"
    rf"(?:(?={ATTACHED})|(?![\w{HIDDEN}])(?![-–/.,:]?[0-9])(?!-[^\W\d_]))",
    re.IGNORECASE,
)
# 3 tỷ 200 triệu · 2 triệu rưỡi
_MORE = re.compile(
    r" (?:(?P<number>[0-9]{1,3} (?:nghìn|ngàn|triệu|thousand|million))|rưỡi)(?!\w)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
# Only after such words is a small number without a unit a figure.
_CUE = re.compile(
    r"(?:\b(?:là|đạt|còn|lên|tới|bằng|chiếm|reached|to|is|are|was|were)|[:=(]) ?$", re.IGNORECASE
)
_TRIFLE = 1000


@dataclass(frozen=True)
class FoundNumber:
    """A number of running text, positions in the text as given.

    `start` and `end` enclose the printed number with its scale; `phrase` also its qualifier and unit. `unit` is
    empty where no noun tells it, `period` is ISO 8601 and empty where the sentence states none.
    """

    start: int
    end: int
    printed: str
    value: Decimal
    value_max: Decimal | None
    total: Decimal | None
    qualifier: Qualifier
    unit: str
    period: str
    nature: Nature
    sentence: str
    phrase: tuple[int, int]


@dataclass(frozen=True)
class _Core:
    """The number alone, by its place in the text as read."""

    start: int
    end: int
    said: ParsedQuantity
    written_out: bool = False


def find_numbers(text: str, locale: str = "vi", units: Iterable[str] = ()) -> list[FoundNumber]:
    """The figures of a text in order, at most MOST_NUMBERS in MOST_CHARACTERS; `units` are names to be known besides the usual ones.

    Digits in dates, names, documents, sections, telephones and addresses are none. A dot before three digits
    parts thousands in Vietnamese. Accents may be composed or not: positions and texts are those of the text given.
    """
    running = RunningText(text[:MOST_CHARACTERS])
    reader = _Reader(running, locale, own_units(units))
    return [found for core in reader.cores() if (found := reader.found(core))]


class _Reader:
    def __init__(self, running: RunningText, locale: str, own: re.Pattern[str] | None) -> None:
        self.running, self.text, self.own = running, running.read, own
        self.locale, self.language = locale, language_of(locale)
        self.periods = stated_periods(self.text)
        self.hidden = hide(self.text, self.periods, vietnamese=self.language == "vi")
        self.stated = [period for period in self.periods if period.of_figures]
        self.sentences = sentences(self.text)
        self.sentence_texts: dict[int, str] = {}
        self.sentence_starts = [start for start, _end in self.sentences]

    def cores(self) -> list[_Core]:
        """Numbers in digits and in words, in order, none inside another."""
        written = [
            _Core(number.start, number.end, ParsedQuantity(number.value), written_out=True)
            for number in islice(written_numbers(self.hidden, self.language), MOST_NUMBERS)
        ]
        cores: list[_Core] = []
        for core in sorted([*self._in_digits(), *written], key=lambda core: core.start):
            if not cores or core.start >= cores[-1].end:
                cores.append(core)
        return cores[:MOST_NUMBERS]

    def _in_digits(self) -> Iterator[_Core]:
        position, tried = 0, 0
        while tried < MOST_NUMBERS and (match := _DIGITS.search(self.hidden, position)):
            tried += 1
            core = self._core(match)
            if core:
                yield core
            position = core.end if core else match.end()

    def _core(self, match: re.Match[str]) -> _Core | None:
        start, end = match.span()
        by = (match["by"] or "").strip()
        if by == "and" and not _BETWEEN.search(self.hidden[max(0, start - 9) : start]):
            end, by = match.end("first"), ""
        if said := self._read(self.text[start:end].replace(" and ", " to ")):
            return self._with_more(_Core(start, end, said))
        # "10-5" is a score, "120/80" a pressure; "10 đến 5" are two numbers.
        if by and by not in "-–—/":
            end = match.end("first")
            said = self._read(self.text[start:end])
        return _Core(start, end, said) if said else None

    def _with_more(self, core: _Core) -> _Core:
        """The number with the smaller part that follows it."""
        said, more = core.said, _MORE.match(self.hidden, core.end)
        scale = self.text[core.start : core.end].rpartition(" ")[2]
        power, _language, rest = take_scale(scale)
        if not more or not power or rest or said.value_max is not None or said.total is not None:
            return core
        small = self._read(more["number"]) if more["number"] else None
        part = small.value if small else Decimal(5 * 10 ** (power - 1))
        if part >= 10**power:
            return core
        return _Core(core.start, more.end(), replace(said, value=said.value + part))

    def _read(self, printed: str) -> ParsedQuantity | None:
        try:
            return parse_quantity(printed, self.locale)
        except AmbiguousNumber as error:
            return error.readings[0]
        except UnreadableNumber:
            return None

    def found(self, core: _Core) -> FoundNumber | None:
        """The number with its surroundings; None where nothing says that it is a figure."""
        said = core.said
        unit, end, begin = self._unit(core)
        qualifier, begin = qualifier_before(self.hidden, begin)
        suffix, end = qualifier_after(self.hidden, end)
        if not (unit or suffix or begin < core.start or self._is_weighty(core)):
            return None
        sentence, sentence_text = self._sentence(core.start)
        place = self.running.place
        start, stop = place(core.start), place(core.end)
        return FoundNumber(
            start=start,
            end=stop,
            printed=self.running.given[start:stop],
            value=said.value,
            value_max=said.value_max,
            total=said.total,
            qualifier=suffix or qualifier,
            unit=unit,
            period=period_for(self.stated, sentence, core.start, end),
            nature=nature_before(self.text, sentence[0], core.start),
            sentence=sentence_text,
            phrase=(place(begin), place(end)),
        )

    def _unit(self, core: _Core) -> tuple[str, int, int]:
        """The unit, and how far the phrase reaches on either side of the number."""
        if core.said.unit_text == "%":
            return "%", core.end, core.start
        before, begin = unit_before(self.hidden, core.start)
        after, end = unit_after(self.hidden, core.end, self.own)
        if before and (not after or before.lower() in ORDERS):
            return before, core.end, begin
        return after, end, core.start

    def _is_weighty(self, core: _Core) -> bool:
        """A number that needs no unit to be a figure."""
        said = core.said
        if said.value_max is not None or said.total is not None or abs(said.value) >= _TRIFLE:
            return True
        return _CUE.search(self.hidden[max(0, core.start - 12) : core.start]) is not None

    def _sentence(self, position: int) -> tuple[tuple[int, int], str]:
        number = bisect_right(self.sentence_starts, position) - 1
        start, end = self.sentences[number]
        if number not in self.sentence_texts:  # numbers of one sentence share its text
            place = self.running.place
            self.sentence_texts[number] = self.running.given[place(start) : place(end)]
        return (start, end), self.sentence_texts[number]
