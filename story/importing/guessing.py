"""Which province a story tells of."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from anyascii import anyascii

from places.models import AdministrativeUnit
from story.importing.document import ImportedDocument

Words = tuple[str, ...]


class Gazetteer:
    """The provinces of today and then by the words of their names; one of today goes before its namesakes."""

    @cached_property
    def names(self) -> dict[Words, AdministrativeUnit]:
        """Each unit by the words of its name."""
        units = AdministrativeUnit.objects.provinces().select_related("successor__successor")
        latest_last = sorted(units, key=lambda unit: (unit.is_current, unit.valid_from))
        return {tuple(_words(unit.name)): unit for unit in latest_last}

    def told_of(self, document: ImportedDocument) -> AdministrativeUnit | None:
        """The unit named by the authors, else by the headline, else most often by the text; None for none."""
        authors = [f"{byline.role}, {byline.organisation}" for byline in document.bylines]
        items = [item for part in document.parts for item in part.items]
        text = [document.standfirst, *(text for item in items for text in item.texts())]
        for texts in (authors, [document.headline], text):
            named = Counter(unit.pk for unit in self._named(texts))
            if named:
                (pk, _times), *_others = named.most_common(1)
                return next(unit for unit in self.names.values() if unit.pk == pk)
        return None

    def _named(self, texts: Iterable[str]) -> Iterator[AdministrativeUnit]:
        for text in texts:
            words, at = list(_words(text)), 0
            while at < len(words):
                name = self._name_at(words, at) if words[at][:1].isupper() else ()
                if name:
                    yield self.names[name]
                at += len(name) or 1

    def _name_at(self, words: list[str], at: int) -> Words:
        """The longest name that begins here: Thừa Thiên Huế is not Huế."""
        fits = [
            name
            for name in self.names
            if len(words) - at >= len(name)
            and all(_same(word, own) for own, word in zip(name, words[at:], strict=False))
        ]
        return max(fits, key=len, default=())


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in unicodedata.normalize("NFC", text) + " ":
        if char.isalnum():
            word += char
        elif word:
            yield word
            word = ""


def _same(typed: str, name: str) -> bool:
    """Hoà is Hòa and Hoa is Hòa, but Diễn is not Điện."""
    if typed.isascii():
        return typed.lower() == anyascii(name).lower()
    return _marks(typed) == _marks(name)


def _marks(word: str) -> list[str]:
    return sorted(unicodedata.normalize("NFD", word.casefold()))
