"""A Word file as an archive: what it is, whether it is safe, its members. Nothing is unpacked to disk."""

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from story.importing.errors import DocumentError

MOST_MEMBERS = 2_000
MOST_DIRECTORY = 1_000_000
MOST_UNPACKED = 80_000_000
MOST_MEMBER = 32_000_000
# The XML of Word shrinks to a tenth or a thirtieth; what shrinks to a two-hundredth hides something.
MOST_RATIO = 200
LEAST_SUSPECT = 1_000_000
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def read_bytes(file: Any) -> bytes:
    """The whole file, if it is not too large; `file` is open or a path."""
    if not hasattr(file, "read"):
        with open(file, "rb") as opened:  # noqa: PTH123
            return read_bytes(opened)
    most = settings.IMPORT_MAX_BYTES
    if hasattr(file, "seek"):
        file.seek(0)
    data: bytes = file.read(most + 1)
    if len(data) > most:
        message = _(
            "The file is larger than %(most)d MB. Make its pictures smaller in Word and save it again."
        )
        raise DocumentError(message % {"most": most // 1024**2})
    return data


class Archive:
    """The members of a Word file that has been found safe to look into."""

    def __init__(self, data: bytes) -> None:
        _check_kind(data)
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _READ_ERRORS as error:
            raise damaged() from error
        self._members = _checked(self._zip.infolist())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._members)

    def open(self, name: str) -> IO[bytes]:
        """A member, to be read piece by piece; raises DocumentError when it is missing or damaged."""
        try:
            return self._zip.open(self._members[name])
        except (KeyError, *_READ_ERRORS) as error:
            raise damaged() from error

    def read(self, name: str, most: int = MOST_MEMBER) -> bytes:
        """A whole member; raises DocumentError when it is damaged or larger than it says or may be."""
        with self.open(name) as member:
            try:
                data = member.read(most + 1)
            except _READ_ERRORS as error:
                raise damaged() from error
        if len(data) > most:
            raise _bomb()
        return data


def _check_kind(data: bytes) -> None:
    if not data:
        raise DocumentError(_("The file is empty."))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(
                _("The file is protected by a password. Take the password off in Word and save it again.")
            )
        message = _("This is a file of an old Word (.doc). Open it in Word and save it as .docx.")
        raise DocumentError(message)
    if data.startswith(b"%PDF"):
        raise DocumentError(_("This is a PDF, not a Word file. Send the Word file (.docx) it was made from."))
    if data.startswith(b"{\\rtf"):
        raise DocumentError(_("This is an RTF file. Open it in Word and save it as .docx."))
    if not data.startswith(b"PK"):
        raise DocumentError(_("This is not a Word file (.docx). Open it in Word and save it as .docx."))


def _check_directory(data: bytes) -> None:
    """Look at the table of contents before anything reads it: a long one alone can fill the memory."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise DocumentError(_("The file is cut off: a part of it is missing. Send it again, whole."))
    members, size = struct.unpack("<HI", data[end + 10 : end + 16])
    if members > MOST_MEMBERS or size > MOST_DIRECTORY or data[max(0, end - 20) : end].startswith(_END64):
        raise _bomb()


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _bomb()
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        _check_name(info.orig_filename)
        if info.filename.lower() in seen:
            raise DocumentError(_("The file holds two parts of one name, as no Word file does."))
        seen.add(info.filename.lower())
        if info.flag_bits & 0x1:
            raise DocumentError(
                _("The file is protected by a password. Take the password off in Word and save it again.")
            )
        suspect = info.file_size > LEAST_SUSPECT
        if info.file_size > MOST_MEMBER or (
            suspect and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        ):
            raise _bomb()
        members[info.filename] = info
    return members


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    odd = "\\" in name or ":" in name or "\x00" in name or len(name) > 300
    if odd or path.is_absolute() or ".." in path.parts:
        raise DocumentError(_("The file holds parts whose names lead out of it. It does not come from Word."))


def _bomb() -> DocumentError:
    return DocumentError(
        _("The file would unpack to far more than a document can be. It is refused for safety.")
    )


def damaged() -> DocumentError:
    """What is said of a file that breaks off or contradicts itself."""
    return DocumentError(_("The file is damaged. Open it in Word, save it again as .docx and send that."))
