"""How long a text takes to read aloud, by its syllables and the rate of the station."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from press.speech.words import replaced
from story.figures.digits import language_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouyàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]+", re.IGNORECASE)
_TENTH = Decimal("0.1")


def syllables(text: str, locale: str) -> int:
    """The syllables that are said; in Vietnamese each written one, in English by the groups of vowels."""
    said = replaced(text, locale, lambda word: word.spoken)
    words = _WORD.findall(said)
    return len(words) if language_of(locale) == "vi" else sum(map(_english, words))


def _english(word: str) -> int:
    """Groups of vowels, less a silent e at the end: right for nine words of ten, and the errors even out."""
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxzhg]es$", lower)
    return max(1, groups - 1 if silent and groups > 1 else groups)


def tenths(text: str, locale: str) -> int:
    """Tenths of a second to read one sentence, with the breath after it; nothing for no words."""
    if not (count := syllables(text, locale)):
        return 0
    rate = settings.SPEECH_SYLLABLES_PER_MINUTE[language_of(locale)]
    seconds = Decimal(60 * count) / rate + Decimal(str(settings.SPEECH_PAUSE_SECONDS))
    return int((seconds / _TENTH).to_integral_value(ROUND_HALF_UP))


def seconds(tenths_of_a_second: int) -> Decimal:
    """Tenths as seconds with one decimal place."""
    return Decimal(tenths_of_a_second) * _TENTH
