"""Rights inside pictures: an XMP packet put into PNG, JPEG, WebP and PDF without touching a pixel."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from press.imprint import Imprint, packet
from press.layout.fonts import drawable
from press.summary import Medium

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
PNG_KEY = b"XML:com.adobe.xmp\0"
JPEG_KEY = b"http://ns.adobe.com/xap/1.0/\0"
# Markers of JPEG: without a length, the application segments that may stand before ours.
APP0, APP1, SCAN = 0xE0, 0xE1, 0xDA
ALPHA, XMP = 0x10, 0x04


class UnmarkablePictureError(ValueError):
    """A file that is no whole PNG, JPEG or WebP."""


def with_rights(data: bytes, medium: Medium, locale: str = "vi") -> bytes:
    """The picture with the medium's credit, caption, alt text, licence and terms inside; its pixels as they are.

    Raises UnmarkablePictureError for anything but PNG, JPEG and WebP.
    """
    return with_imprint(data, imprint_of_medium(medium, locale))


def imprint_of_medium(medium: Medium, locale: str) -> Imprint:
    """The imprint of a picture of the library; how it was made is left out, for nobody has said it."""
    return Imprint(
        locale=locale,
        title=drawable(medium.title),
        description=drawable(medium.caption),
        alt=drawable(medium.alt),
        credit=drawable(medium.credit),
        licence=drawable(medium.licence),
        usage_terms=drawable(medium.usage_terms),
        address=medium.url,
    )


def with_imprint(data: bytes, imprint: Imprint) -> bytes:
    """The picture with this imprint in the place of the one it had; raises UnmarkablePictureError."""
    try:
        if data.startswith(PNG):
            return png_with(data, packet(imprint))
        if data.startswith(JPEG):
            return jpeg_with(data, packet(imprint))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return webp_with(data, packet(imprint))
    except (struct.error, IndexError) as error:
        raise UnmarkablePictureError("The picture is not whole") from error
    raise UnmarkablePictureError("Only PNG, JPEG and WebP carry rights")


def png_with(data: bytes, xmp: bytes) -> bytes:
    """The packet as a text chunk right after the head."""
    body = PNG_KEY + b"\0\0\0\0" + xmp
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    parts = [PNG]
    for kind, whole in png_chunks(data):
        if kind == b"iTXt" and whole[8:].startswith(PNG_KEY):
            continue
        parts.append(whole)
        if kind == b"IHDR":
            parts.append(chunk)
    return b"".join(parts)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and bytes of each chunk; raises UnmarkablePictureError if the last one is missing."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise UnmarkablePictureError("The PNG is not whole")
        yield kind, data[at:end]
        at = end


def jpeg_with(data: bytes, xmp: bytes) -> bytes:
    """The packet as a segment after those of JFIF and Exif."""
    segment = struct.pack(">BBH", 0xFF, APP1, len(JPEG_KEY) + len(xmp) + 2) + JPEG_KEY + xmp
    before, at = [JPEG], len(JPEG)
    after: list[bytes] = []
    while (marker := data[at + 1]) != SCAN:
        if data[at] != 0xFF or not APP0 - 0x20 <= marker <= 0xFE:
            raise UnmarkablePictureError("The JPEG is not whole")
        (length,) = struct.unpack_from(">H", data, at + 2)
        whole = data[at : at + 2 + length]
        if marker != APP1 or not whole[4:].startswith(JPEG_KEY):
            (before if marker in (APP0, APP1) and not after else after).append(whole)
        at += 2 + length
    return b"".join([*before, segment, *after, data[at:]])


def webp_with(data: bytes, xmp: bytes) -> bytes:
    """The packet as the last chunk; a simple file becomes an extended one, which alone may have it."""
    chunks = [chunk for chunk in webp_chunks(data) if chunk[0] != b"XMP "]
    kind, body = chunks[0]
    if kind == b"VP8X":
        chunks[0] = kind, bytes([body[0] | XMP]) + body[1:]
    else:
        width, height, flags = webp_size(kind, body)
        head = struct.pack("<I", flags | XMP)
        head += struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
        chunks.insert(0, (b"VP8X", head))
    chunks.append((b"XMP ", xmp))
    written = b"".join(k + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for k, b in chunks)
    return b"RIFF" + struct.pack("<I", len(written) + 4) + b"WEBP" + written


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk."""
    at = 12
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        if at + 8 + length > len(data):
            raise UnmarkablePictureError("The WebP is not whole")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def webp_size(kind: bytes, body: bytes) -> tuple[int, int, int]:
    """Width, height and the flag of transparency of a simple WebP."""
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, ALPHA if bits >> 28 & 1 else 0
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF, 0


def pdf_with(data: bytes, imprint: Imprint) -> bytes:
    """The PDF with credit, rights and terms in its XMP; only schemas that PDF/A knows."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            words = {
                "dc:rights": imprint.rights,
                "xmpRights:UsageTerms": imprint.usage_terms,
                "xmpRights:WebStatement": imprint.address,
                "photoshop:Credit": imprint.credit,
                "photoshop:Instructions": imprint.instructions,
            }
            for name, value in words.items():
                if value:
                    meta[name] = value
            if imprint.creators:
                meta["dc:creator"] = list(imprint.creators)
        document.save(target, deterministic_id=True)
    return target.getvalue()
