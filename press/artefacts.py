"""Artefacts kept by the hash of all that shows in them: built once for each revision, format and locale."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from press.formats.registry import Format, get_format
from press.rendering import render
from press.summary import StorySummary

SHOWN_SETTINGS = (
    "WAGTAIL_SITE_NAME",
    "PUBLIC_BASE_URL",
    "SPEECH_SYLLABLES_PER_MINUTE",
    "SPEECH_PAUSE_SECONDS",
)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file ready to be handed out; `sha256` and `size` are of its bytes."""

    path: Path
    sha256: str
    content_type: str
    size: int

    def open(self) -> BinaryIO:
        """Its bytes as a stream."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file made for one person and kept nowhere."""

    data: bytes
    content_type: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def open(self) -> BinaryIO:
        """Its bytes as a stream."""
        return io.BytesIO(self.data)


def content_key(summary: StorySummary, fmt: Format) -> str:
    """The hash of the summary, the format with its version, and the settings that show in it."""
    digest = hashlib.sha256(summary.to_json())
    shown = [fmt.name, fmt.version, *(str(getattr(settings, name)) for name in SHOWN_SETTINGS)]
    digest.update(json.dumps(shown).encode())
    return digest.hexdigest()


def personal_copy(summary: StorySummary, format_name: str) -> Copy:
    """An artefact for the taker that the summary names; raises FormatError for an unknown format."""
    return Copy(render(summary, format_name), get_format(format_name).content_type)


def artefact(summary: StorySummary, format_name: str) -> Artefact:
    """The kept artefact of a summary, built if it is not there yet; raises FormatError for an unknown format."""
    fmt = get_format(format_name)
    path = path_of(content_key(summary, fmt), fmt.name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = render(summary, format_name)
        keep(path, data)
    return Artefact(path, hashlib.sha256(data).hexdigest(), fmt.content_type, len(data))


def keep(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, whoever else writes it at the same time."""
    with kept(path) as target:
        target.write(data)


@contextmanager
def kept(path: Path) -> Iterator[BinaryIO]:
    """A stream to write a file by, which is there when the block has ended well, and else is not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def path_of(key: str, name: str) -> Path:
    """Where a kept file stands."""
    return Path(settings.ARTEFACTS_ROOT) / key[:2] / f"{key}-{name}"


def is_ready(summary: StorySummary, format_name: str) -> bool:
    """Whether a kept artefact is there already; raises FormatError for an unknown format."""
    fmt = get_format(format_name)
    return path_of(content_key(summary, fmt), fmt.name).exists()
