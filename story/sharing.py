"""Where a page can be sent on to: plain links that work without a script, and its QR code."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import segno
from django.utils.translation import gettext_lazy as _

# Each takes the address and the title, both quoted, and asks nothing of its host before somebody follows it.
SERVICES: tuple[tuple[Any, str], ...] = (
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    ("Telegram", "https://t.me/share/url?url={address}&text={title}"),
    (_("E-mail"), "mailto:?subject={title}&body={address}"),
)


@dataclass(frozen=True)
class QR:
    """A code as one path, a unit a module, with the quiet zone of four modules around it."""

    size: int
    path: str


@dataclass(frozen=True)
class Sharing:
    """One page to be sent on: its canonical address, its title, the services that take it."""

    address: str
    title: str

    @property
    def links(self) -> list[tuple[Any, str]]:
        """Name and address of each service."""
        quoted = {"address": quote(self.address, safe=""), "title": quote(self.title, safe="")}
        return [(name, pattern.format(**quoted)) for name, pattern in SERVICES]

    @property
    def code(self) -> QR:
        """The address for a camera."""
        return code_of(self.address)


def code_of(address: str) -> QR:
    """The QR code of an address."""
    border = 4
    rows = segno.make(address, error="m", micro=False).matrix
    runs = (run for y, row in enumerate(rows) for run in _runs(row, y + border, border))
    return QR(len(rows) + 2 * border, "".join(runs))


def _runs(row: bytearray, y: int, border: int) -> list[str]:
    """The dark stretches of a row as rectangles."""
    runs, x = [], 0
    while x < len(row):
        width = 0
        while x + width < len(row) and row[x + width]:
            width += 1
        if width:
            runs.append(f"M{x + border} {y}h{width}v1h-{width}z")
        x += width or 1
    return runs
