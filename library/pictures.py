"""How large a picture would be, and whether its end is there, read without decoding it.

A picture of a few kilobytes can claim gigabytes of pixels; whoever decodes it to ask for its size has lost already.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MOST_FRAMES = 1000
_TAIL = 65536


class UnreadablePictureError(ValueError):
    """No picture of a format that is taken, or a damaged one."""


class TooManyPixelsError(ValueError):
    """A picture of more pixels, all its frames together, than can be decoded safely."""


@dataclass(frozen=True)
class Head:
    """What the beginning of a picture says: format as Pillow names it, size in pixels, number of frames."""

    format: str
    width: int
    height: int
    frames: int

    @property
    def pixels(self) -> int:
        """The pixels of all frames."""
        return self.width * self.height * self.frames


def measured(file: Any, formats: tuple[str, ...] = FORMATS, most: int | None = None) -> Head:
    """The head of an open binary file, which is left at its beginning.

    Raises UnreadablePictureError, and TooManyPixelsError above `most` pixels (else the site's own bound).
    """
    try:
        head = _head(file, formats)
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    # Pillow raises whatever its readers raise on broken bytes.
    except Exception as error:
        raise UnreadablePictureError from error
    finally:
        file.seek(0)
    if head.pixels > (most or settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS) or head.frames > MOST_FRAMES:
        raise TooManyPixelsError
    return head


def _head(file: Any, formats: tuple[str, ...]) -> Head:
    file.seek(0)
    with warnings.catch_warnings():
        # The bound is the site's, not the one that Pillow warns of.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = Image.open(file, formats=list(formats))
    if picture.format in ("JPEG", "MPO"):
        # Of the several pictures that a telephone puts into one JPEG only the first is ever shown.
        return Head("JPEG", *picture.size, 1)
    frames = _gif_frames(file) if picture.format == "GIF" else getattr(picture, "n_frames", 1)
    return Head(str(picture.format), *picture.size, frames)


def whole(file: Any, head: Head) -> bool:
    """Whether the end that the format promises is there; nothing is decoded, the file is left at its beginning."""
    try:
        if head.format == "PNG":
            file.seek(0)
            Image.open(file, formats=["PNG"]).verify()
            return True
        size = file.seek(0, io.SEEK_END)
        if head.format == "WEBP":
            file.seek(4)
            return int.from_bytes(file.read(4), "little") + 8 <= size
        file.seek(max(0, size - _TAIL))
        ending = {"JPEG": b"\xff\xd9", "GIF": b";"}.get(head.format, b"")
        return ending in file.read()
    # A checksum that is wrong, or a chunk that breaks off.
    except Exception:
        return False
    finally:
        file.seek(0)


def _gif_frames(file: Any) -> int:
    """The frames of a GIF, counted to one more than is allowed: Pillow would look at each of a million."""
    file.seek(10)
    file.seek(13 + _colours(file.read(1)[0]))
    frames = 0
    while frames <= MOST_FRAMES and (kind := file.read(1)) in (b",", b"!"):
        if kind == b",":
            frames += 1
            file.seek(_colours(file.read(9)[8]) + 1, io.SEEK_CUR)
        else:
            file.seek(1, io.SEEK_CUR)
        while length := file.read(1):
            if length == b"\0":
                break
            file.seek(length[0], io.SEEK_CUR)
    return max(frames, 1)


def _colours(flags: int) -> int:
    """The bytes of a colour table, by the flags before it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
