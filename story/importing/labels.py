"""What a number of a sentence is about: the first words for its record, for an editor to mend."""

import re

_CLAUSE = re.compile(r"[;:!?…()]|[.,](?=\s|$)")
# What stands between the thing counted and its number: “… đến nay là”, “… đạt hơn”.
_BETWEEN = re.compile(
    r"(?:\s*(?:đến nay|hiện nay|hiện|đã|là|đạt|có|được|gồm|khoảng|gần|hơn|trên|dưới|từ|tới|đến|với|còn|bằng|trong|is|are|of|with|about|over))+\s*$",
    re.IGNORECASE,
)
MOST_CHARACTERS, MOST_LOOKED_AT = 120, 400


def label_of(sentence: str, printed: str, unit: str = "") -> str:
    """The words of the clause before the number, else those after it, else the unit."""
    at = sentence.find(printed)
    if at < 0:
        return _short(unit or sentence)
    head = sentence[max(0, at - MOST_LOOKED_AT) : at]
    cuts = [match.end() for match in _CLAUSE.finditer(head)]
    before = _BETWEEN.sub("", head[cuts[-1] if cuts else 0 :]).strip()
    after = _CLAUSE.split(sentence[at + len(printed) :])[0].strip(" %")
    chosen = before if len(before.split()) > 1 else after or unit or before or sentence
    return _short(chosen)


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > MOST_CHARACTERS:
        words = words[:MOST_CHARACTERS].rsplit(" ", 1)[0] + "…"
    return words[:1].upper() + words[1:]
