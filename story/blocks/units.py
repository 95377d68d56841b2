"""Units by the name that is typed: found without regard to marks and capitals, or proposed as new."""

import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.conf import settings

from story.figures import UnitKind

if TYPE_CHECKING:
    from story.models import Unit

MOST_CHARACTERS = 100
MOST_SUGGESTIONS = 8
_MONEY = ("đồng", "vnd", "usd", "đô la", "eur", "euro")
_DURATIONS = ("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây")


def tidy(typed: str) -> str:
    """The typed name in one line, NFC, without control characters."""
    plain = "".join(
        char for char in unicodedata.normalize("NFC", typed) if char.isprintable() or char.isspace()
    )
    return " ".join(plain.split())[:MOST_CHARACTERS]


def _fold(name: str) -> str:
    return " ".join(anyascii(tidy(name)).lower().split())


def guess_kind(name: str) -> UnitKind:
    """What a new unit most likely measures; an editor may correct it in the vocabulary."""
    words = name.casefold()
    first = words.split(" ")[0]
    if words in ("%", "phần trăm"):
        return UnitKind.PERCENT
    if words == "điểm phần trăm":
        return UnitKind.PERCENTAGE_POINT
    if "/" in words or " mỗi " in words:
        return UnitKind.RATE
    if words.startswith(_MONEY) or words.endswith(_MONEY):
        return UnitKind.MONEY
    if first in _DURATIONS:
        return UnitKind.DURATION
    if first in ("mức", "cấp", "giai"):
        return UnitKind.LEVEL
    return UnitKind.RANK if first in ("hạng", "thứ") else UnitKind.COUNT


def unit_named(typed: str) -> "Unit | None":
    """The unit of this name, else an unsaved one of this name; None for an empty text."""
    from story.models import Unit

    name = tidy(typed)
    if not name:
        return None
    return known_unit(name) or Unit(names={settings.LANGUAGE_CODE: name}, kind=guess_kind(name))


def known_unit(name: str) -> "Unit | None":
    """The unit whose first-language name this is; else the only one with this name in any language or without marks."""
    from story.models import Unit

    wanted = name.casefold()
    units = list(Unit.objects.all())
    for unit in units:
        if unit.names.get(settings.LANGUAGE_CODE, "").casefold() == wanted:
            return unit
    names = {unit: {other.casefold() for other in unit.names.values()} for unit in units}
    if wanted.isascii():
        names = {unit: own | {_fold(other) for other in own} for unit, own in names.items()}
    others = [unit for unit, own in names.items() if wanted in own]
    return others[0] if len(others) == 1 else None


def suggest(typed: str) -> "list[Unit]":
    """Units whose name holds the typed text, the closest first; `ty dong` finds `tỷ đồng`."""
    from story.models import Unit

    wanted = _fold(typed)
    found = []
    for unit in Unit.objects.all():
        ranks = [
            rank for name in unit.names.values() if (rank := _closeness(_fold(name), wanted)) is not None
        ]
        if ranks:
            found.append((min(ranks), len(text_of(unit)), unit.pk, unit))
    return [unit for *_rank, unit in sorted(found, key=lambda row: row[:3])][:MOST_SUGGESTIONS]


def _closeness(name: str, wanted: str) -> int | None:
    if wanted not in name:
        return None
    return 0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2


def text_of(unit: "Unit | None") -> str:
    """The name that stands in the box and finds the same unit again."""
    return unit.name_in(settings.LANGUAGE_CODE) if unit else ""
