"""Kits as files: public ones kept by content, personal ones made for one person and gone with the answer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.urls import reverse

from press.artefacts import kept, path_of
from press.build import build_summary
from press.kits.contents import KitStory
from press.kits.packing import Progress, kit_key, write_kit
from press.summary import StorySummary
from story.media import media_of
from story.models import StoryPage

SEVERAL = "several-kit.zip"


def kit_address(pages: Iterable[int]) -> str:
    """The address of one kit of these stories, by the ids of their pages: each page is a story in one language."""
    chosen = list(dict.fromkeys(pages))
    if len(chosen) == 1:
        return reverse("press:kit", args=chosen)
    return reverse("press:kits", args=["-".join(map(str, chosen))])


def stories_of(pages: Iterable[StoryPage], taker: Any = None) -> list[KitStory]:
    """Stories as a kit holds them; those under embargo carry the name of their taker."""
    return [_story(page, build_summary(page, taker)) for page in pages]


def _story(page: StoryPage, summary: StorySummary) -> KitStory:
    from press.views import file_name

    originals = {medium.ref: medium.file.file for medium in media_of(page)}
    return KitStory(summary, file_name(page, summary, ""), originals)


def kit_path(stories: list[KitStory]) -> Path:
    """Where the kit of public stories stands once it is made."""
    return path_of(kit_key(stories), "kit.zip" if len(stories) == 1 else SEVERAL)


def kit_bytes(page: StoryPage, summary: StorySummary) -> int | None:
    """The size of the kit of one public story, if it is made already."""
    from press.views import file_name

    if summary.status != "published":
        return None
    # The name of a kit is made of what its summary says alone.
    path = kit_path([KitStory(summary, file_name(page, summary, ""), {})])
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def kept_kit(stories: list[KitStory], progress: Progress | None = None) -> Path:
    """The kit of public stories, made if it is not there yet."""
    path = kit_path(stories)
    if not path.exists():
        with kept(path) as target:
            write_kit(stories, target, progress)
        make_room(path)
    return path


def make_room(newest: Path) -> None:
    """Delete the oldest kits of several stories beyond their share of the disk: anybody may ask for any together."""
    room = settings.KITS_KEPT_BYTES
    found = [(path.stat(), path) for path in Path(settings.ARTEFACTS_ROOT).glob(f"*/*-{SEVERAL}")]
    for state, path in sorted(found, key=lambda item: item[0].st_mtime, reverse=True):
        room -= state.st_size
        if room < 0 and path != newest:
            path.unlink(missing_ok=True)


def personal_kit(stories: list[KitStory]) -> BinaryIO:
    """A kit made for one person: a file without a name, which ends when it is closed."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    write_kit(stories, target)
    return target
