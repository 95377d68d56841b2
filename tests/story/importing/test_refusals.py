"""What is no safe Word file is refused at once, in words, without filling the memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from django.test import override_settings

from story.importing.bodies import body_of
from story.importing.errors import DocumentError
from story.importing.word import read_document
from tests.story.importing import files

EXCEL = files.TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
MACROS = files.TYPES.replace(
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
    "vnd.ms-word.document.macroEnabled.main",
)
DEEP = "<w:p>" * 5000 + "</w:p>" * 5000
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY a{n} "{("&a" + str(n - 1 if n else "") + ";") * 10}">' for n in range(1, 9))
    + f']><w:document xmlns:w="{files.W}"><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = f'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><w:document xmlns:w="{files.W}"/>'
PICTURE = '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:{}="r9"/></w:drawing></w:r></w:p>'


def bomb(members=1, size=30_000_000):
    return files.raw(parts=[(f"word/media/{n}.xml", b"\0" * size) for n in range(members)])


def encrypted_member():
    data = bytearray(files.raw().getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return io.BytesIO(bytes(data))


def many_members():
    data = files.raw().getvalue()
    end = data.rfind(b"PK\x05\x06")
    return io.BytesIO(data[: end + 8] + struct.pack("<HH", 60000, 60000) + data[end + 12 :])


def wrong_sum():
    data = bytearray(files.raw(compress=False).getvalue())
    data[data.find("Xin chào".encode())] ^= 1
    return io.BytesIO(bytes(data))


def named(name):
    return files.raw(parts=[(name, "x")])


def related(kind, target, external=True, **more):
    return files.raw(related=[("r9", kind, target, external)], **more)


def odt():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    file.seek(0)
    return file


def huge_picture():
    small = bytearray(files.picture())
    small[16:24] = struct.pack(">II", 40_000, 40_000)
    small[29:33] = struct.pack(">I", zlib.crc32(bytes(small[12:29])))
    body = PICTURE.format("embed")
    return files.raw(body, [("word/media/a.png", bytes(small))], [("r9", "image", "media/a.png", False)])


ONE_TAG = "<w:p " + " ".join(f'a{n}=""' for n in range(400_000)) + "/>"

HOSTILE = {
    "empty file": (lambda: io.BytesIO(b""), "trống|empty"),
    "text": (lambda: io.BytesIO("Câu chuyện".encode()), "docx"),
    "pdf": (lambda: io.BytesIO(b"%PDF-1.7 ..."), "PDF"),
    "rtf": (lambda: io.BytesIO(b"{\\rtf1 x}"), "RTF"),
    "old word": (lambda: io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600), r"\.doc\b"),
    "password": (
        lambda: io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")),
        "password|mật khẩu",
    ),
    "locked member": (encrypted_member, "password|mật khẩu"),
    "excel": (lambda: files.raw(types=EXCEL), "Excel"),
    "odt": (odt, "OpenDocument"),
    "other zip": (lambda: files.raw(types="<Types/>"), "docx"),
    "cut off": (lambda: io.BytesIO(files.raw().getvalue()[:-60]), "cut off|đứt|thiếu"),
    "half": (lambda: io.BytesIO(files.raw().getvalue()[:200]), "cut off|đứt|thiếu"),
    "damaged": (wrong_sum, "damaged|hỏng"),
    "no text part": (lambda: files.raw(types=files.TYPES, document=""), "damaged|hỏng"),
    "bomb of one": (bomb, "safety|an toàn"),
    "bomb of many": (lambda: bomb(90, 999_000), "safety|an toàn"),
    "too many members": (many_members, "safety|an toàn"),
    "deep nesting": (lambda: files.raw(DEEP), "safety|an toàn"),
    "too many elements": (lambda: files.raw("<w:p/>" * 400_000), "safety|an toàn"),
    "one endless tag": (lambda: files.raw(ONE_TAG), "safety|an toàn"),
    "laughs": (lambda: files.raw(document=LAUGHS), "safety|an toàn"),
    "dtd": (lambda: files.raw(document=OUTSIDE), "safety|an toàn"),
    "dtd in utf-16": (
        lambda: files.raw(document=LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")),
        "safety|an toàn",
    ),
    "macro type": (lambda: files.raw(types=MACROS), "macro"),
    "macro part": (lambda: named("word/vbaProject.bin"), "macro"),
    "ole": (
        lambda: related("oleObject", "embeddings/a.bin", False, parts=[("word/embeddings/a.bin", "x")]),
        "embedded|nhúng",
    ),
    "sheet": (
        lambda: related("package", "embeddings/a.xlsx", False, parts=[("word/embeddings/a.xlsx", "x")]),
        "embedded|nhúng",
    ),
    "other text": (
        lambda: related("aFChunk", "a.html", False, parts=[("word/a.html", "x")]),
        "embedded|nhúng",
    ),
    "control": (lambda: related("control", "activeX/a.xml", False), "embedded|nhúng"),
    "remote template": (lambda: related("attachedTemplate", "http://10.0.0.1/x.dotm"), "elsewhere|nơi khác"),
    "template on a share": (
        lambda: related("attachedTemplate", "file://server/x.dotm"),
        "elsewhere|nơi khác",
    ),
    "template by unc": (lambda: related("attachedTemplate", r"\\server\x.dotm"), "elsewhere|nơi khác"),
    "linked picture": (
        lambda: related("image", "http://10.0.0.1/x.png", body=PICTURE.format("link")),
        "elsewhere|nơi khác",
    ),
    "frame": (lambda: related("frame", "http://10.0.0.1/"), "elsewhere|nơi khác"),
    "path out": (lambda: named("../../etc/cron.d/x"), "names|tên"),
    "absolute path": (lambda: named("/etc/x"), "names|tên"),
    "windows path": (lambda: named("word\\..\\..\\x"), "names|tên"),
    "drive": (lambda: named("c:x"), "names|tên"),
    "two of one name": (lambda: named("WORD/Document.xml"), "one name|trùng tên"),
    "huge picture": (huge_picture, "pixel|điểm ảnh"),
    "unbound names": (lambda: files.raw("<x:p/>"), "damaged|hỏng"),
    "endless text": (
        lambda: files.raw(files.p("Một câu dài. " * 500) * 120, compress=False),
        "longer|dài hơn",
    ),
    "nothing in it": (lambda: files.raw("<w:p/>"), "no text|không có chữ"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_in_words_soon_and_small(case):
    make, words = HOSTILE[case]
    file = make()
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(DocumentError, match=f"(?i){words}"):
            read_document(file, "bao-cao.docx")
        spent, (_now, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert spent < 2 and peak < 64 * 1024**2


@override_settings(IMPORT_MAX_BYTES=2 * 1024**2)
def test_large_file_is_refused_before_it_is_read_whole():
    class Endless(io.RawIOBase):
        def seek(self, *_place):
            return 0

        def read(self, size=-1):
            assert 0 <= size < 3 * 1024**2
            return b"\0" * size

    with pytest.raises(DocumentError, match="2 MB"):
        read_document(Endless(), "x.docx")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "file:///C:/Users/An/Normal.dotm"),
        ("attachedTemplate", "Normal.dotm"),
        ("hyperlink", "http://x.vn/"),
    ],
)
def test_what_word_writes_every_day_is_not_refused(kind, target):
    assert read_document(related(kind, target), "x.docx").parts


def test_sheet_behind_a_chart_is_never_opened_and_no_reason_to_refuse():
    chart = (
        "word/charts/_rels/chart1.xml.rels",
        files.relations(("r1", "package", "../embeddings/a.xlsx", False)),
    )
    assert read_document(files.raw(parts=[chart, ("word/embeddings/a.xlsx", "x")]), "x.docx").parts


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_file_cut_anywhere_is_refused_or_read_never_an_error_of_the_server(cut):
    data = files.word("Một câu chuyện về chợ số.", ("Kết quả", "Heading 1"), "Có 200 cửa hàng.").getvalue()
    with pytest.raises(DocumentError):
        read_document(io.BytesIO(data[: len(data) * cut // 100]), "x.docx")


def strange_numbers():
    deep = "".join(
        files.p(f"Điểm thứ {n}", properties=f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr>')
        for n in range(1200)
    )
    odd = "".join(
        files.p("Dòng này", properties=f'<w:outlineLvl w:val="{value}"/>')
        for value in ("²", "9" * 5000, "-1", "٣", "x", "")
    )
    wide = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr>{files.p("Ô")}</w:tc></w:tr></w:tbl>'
    return files.raw(deep + odd + wide)


def long_inheritance():
    styles = "".join(
        f'<w:style w:styleId="S{n}"><w:name w:val="s{n}"/><w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(5000)
    )
    part = ("word/styles.xml", files.text(styles, "styles"))
    return files.raw(files.p("Một câu.", style="S0"), [part], [("s", "styles", "styles.xml", False)])


def nested_tables():
    body = files.p("Trong cùng.")
    for _level in range(45):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    return files.raw(body)


def dots_in_a_footer():
    footer = ("word/footer1.xml", files.text(files.p("." * 20_000 + "x"), "ftr"))
    return files.raw(parts=[footer], related=[("f", "footer", "footer1.xml", False)])


@pytest.mark.parametrize("make", [strange_numbers, long_inheritance, nested_tables, dots_in_a_footer])
def test_strange_but_harmless_file_is_read_in_time(make):
    file, started = make(), time.process_time()
    document = read_document(file, "x.docx")
    assert body_of(document, []) and time.process_time() - started < 2
