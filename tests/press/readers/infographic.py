"""The infographics: size of the picture, words of the drawing and of the printed page."""

import io
import re
import shutil
import subprocess
from xml.sax.saxutils import escape

import pikepdf
import pypdfium2
from lxml import etree
from PIL import Image

from press.layout.fonts import drawable
from tests.press.readers import carries_rights, says

SIZES = {"16x9": (1920, 1080), "1x1": (1080, 1080), "9x16": (1080, 1920), "a4": (2480, 3508)}
FORMATS = tuple(f"infographic-{ratio}.{kind}" for ratio in SIZES for kind in ("png", "svg", "pdf"))


def check(data, summary, name):
    ratio, kind = name.removeprefix("infographic-").split(".")
    READERS[kind](data, summary, ratio)


def png(data, summary, ratio):
    image = Image.open(io.BytesIO(data))
    image.load()
    assert image.size == SIZES[ratio]
    carries_rights(image, summary)


def svg(data, summary, ratio):
    tree = etree.fromstring(data)
    words = " ".join(tree.xpath("//*[local-name()='text']//text()"))
    says(re.sub(r"\s+", " ", words), summary)
    told = etree.tostring(
        tree.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"), encoding="unicode"
    )
    assert escape(drawable(summary.rights.usage_terms)[:400]) in told


def texts(data):
    """What each program at hand reads on the page: `make test` needs none of the system's."""
    with pypdfium2.PdfDocument(data) as document:
        yield document[0].get_textpage().get_text_range()
    if reader := shutil.which("pdftotext"):
        yield subprocess.run(
            [reader, "-raw", "-", "-"], input=data, capture_output=True, check=True
        ).stdout.decode()


def pdf(data, summary, ratio):
    for told in texts(data):
        says(re.sub(r"\s+", " ", told), summary)
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root
        assert root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
        assert str(root.Lang) == summary.locale
        tags = list(structure(root.StructTreeRoot))
        assert tags.count("/H1") == 1 and "/Figure" in tags
        with document.open_metadata() as meta:
            assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")
            assert meta.get("photoshop:Credit", "") == drawable(summary.rights.credit_line)
            assert meta.get("xmpRights:UsageTerms", "") == drawable(summary.rights.usage_terms)


def structure(node):
    """The tags in reading order; a picture must have its words."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary):
        if tag := str(node.get("/S", "")):
            assert tag != "/Figure" or str(node.Alt)
            yield tag
        yield from structure(node.get("/K", 0))


READERS = {"png": png, "svg": svg, "pdf": pdf}


def broken(data, summary, name):
    yield "not whole", data[: len(data) // 2]
    if name.endswith("png"):
        image, target = Image.open(io.BytesIO(data)), io.BytesIO()
        image.info.clear()
        image.save(target, "PNG")
        yield "without rights", target.getvalue()
    if name.endswith("pdf"):
        for key in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"):
            target = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as document:
                del document.Root[key]
                document.save(target)
            yield f"without {key}", target.getvalue()
