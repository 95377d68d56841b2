"""The order of the Vietnamese alphabet, in which lists of names stand."""

import unicodedata
from collections.abc import Iterable
from typing import Any

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Level, grave, hook, tilde, acute, dot below: the order of dictionaries.
TONES = "\u0300\u0309\u0303\u0301\u0323"
# Signs and digits stand before them.
_PLACE = {letter: place for place, letter in enumerate(LETTERS, start=100)}


def in_order(named: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Pairs of a name and what it names, by the name; of equal names the first stays first."""
    return sorted(named, key=lambda pair: key(pair[0]))


def key(name: str) -> tuple[list[int], list[int], str]:
    """What a name is sorted by: its letters first, tones only between names of the same letters."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", name).lower():
        marks = unicodedata.normalize("NFD", letter)
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        letters.append(_PLACE.get(plain, min(ord(plain[:1] or " "), 99)))
        tones.append(next((TONES.index(mark) + 1 for mark in marks if mark in TONES), 0))
    return letters, tones, name
