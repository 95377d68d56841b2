"""Files of strangers: judged by their first bytes and their table of contents, in no time and no memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from home.submissions import files


def picture(kind="PNG", size=(20, 10), mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def package(*names, text=b"<xml/>", **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text)
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


def png_head(width, height):
    """A picture that claims a size and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def inspect(name, data):
    return files.inspect(SimpleUploadedFile(name, data))


GOOD = {
    "a.pdf": b"%PDF-1.7 rest",
    "a.docx": package(*WORD),
    "a.PNG": picture("PNG"),
    "a.jpg": picture("JPEG"),
    "a.jpeg": picture("JPEG"),
    "a.webp": picture("WEBP"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_offered_is_taken(name):
    accepted = inspect(name, GOOD[name])
    assert accepted.kind in files.CONTENT_TYPES
    assert accepted.file.read() == GOOD[name]


BAD = {
    "script.svg": (b"<svg onload='alert(1)'/>", files.KIND),
    "page.html": (b"<script>alert(1)</script>", files.KIND),
    "old.doc": (b"\xd0\xcf\x11\xe0", files.KIND),
    "macro.docm": (package(*WORD), files.KIND),
    "run.exe": (b"MZ", files.KIND),
    "pack.zip": (package("a"), files.KIND),
    "a.pdf.html": (b"%PDF-1.7", files.KIND),
    "noname": (b"%PDF-1.7", files.KIND),
    "empty.pdf": (b"", files.EMPTY),
    "large.pdf": (b"%PDF-" + b"0" * files.MOST_BYTES, files.LARGE),
    "html.pdf": (b"<html><script>alert(1)</script>%PDF-", files.BROKEN),
    "svg.png": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", files.BROKEN),
    "gif.png": (picture("GIF"), files.BROKEN),
    "png.jpg": (picture("PNG"), files.BROKEN),
    "bomb.png": (png_head(60_000, 60_000), files.BROKEN),
    "wide.png": (picture("PNG", (8_000, 6_000), "1"), files.PIXELS),
    "cut.png": (picture("PNG", (400, 400))[:-40], files.BROKEN),
    "cut.jpg": (picture("JPEG", (400, 400))[:-40], files.BROKEN),
    "cut.webp": (picture("WEBP", (400, 400))[:-40], files.BROKEN),
    "text.docx": (b"not a package", files.BROKEN),
    "cut.docx": (package(*WORD)[:-30], files.BROKEN),
    "book.docx": (package("[Content_Types].xml", "xl/workbook.xml"), files.BROKEN),
    "macro.docx": (package(*WORD, "word/vbaProject.bin"), files.MACROS),
    "control.docx": (package(*WORD, "word/activeX/activeX1.bin"), files.MACROS),
    "bomb.docx": (package(*WORD, text=b"0" * 30_000_000), files.BROKEN),
    "many.docx": (package(*WORD, *(f"word/{number}" for number in range(2100))), files.BROKEN),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_hostile_or_broken_is_refused_with_the_reason(name):
    data, reason = BAD[name]
    started = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(ValidationError) as refused:
            inspect(name, data)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused.value.messages == [str(reason) % {"name": name}]
    assert time.process_time() - started < 2
    assert most < len(data) + 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/pass.pdf", "pass.pdf"),
        ("C:\\Users\\lan\\a.pdf", "a.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ('<img src="x">.pdf', "img src=x.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("...", "-"),
    ],
)
def test_the_name_of_a_file_is_only_its_name(given, shown):
    assert files.shown_name(given) == shown
