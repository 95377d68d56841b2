"""Whether a rendering stands in a text, bent as the language bends its words: platforms, data-cleaning, e commerce."""

import re
import unicodedata
from functools import lru_cache

from story.figures.digits import language_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = str.maketrans("’‘", "''")
_ES = ("sses", "shes", "ches", "xes", "zes")
Span = tuple[int, int]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """An English word without its plural, -ing, -ed and possessive; equal words may be bent unlike each other."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(_ES):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word


class Wording:
    """A text in one language, asked for renderings."""

    def __init__(self, text: str, locale: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self.bends = language_of(locale) == "en" and locale.split("-")[0] == "en"
        self._joined, self._starts, self._ends = self._stems(self.text)

    def _stems(self, text: str) -> tuple[str, dict[int, int], dict[int, int]]:
        """The stems of the words in one string, and which place in it is the beginning and the end of which word."""
        joined, starts, ends = "", {}, {}
        for match in _WORD.finditer(text):
            word = match[0].translate(_QUOTES).lower()
            starts[len(joined)] = match.start()
            joined += stem(word) if self.bends else word
            ends[len(joined)] = match.end()
        return joined, starts, ends

    def find(self, rendering: str) -> list[Span]:
        """The places where a rendering stands, from word to word; one in capitals is found as it is written."""
        rendering = unicodedata.normalize("NFC", rendering)
        if rendering.isupper():
            plural = "s?" if self.bends else ""
            pattern = rf"(?<!\w){re.escape(rendering)}{plural}(?!\w)"
            return [match.span() for match in re.finditer(pattern, self.text)]
        wanted, found = self._stems(rendering)[0], []
        place = self._joined.find(wanted) if wanted else -1
        while place >= 0:
            if place in self._starts and place + len(wanted) in self._ends:
                found.append((self._starts[place], self._ends[place + len(wanted)]))
            place = self._joined.find(wanted, place + 1)
        return found
