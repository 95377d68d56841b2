"""The formats that the press can take: each registers itself here, by the same door, once."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from press.summary import StorySummary

NAME = re.compile(r"[a-z0-9][a-z0-9-]*(-\*)?(\.[a-z0-9]+(-[a-z0-9]+)*)+")
ITEM = r"([a-z0-9-]{1,40})"
GROUPS = ("graphics", "data", "text", "wire", "bundle")
# For whom a file is made, in the order of the press page.
AUDIENCES: dict[str, str | Promise] = {
    "television": _("Television"),
    "radio": _("Radio"),
    "print": pgettext_lazy("for whom a file is made", "Print and online"),
    "systems": pgettext_lazy("for whom a file is made", "Newsroom systems"),
}
# Who takes the files of a group, where a format does not say it; graphics are for all of them.
USUAL_AUDIENCE = {"data": "print", "text": "television", "wire": "systems", "bundle": "print"}


class FormatError(ValueError):
    """A format that cannot be registered, or a name that no format has."""


@dataclass(frozen=True, slots=True)
class Format:
    """One artefact: its file name, how to build it from a summary, and whether that needs a worker.

    A family, such as `chart-*.svg`, is a file for each of the `items` of a story; its `build` takes the item too.
    `offered` says whether a story has it at all: none has captions that has no recording.
    `audience` says for whom it is made, where that is not who usually takes the files of its group.
    Raise `version` whenever the same summary gives other bytes than before: kept files are then made anew.
    """

    name: str
    content_type: str
    label: str | Promise
    group: str
    build: Callable[..., bytes]
    version: int = 1
    heavy: bool = False
    items: Callable[[StorySummary], Iterable[str]] | None = None
    offered: Callable[[StorySummary], bool] = lambda summary: True
    audience: str = ""

    @property
    def made_for(self) -> str:
        """For whom it is made; empty for what everybody takes."""
        return self.audience or USUAL_AUDIENCE.get(self.group, "")

    def of(self, item: str) -> Format:
        """The one file of a family that shows this item."""
        return replace(
            self, name=self.name.replace("*", item), build=partial(self.build, item=item), items=None
        )


_formats: dict[str, Format] = {}


def register(fmt: Format) -> Format:
    """Adds a format; raises TypeError for anything else, FormatError for a bad or a taken name."""
    if not isinstance(fmt, Format) or not callable(fmt.build):
        raise TypeError(f"{fmt!r} is not a Format with a build function")
    if not NAME.fullmatch(fmt.name):
        raise FormatError(f"{fmt.name!r} is no file name for a format")
    if fmt.group not in GROUPS:
        raise FormatError(f"{fmt.name}: the group is one of {', '.join(GROUPS)}, not {fmt.group!r}")
    if fmt.audience and fmt.audience not in AUDIENCES:
        raise FormatError(f"{fmt.name}: the audience is one of {', '.join(AUDIENCES)}, not {fmt.audience!r}")
    if fmt.name in _formats:
        raise FormatError(f"{fmt.name} is registered twice")
    if ("*" in fmt.name) != (fmt.items is not None):
        raise FormatError(f"{fmt.name}: a family has a star in its name and says what it stands for")
    _formats[fmt.name] = fmt
    return fmt


@cache
def discover() -> None:
    """Imports every module of this package, so that each registers its formats."""
    package = importlib.import_module("press.formats")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"press.formats.{module.name}")


def formats() -> tuple[Format, ...]:
    """Every format and family, by group and then by name."""
    discover()
    return tuple(sorted(_formats.values(), key=lambda fmt: (GROUPS.index(fmt.group), fmt.name)))


def offered(summary: StorySummary) -> tuple[Format, ...]:
    """The files that this story has, each of them by its own name."""
    files: list[Format] = []
    for fmt in formats():
        if fmt.items is not None:
            files += [fmt.of(item) for item in fmt.items(summary)]
        elif fmt.offered(summary):
            files.append(fmt)
    return tuple(files)


def get_format(name: str) -> Format:
    """The format of this file name; raises FormatError if there is none."""
    discover()
    if (fmt := _formats.get(name)) and fmt.items is None:
        return fmt
    for family in (fmt for fmt in _formats.values() if fmt.items is not None):
        if found := re.fullmatch(re.escape(family.name).replace(r"\*", ITEM), name):
            return family.of(found[1])
    raise FormatError(f"No format is called {name!r}")
