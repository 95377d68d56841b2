"""File names that every system can unpack: flat, ASCII, short, unique, none of those that Windows keeps for itself."""

import re
from collections.abc import Iterable

from anyascii import anyascii

LONGEST = 100
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def safe_name(text: str) -> str:
    """The name for a file, in lower case and without a path."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", anyascii(text).lower())
    plain = re.sub(r"\.{2,}", ".", plain).strip("-._") or "file"
    if RESERVED.match(plain):
        plain = f"file-{plain}"
    return _short(plain, "")


def safe_names(texts: Iterable[str]) -> list[str]:
    """A safe name for each text, in order; the second of two alike gets a number."""
    names: list[str] = []
    for text in texts:
        plain = name = safe_name(text)
        number = 1
        while name in names:
            number += 1
            name = _short(plain, f"-{number}")
        names.append(name)
    return names


def _short(name: str, mark: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, ""
    ending = f"{mark}.{ending}" if ending else mark
    return stem[: LONGEST - len(ending)].rstrip("-._") + ending
