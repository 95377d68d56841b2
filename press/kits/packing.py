"""Kits as ZIP files: the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings

from press.addresses import fact_address
from press.artefacts import content_key
from press.formats.registry import offered
from press.kits.contents import KitFile, KitStory, LeftOut, contents, count
from press.kits.readme import readme

# Raise it whenever the same stories give another kit than before.
VERSION = 1
# What is packed already does not get smaller.
PACKED = tuple(
    f".{ending}"
    for ending in [
        "png",
        "jpg",
        "jpeg",
        "webp",
        "gif",
        "avif",
        "mp4",
        "webm",
        "mp3",
        "m4a",
        "ogg",
        "docx",
        "pptx",
        "xlsx",
        "pdf",
        "zip",
    ]
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)
Progress = Callable[[int, int], None]


def kit_key(stories: list[KitStory]) -> str:
    """The hash of all that shows in a kit."""
    keys = [[content_key(story.summary, fmt) for fmt in offered(story.summary)] for story in stories]
    shown = [VERSION, settings.KIT_MAX_BYTES, [story.prefix for story in stories], keys]
    # A summary without any format still is a story of the kit.
    summaries = b"".join(story.summary.to_json() for story in stories)
    return hashlib.sha256(json.dumps(shown).encode() + summaries).hexdigest()


def write_kit(stories: list[KitStory], target: BinaryIO, progress: Progress | None = None) -> list[KitFile]:
    """Write the kit of some stories; returns its files. `progress` is told how much of how much is done."""
    tell = progress or (lambda done, total: None)
    total, done = 2 * count(stories) + 1, 0

    def step() -> None:
        nonlocal done
        done += 1
        tell(done, total)

    files, left_out = contents(stories, step)
    words = readme(stories, files, left_out)
    with ZipFile(target, "w") as kit:
        _write(kit, "README.txt", len(words), io.BytesIO(words))
        listed = manifest(stories, files, left_out, words)
        _write(kit, "manifest.json", len(listed), io.BytesIO(listed))
        for file in files:
            with file.open() as source:
                _write(kit, file.name, file.size, source)
            step()
    tell(total, total)
    return files


def manifest(stories: list[KitStory], files: list[KitFile], left_out: list[LeftOut], words: bytes) -> bytes:
    """The list of a kit for machines: stories, each file with its hash, size and rights, and what is not in it."""
    listed = {
        "stories": [_story(story) for story in stories],
        "files": [
            {"name": "README.txt", "size": len(words), "sha256": hashlib.sha256(words).hexdigest()},
            *(_file(file) for file in files),
        ],
        "left_out": [
            {
                "story": item.summary.id,
                "title": item.title,
                "reason": str(item.reason),
                "terms": item.terms,
                "url": item.url,
            }
            for item in left_out
        ],
    }
    return (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def files_of(kit: BinaryIO) -> dict[str, list[tuple[str, str]]]:
    """Item and name of each file of a kit, by the id and language of its story."""
    files: dict[str, list[tuple[str, str]]] = {}
    with ZipFile(kit) as packed:
        listed = json.loads(packed.read("manifest.json"))["files"]
    for file in listed:
        if "item" in file:
            files.setdefault(f"{file['story']} {file['locale']}", []).append((file["item"], file["name"]))
    return files


def _story(story: KitStory) -> dict[str, Any]:
    summary = story.summary
    return {
        "id": summary.id,
        "locale": summary.locale,
        "revision": summary.revision,
        "headline": summary.headline,
        "status": summary.status,
        "embargo_until": summary.embargo_until,
        "taken_by": summary.taken_by,
        "url": summary.url,
        "still_right": fact_address(summary.id, summary.locale, summary.revision),
        "rights": summary.rights.model_dump(),
    }


def _file(file: KitFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "item": file.item,
        "story": file.summary.id,
        "locale": file.summary.locale,
        "revision": file.summary.revision,
        "rights": file.rights,
    }


def _write(kit: ZipFile, name: str, size: int, source: BinaryIO) -> None:
    info = ZipInfo(name, LONG_AGO)
    info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    # Known beforehand, so that a file beyond 4 GB gets the longer fields.
    info.file_size = size
    with kit.open(info, "w") as entry:
        shutil.copyfileobj(source, entry, 1024 * 1024)
