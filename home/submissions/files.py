"""Files that strangers send: what each is, is read from its first bytes and its table of contents, never by opening it."""

import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from library import pictures

MOST_FILES, MOST_BYTES, MOST_PIXELS = 5, 10 * 1024 * 1024, 40_000_000
MOST_PARTS, MOST_UNPACKED, MOST_TIMES_LARGER = 2000, 100 * 1024 * 1024, 200
SUFFIXES = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp", "pdf": "pdf", "docx": "docx"}
ACCEPT = ",".join(f".{suffix}" for suffix in SUFFIXES)
CONTENT_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PICTURES = ("jpeg", "png", "webp")

KIND = _("“%(name)s”: only Word (.docx), PDF and pictures (JPEG, PNG, WebP) can be sent.")
EMPTY = _("“%(name)s” is empty.")
LARGE = _("“%(name)s” is larger than 10 MB.")
BROKEN = _("“%(name)s” is damaged or not what its name says. Save it again and choose it once more.")
PIXELS = _("“%(name)s” has more than 40 million pixels. Make it smaller and choose it once more.")
MACROS = _("“%(name)s” contains macros. Save it as a plain Word document (.docx) and choose it once more.")


@dataclass(frozen=True)
class Accepted:
    """A file that passed, with a name that is safe to show and to save under."""

    file: UploadedFile
    name: str
    kind: str
    size: int


def inspect(file: UploadedFile) -> Accepted:
    """The file with its kind; raises ValidationError with the reason it cannot be taken."""
    name = shown_name(file.name or "")
    kind = SUFFIXES.get(PurePath(name).suffix.lower().lstrip("."))
    if kind is None:
        raise _refusal(KIND, name)
    size = file.size or 0
    if not size:
        raise _refusal(EMPTY, name)
    if size > MOST_BYTES:
        raise _refusal(LARGE, name)
    check = {"pdf": _check_pdf, "docx": _check_docx}.get(kind, _check_picture)
    try:
        file.seek(0)
        check(file, kind, name)
    except ValidationError:
        raise
    except Exception as error:  # whatever a parser says of a hostile file, it cannot be taken
        raise _refusal(BROKEN, name) from error
    file.seek(0)
    return Accepted(file, name, kind, size)


def shown_name(name: str) -> str:
    """The file's own name without folders, marks of direction and characters that cannot be seen."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(char for char in plain if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*')
    path = PurePath(seen.strip(" .") or "-")
    return f"{path.stem[:120]}{path.suffix[:10]}"


def _refusal(message: Any, name: str) -> ValidationError:
    return ValidationError(message, params={"name": name})


def _check_pdf(file: UploadedFile, kind: str, name: str) -> None:
    if not file.read(5) == b"%PDF-":
        raise _refusal(BROKEN, name)


def _check_docx(file: UploadedFile, kind: str, name: str) -> None:
    if file.read(4) != b"PK\x03\x04":
        raise _refusal(BROKEN, name)
    with zipfile.ZipFile(file) as package:
        entries = package.infolist()
        names = {entry.filename.lower() for entry in entries}
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > min(MOST_UNPACKED, (file.size or 0) * MOST_TIMES_LARGER):
            raise _refusal(BROKEN, name)
        if any(part.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in part for part in names):
            raise _refusal(MACROS, name)
        if not {"[content_types].xml", "word/document.xml"} <= names:
            raise _refusal(BROKEN, name)


def _check_picture(file: UploadedFile, kind: str, name: str) -> None:
    try:
        head = pictures.measured(file, (kind.upper(),), MOST_PIXELS)
    except pictures.TooManyPixelsError as error:
        raise _refusal(PIXELS, name) from error
    if not pictures.whole(file, head):
        raise _refusal(BROKEN, name)
