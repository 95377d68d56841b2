"""What somebody typed, read: the words that count, what else may stand for each, and how much each weighs."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from search.folding import Form, Marks, Word, fold, words
from search.models import LONGEST_PHRASE
from search.spelling import one_letter_away
from search.synonyms import synonyms
from search.vocabulary import EVERY, Vocabulary

LONGEST_QUERY = 200
# So many words of a question are looked for, and pairs of so many are looked at for a slip.
MOST_UNITS, MOST_PAIRED = 16, 4
TYPO = 0.8
# Words that hold a sentence together, or ask, and say nothing of its matter.
COMMON = [
    "ở",
    "có",
    "không",
    "là",
    "và",
    "của",
    "cho",
    "các",
    "những",
    "một",
    "thì",
    "mà",
    "để",
    "với",
    "trong",
    "khi",
    "được",
    "đã",
    "đang",
    "này",
    "vào",
    "ra",
    "bị",
    "do",
    "từ",
    "đến",
    "nào",
    "gì",
    "về",
    "như",
    "thế",
    "làm",
    "sao",
    "bao",
    "nhiêu",
    "hay",
    "hoặc",
    "nên",
    "cần",
    "muốn",
    "ai",
    "đâu",
    "rồi",
    "lại",
    "còn",
    "rất",
    "tôi",
    "bạn",
    "chúng",
    "ta",
    "mình",
    "em",
    "anh",
    "chị",
    "xin",
    "hỏi",
    "giúp",
    "tại",
    "vì",
    "sẽ",
    "đây",
    "đó",
    "thấy",
    "ơi",
    "ạ",
    "cách",
    "hãy",
    "nếu",
    "a",
    "an",
    "the",
    "of",
    "to",
    "in",
    "on",
    "at",
    "is",
    "are",
    "and",
    "or",
    "no",
    "not",
    "for",
    "with",
    "how",
    "what",
    "where",
    "who",
    "which",
    "do",
    "does",
    "we",
    "our",
    "my",
    "i",
]
# Some of them mean something else when they are written without accents.
COMMON_EXACT = frozenset(word.exact for word in words(" ".join(COMMON)))
COMMON_FOLDED = frozenset(map(fold, COMMON)) - frozenset(
    ["cach", "lai", "con", "ai", "dau", "minh", "anh", "hay", "day", "chi", "can"]
)


@dataclass(frozen=True)
class Alternative:
    """A run of folded words that may stand for a unit; `exact` are the words typed with accents, if any were."""

    words: Form
    factor: float = 1.0
    exact: str = ""


@dataclass(frozen=True)
class Unit:
    """A word or phrase of the question; `start` and `end` number its words."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    stories: int = 0

    @property
    def typed(self) -> Form:
        """The unit as it was typed."""
        return self.alternatives[0].words


@dataclass(frozen=True)
class Question:
    """The units that are looked for; `meant` is what was probably meant, where that is something else."""

    units: tuple[Unit, ...]
    meant: str = ""
    every: int = 0

    @property
    def marks(self) -> Marks:
        """What is marked in a text that was found."""
        runs = {choice.words for unit in self.units for choice in unit.alternatives}
        exact = {word for unit in self.units for word in unit.alternatives[0].exact.split()}
        return Marks(runs, exact)


def clean_query(typed: str) -> str:
    """The question in one line of NFC, without control characters, at most 200 letters."""
    text = unicodedata.normalize("NFC", typed[: 4 * LONGEST_QUERY])
    visible = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return " ".join(visible.split())[:LONGEST_QUERY]


def read(query: str, vocabulary: Vocabulary) -> Question:
    """The question in a line; typos are mended by the words that stories have."""
    text = unicodedata.normalize("NFC", query)
    found = list(words(text))
    units = list(_units(found))[:MOST_UNITS]
    if not units:
        return Question(())
    guesses = {word: one_letter_away(word) for unit in units for word in unit.typed if len(unit.typed) == 1}
    pairs = _pairs(units) if len(units) <= MOST_PAIRED else []
    slips = {pair: _slips(*pair, guesses) for pair in pairs}
    asked = {word for unit in units for choice in unit.alternatives for word in choice.words}
    asked |= set().union(*guesses.values())
    asked |= {" ".join(pair) for pair in pairs} | {
        " ".join(slip) for found in slips.values() for slip in found
    }
    known = vocabulary.counts(asked)
    every = known.get(EVERY, (0, ""))[0]
    beside = _beside(slips, known)
    weighed = [_weighed(_mended(unit, guesses, known, beside), known, every) for unit in units]
    meant = beside | _alone(weighed)
    return Question(tuple(weighed), _rewritten(text, found, meant, known), every)


def _units(found: list[Word]) -> Iterator[Unit]:
    alike, place, kept = synonyms(), 0, []
    while place < len(found):
        longest = min(LONGEST_PHRASE, len(found) - place)
        runs = (tuple(word.text for word in found[place : place + size]) for size in range(longest, 0, -1))
        run = next((run for run in runs if run in alike), (found[place].text,))
        typed = found[place : place + len(run)]
        accents = any(word.exact != word.text for word in typed)
        first = Alternative(run, exact=" ".join(word.exact for word in typed) if accents else "")
        others = tuple(Alternative(other, factor) for other, factor in alike.get(run, ()))
        kept.append((Unit(place, place + len(run), (first, *others)), typed))
        place += len(run)
    matter = [unit for unit, typed in kept if len(typed) > 1 or not _is_common(typed[0])]
    yield from matter or [unit for unit, _typed in kept]


def _is_common(word: Word) -> bool:
    return word.text in COMMON_FOLDED if word.exact == word.text else word.exact in COMMON_EXACT


def _pairs(units: list[Unit]) -> list[tuple[str, str]]:
    """Neighbouring single words."""
    return [
        (first.typed[0], second.typed[0])
        for first, second in pairwise(units)
        if first.end == second.start and len(first.typed) == len(second.typed) == 1
    ]


def _slips(first: str, second: str, guesses: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(other, second) for other in guesses[first]} | {(first, other) for other in guesses[second]}


Known = dict[str, tuple[int, str]]


def _mended(unit: Unit, guesses: dict[str, set[str]], known: Known, beside: dict[str, str]) -> Unit:
    """With what a word may have meant that no story has: what stands beside its neighbour, else the most common."""
    if len(unit.alternatives) > 1 or len(unit.typed) > 1 or unit.typed[0] in known:
        return unit
    close = sorted(
        guesses.get(unit.typed[0], set()) & known.keys(), key=lambda word: (-known[word][0], word)
    )[:6]
    close = [beside[unit.typed[0]]] if beside.get(unit.typed[0]) in close else close
    return replace(unit, alternatives=(*unit.alternatives, *(Alternative((word,), TYPO) for word in close)))


def _weighed(unit: Unit, known: Known, every: int) -> Unit:
    """What few stories have says more; what none has says little."""

    def stories(choice: Alternative) -> int:
        return min(known.get(word, (0, ""))[0] for word in choice.words)

    counts = [stories(choice) for choice in unit.alternatives]
    count = counts[0] or max(counts)
    weight = (math.log((1 + every) / (1 + count)) + 1) * len(unit.typed) ** 0.5 if count else 1.0
    return replace(unit, weight=weight, stories=count)


def _beside(slips: dict[tuple[str, str], set[tuple[str, str]]], known: Known) -> dict[str, str]:
    """The words that were probably meant, because they stand beside their neighbour where those typed never do."""
    meant: dict[str, str] = {}
    for pair, others in slips.items():
        if " ".join(pair) in known or meant.keys() & set(pair):
            continue
        seen = [other for other in others if " ".join(other) in known]
        if seen:
            likely = min(seen, key=lambda other: (-known[" ".join(other)][0], other))
            meant |= {typed: word for typed, word in zip(pair, likely, strict=True) if typed != word}
    return meant


def _alone(units: list[Unit]) -> dict[str, str]:
    """What was probably meant by words that no story has."""
    return {
        unit.typed[0]: unit.alternatives[1].words[0]
        for unit in units
        if len(unit.alternatives) > 1 and unit.alternatives[1].factor == TYPO
    }


def _rewritten(text: str, found: list[Word], meant: dict[str, str], known: Known) -> str:
    """The question with the words that were meant, as stories write them; empty where nothing else was meant."""
    if not meant:
        return ""
    made, place = "", 0
    texts = [meant.get(word.text, word.text) for word in found]
    accents = any(word.exact != word.text for word in found)
    for number, word in enumerate(found):
        if word.text in meant:
            made += text[place : word.start] + (_written(texts, number, known) if accents else texts[number])
            place = word.end
    return made + text[place:]


def _written(texts: list[str], number: int, known: Known) -> str:
    """A word as it is written beside its neighbour, else by itself."""
    word = texts[number]
    after = known.get(" ".join(texts[number : number + 2]))
    before = known.get(" ".join(texts[max(number - 1, 0) : number + 1]))
    if after and number + 1 < len(texts):
        return after[1].split()[0]
    if before and number:
        return before[1].split()[-1]
    return known.get(word, (0, word))[1]
