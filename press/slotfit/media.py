"""The media a slot is in, and how each measures a text: seconds read aloud, or lines of a column."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press.speech.length import tenths


@dataclass(frozen=True, slots=True)
class Medium:
    """Where the text goes: the slot it has by default, whether it is read aloud, the ratios of its graphics."""

    name: str
    label: str | Promise
    default: int
    ratios: tuple[str, ...]
    spoken: bool = True


MEDIA = {
    medium.name: medium
    for medium in (
        Medium("television", _("Television"), 45, ("16x9",)),
        Medium("radio", _("Radio"), 90, ()),
        Medium("newspaper", _("Newspaper"), 12, ("a4",), spoken=False),
        Medium("web", _("Web and social networks"), 30, ("1x1", "9x16")),
    )
}
SHORTEST, LONGEST = 5, 600


@dataclass(frozen=True, slots=True)
class Slot:
    """A medium with a length: seconds, or centimetres of a column in a newspaper.

    It counts in whole steps: tenths of a second, or lines.
    """

    medium: Medium
    length: int

    @property
    def target(self) -> int:
        """The steps that fill the slot."""
        return self.length * 10 if self.medium.spoken else int(self.length * self._lines)

    @property
    def lowest(self) -> int:
        """From how many steps on the slot counts as filled."""
        return -(-self.target * 9 // 10)

    @property
    def highest(self) -> int:
        """More than this is too long."""
        return self.target * 11 // 10

    @property
    def _lines(self) -> Decimal:
        return Decimal(str(settings.COLUMN_LINES_PER_CM))

    @property
    def file_name(self) -> str:
        """What a script of this slot is called."""
        return f"{self.medium.name}-{self.length}{'s' if self.medium.spoken else 'cm'}.txt"

    def measure(self, text: str, locale: str) -> int:
        """The steps that one sentence or paragraph takes."""
        if self.medium.spoken:
            return tenths(text, locale)
        return len(textwrap.wrap(text, settings.COLUMN_CHARACTERS))

    def length_of(self, steps: int) -> Decimal:
        """Steps as seconds or centimetres, with one decimal place."""
        if self.medium.spoken:
            return Decimal(steps) / 10
        return (steps / self._lines).quantize(Decimal("0.1"), ROUND_FLOOR)


def slot_of(file_name: str) -> Slot | None:
    """The slot whose script is called so."""
    name, _hyphen, length = file_name.removesuffix(".txt").partition("-")
    digits = length.rstrip("scm")
    if name not in MEDIA or not (digits.isascii() and digits.isdigit()):
        return None
    slot = Slot(MEDIA[name], int(digits))
    return slot if slot.file_name == file_name else None
