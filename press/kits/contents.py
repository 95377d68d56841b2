"""What a kit holds: the formats of each story and the originals of its media, each file with its hash."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from anyascii import anyascii
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press import artefacts
from press.formats.registry import offered
from press.kits.names import LONGEST, safe_name, safe_names
from press.pictures import UnmarkablePictureError, with_rights
from press.summary import Medium, Rights, StorySummary

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
# Words by which rights forbid to hand a file on, without accents.
FORBIDDING = re.compile(
    r"\b(not for (air|broadcast\w*|publication|release|redistribution|distribution|reuse)"
    r"|no (broadcast\w*|redistribution|reuse|reproduction)|all rights reserved|internal use only"
    r"|khong( duoc| cho)?( phep)? (phat|dang|phan phoi|sao chep|su dung lai|dung lai|chia se|cung cap)"
    r"|bao luu moi quyen|chi (dung|luu hanh) noi bo)\b"
)
MEDIUM_WORDS = {
    "picture": _("the picture, original"),
    "video": _("the film, original"),
    "audio": _("the sound, original"),
    "document": _("the document, original"),
}
Open = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class KitStory:
    """A story of a kit: its summary, what its files are called, and the originals by the id of the medium."""

    summary: StorySummary
    prefix: str
    originals: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of a kit; `item` names the format or the id of the medium."""

    name: str
    item: str
    label: str | Promise
    content_type: str
    sha256: str
    size: int
    open: Open
    rights: dict[str, str]
    summary: StorySummary


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a kit does not hold, and why."""

    title: str
    reason: str | Promise
    terms: str
    url: str
    summary: StorySummary


def forbids(medium: Medium) -> bool:
    """Whether the licence or the terms of a file forbid to hand it on."""
    words = " ".join(anyascii(f"{medium.licence} {medium.usage_terms}").lower().split())
    return bool(FORBIDDING.search(words))


def contents(stories: list[KitStory], step: Callable[[], None]) -> tuple[list[KitFile], list[LeftOut]]:
    """Every file of the stories, made if it is not there yet, and what stays out; `step` is called after each file."""
    files: list[KitFile] = []
    out: list[LeftOut] = []
    for story in stories:
        for made in _formats(story):
            files.append(made)
            step()
    room = settings.KIT_MAX_BYTES - sum(file.size for file in files)
    for story in stories:
        for medium in story.summary.media:
            found = _original(story, medium, room)
            if isinstance(found, KitFile):
                room -= found.size
                files.append(found)
            else:
                out.append(found)
            step()
    names = safe_names(file.name for file in files)
    return [replace(file, name=name) for file, name in zip(files, names, strict=True)], out


def count(stories: list[KitStory]) -> int:
    """How many steps `contents` will tell of."""
    return sum(len(offered(story.summary)) + len(story.summary.media) for story in stories)


def _formats(story: KitStory) -> Iterator[KitFile]:
    summary = story.summary
    rights = _rights(summary.rights)
    for fmt in offered(summary):
        if summary.status == "embargoed":
            copy = artefacts.personal_copy(summary, fmt.name)
            sha256, size, opener = copy.sha256, len(copy.data), copy.open
        else:
            made = artefacts.artefact(summary, fmt.name)
            sha256, size, opener = made.sha256, made.size, made.open
        yield KitFile(
            _named(story.prefix, fmt.name),
            fmt.name,
            fmt.label,
            fmt.content_type,
            sha256,
            size,
            opener,
            rights,
            summary,
        )


def _original(story: KitStory, medium: Medium, room: int) -> KitFile | LeftOut:
    summary, file = story.summary, story.originals.get(medium.id)
    left_out = LeftOut(medium.title, "", f"{medium.licence} {medium.usage_terms}".strip(), "", summary)
    if forbids(medium):
        return replace(left_out, reason=_("its rights forbid to hand it on"))
    if file is None:
        return replace(left_out, reason=_("the file is not there"))
    ending = PurePosixPath(file.name).suffix.lower()
    if file.size > room:
        return replace(left_out, reason=_("the kit would be too large; take it from"), url=medium.url)
    opener, sha256, size = _with_rights(file, medium, ending)
    return KitFile(
        _named(story.prefix, f"{safe_name(medium.title)[:50]}{ending}"),
        medium.id,
        MEDIUM_WORDS.get(medium.kind, MEDIUM_WORDS["document"]),
        "",
        sha256,
        size,
        opener,
        _rights(medium),
        summary,
    )


def _with_rights(file: Any, medium: Medium, ending: str) -> tuple[Open, str, int]:
    """How to open an original, its hash and its size; a picture carries its rights inside."""
    plain = (lambda: file.storage.open(file.name)), medium.sha256, file.size
    if ending not in PICTURES:
        return plain
    try:
        with file.storage.open(file.name) as stream:
            data = with_rights(stream.read(), medium)
    except UnmarkablePictureError:
        return plain
    digest = hashlib.sha256(data).hexdigest()

    def opened() -> BinaryIO:
        with file.storage.open(file.name) as stream:
            return io.BytesIO(with_rights(stream.read(), medium))

    return opened, digest, len(data)


def _named(prefix: str, name: str) -> str:
    """What tells files apart stands at the end: of a long name the beginning is cut."""
    return f"{prefix[: max(0, LONGEST - 1 - len(name))]}-{name}"


def _rights(of: Medium | Rights) -> dict[str, str]:
    credit = of.credit if isinstance(of, Medium) else of.credit_line
    return {"licence": of.licence, "usage_terms": of.usage_terms, "credit": credit}
