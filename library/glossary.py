"""The glossary as it is asked: its entries in a language, and where their words stand in a text.

Letters may be large or small, the accents must agree. A word all in capitals is found as it is written: “AI” is not
“ai”. Both ways to set a tone (“hoá”, “hóa”) are one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from library.terms import Term, TermRendering

_SHOWN = (
    TermRendering.Status.PREFERRED,
    TermRendering.Status.ALLOWED,
    TermRendering.Status.PRINTED,
)
_TONES = "\u0301\u0300\u0309\u0303\u0323"


def _composed(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


# Where the tone stands on the second of two vowels, and where it stands in the older spelling: equally long.
_TONE_PLACES = {
    first + _composed(second, tone): _composed(first, tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_TONE_PLACE = re.compile("|".join(_TONE_PLACES))


@dataclass(frozen=True)
class Entry:
    """A term in one language, with every way to write it that is recognised there."""

    slug: str
    name: str
    definition: str
    explained: bool
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A place of a text where a term stands."""

    start: int
    end: int
    slug: str


def entries(locale: str) -> list[Entry]:
    """The public terms that have a name and a meaning in a language, in one query."""
    columns = ("slug", "names", "definitions", "explained")
    renderings = ("renderings__locale", "renderings__status", "renderings__text")
    rows = Term.objects.filter(public=True).order_by("slug").values_list(*columns, *renderings)
    made = (_entry(list(same), locale) for _slug, same in groupby(rows, key=lambda row: row[0]))
    return [entry for entry in made if entry.name and entry.definition]


def _entry(rows: list[Any], locale: str) -> Entry:
    slug, names, definitions, explained = rows[0][:4]
    own = [text for *_term, code, status, text in rows if code == locale and status in _SHOWN]
    name = names.get(locale, "")
    return Entry(slug, name, definitions.get(locale, ""), explained, tuple(filter(None, [name, *own])))


def written(text: str) -> str:
    """An NFC text in small letters with its tones in one place, letter for letter as long as it was."""
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _TONE_PLACE.sub(lambda match: _TONE_PLACES[match[0]], small)


class Finder:
    """Finds the terms of a language in texts, the longest form at each place."""

    def __init__(self, found_entries: Iterable[Entry], locale: str) -> None:
        self.slugs: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        for entry in found_entries:
            for form in map(_plain, entry.forms):
                self.slugs.setdefault(written(form), entry.slug)
                if form.isupper():
                    self.capitals[written(form)] = form
        self.pattern = _pattern(tuple(sorted(self.slugs, key=len, reverse=True)), locale)

    def find(self, text: str) -> Iterator[Found]:
        """The places of an NFC text where a term stands, in order; none overlaps another."""
        for match in self.pattern.finditer(written(text)) if self.pattern else ():
            form = _plain(match["form"])
            capitals = self.capitals.get(form)
            if capitals and text[match.start() : match.start() + len(capitals)] != capitals:
                continue
            yield Found(match.start(), match.end(), self.slugs[form])


def _plain(form: str) -> str:
    return " ".join(unicodedata.normalize("NFC", form).split())


@lru_cache(maxsize=16)
def _pattern(forms: tuple[str, ...], locale: str) -> "re.Pattern[str] | None":
    """Whole words only; English ones in the plural too."""
    if not forms:
        return None
    any_form = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    plural = "(?:e?s)?" if locale == "en" else ""
    return re.compile(rf"(?<!\w)(?P<form>{any_form}){plural}(?!\w)")
