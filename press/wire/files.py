"""The files of a story that a wire item points to, as the registry of formats offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from press.formats.registry import Format, offered
from press.summary import StorySummary
from press.wire.items import web_address

RATIOS = {"16x9": (1920, 1080), "1x1": (1080, 1080), "9x16": (1080, 1920), "a4": (2480, 3508)}


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name, address, kind, and size in pixels where it has one."""

    name: str
    address: str
    content_type: str
    width: int | None = None
    height: int | None = None


def files_of(summary: StorySummary, beginning: str) -> list[File]:
    """The files whose names begin so; none for a story without an address for them, or one that is withdrawn."""
    base = web_address(summary.press_url)
    if not base or summary.status == "withdrawn":
        return []
    return [file_of(fmt, base) for fmt in named(offered(summary), beginning)]


def named(formats: Iterable[Format], beginning: str) -> list[Format]:
    """The formats whose names begin so."""
    return [fmt for fmt in formats if fmt.name.startswith(beginning)]


def file_of(fmt: Format, base: str) -> File:
    """A format as a file below an address."""
    ratio = fmt.name.removeprefix("infographic-").split(".")[0]
    # Dots decide the size of a PNG alone.
    width, height = RATIOS.get(ratio, (None, None)) if fmt.name.endswith(".png") else (None, None)
    return File(fmt.name, urljoin(base, fmt.name), fmt.content_type.split(";")[0], width, height)


def graphic_title() -> str:
    """What the infographic is called among the things that go with a story."""
    return _("Infographic")
