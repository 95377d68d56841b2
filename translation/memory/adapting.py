"""A remembered translation carried over to other numbers: each is read, and the new one written as its language does."""

import html
import re
from collections.abc import Mapping
from decimal import Decimal

from story.figures.digits import language_of, read_number
from translation.memory.keys import NUMERAL, Key

_PIECES = re.compile(r'(?P<link><a id="(?P<id>[^"]*)">.*?</a>)|(?P<tag><[^>]*>|&[^;\s]{1,32};)', re.DOTALL)
_SWAPPED = str.maketrans(".,", ",.")


class NotAdaptableError(Exception):
    """A number of the source cannot be found again in the translation, or not told from another."""


def adapted(target: str, old: Key, new: Key, locales: tuple[str, str], figures: Mapping[str, str]) -> str:
    """The translation of `old`, for `new`; raises NotAdaptableError.

    `figures` gives the words that each figure of the new sentence (by the id of its link) has in the target.
    """
    if len(old.numbers) != len(new.numbers) or len(old.figures) != len(new.figures):
        raise NotAdaptableError
    changes = _changes(old.numbers, new.numbers, locales)
    ids = dict(zip(old.figures, new.figures, strict=True))
    used: set[Decimal | str] = set()

    def number(match: re.Match[str]) -> str:
        value = _value(match[0], locales[1])
        if value not in changes:
            return match[0]
        used.add(value)
        return changes[value]

    pieces, last = [], 0
    for match in _PIECES.finditer(target):
        pieces.append(NUMERAL.sub(number, target[last : match.start()]))
        last = match.end()
        new_id = ids.get(match["id"]) if match["link"] else None
        if new_id is not None:
            words = figures.get(new_id)
            pieces.append(
                match[0] if words is None else f'<a id="{new_id}">{html.escape(words, quote=False)}</a>'
            )
        else:
            pieces.append(match[0])
    pieces.append(NUMERAL.sub(number, target[last:]))
    if used != set(changes):
        raise NotAdaptableError
    return "".join(pieces)


def _changes(
    old: tuple[str, ...], new: tuple[str, ...], locales: tuple[str, str]
) -> dict[Decimal | str, str]:
    """What is to be written instead of which value."""
    made: dict[Decimal | str, str] = {}
    kept = set()
    for before, after in zip(old, new, strict=True):
        value = _value(before, locales[0])
        if before == after:
            kept.add(value)
        elif made.setdefault(value, _written(after, locales)) != _written(after, locales):
            raise NotAdaptableError
    if kept & set(made):
        raise NotAdaptableError
    return made


def _value(printed: str, locale: str) -> Decimal | str:
    value = read_number(printed, language_of(locale))
    return printed if value is None else value


def _written(printed: str, locales: tuple[str, str]) -> str:
    """A number of the source with the signs of the target: grouped, and with decimals, as it was printed."""
    source, target = map(language_of, locales)
    readable = read_number(printed, source) is not None
    return printed.translate(_SWAPPED) if readable and source != target else printed
