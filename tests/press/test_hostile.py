"""Whatever is typed into a story stays words in every file that the press takes, those of formats to come included."""

import io
import re
import zipfile

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from press.formats.registry import formats, get_format, offered
from tests.press.test_wire import MEDIA, hostile
from tests.test_demo import reader_name, readers

# A file of text has line breaks and tabs; nothing that hides, turns round or ends what is read.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
RUNS = {"script", "foreignObject", "iframe", "object", "embed", "handler"}
SPOKEN = {"id": "sound", "kind": "audio", "language": "vi", "duration": "12", "url": "http://127.0.0.1:8000/a.mp3"}


@pytest.fixture(scope="module")
def summary():
    spoken = {**MEDIA[0], **SPOKEN, "transcript": hostile().headline}
    told = hostile()
    return told.model_validate({**told.model_dump(), "media": [*told.model_dump()["media"], spoken]})


def trees(data):
    """Each XML tree inside a file."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            held = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return [etree.fromstring(part) for part in held]
    return [etree.fromstring(data)] if data.lstrip()[:1] == b"<" else []


def names(summary):
    return [fmt.name for fmt in offered(summary)]


def test_every_format_is_among_them(summary):
    """None is left out because the story has nothing for it."""
    held = {reader_name(name) for name in names(summary)}
    assert held == {fmt.name for fmt in formats()}


def test_each_second_reader_reads_it_as_words(summary):
    second = readers()
    for name in names(summary):
        data = get_format(name).build(summary)
        second[reader_name(name)].check(data, summary, name)


def test_nothing_in_it_runs_hides_or_leads_astray(summary):
    for name in names(summary):
        data = get_format(name).build(summary)
        for tree in trees(data):
            for node in tree.iter(etree.Element):
                assert etree.QName(node).localname not in RUNS, name
                for key, value in node.attrib.items():
                    assert not etree.QName(key).localname.lower().startswith("on"), (name, key)
                    assert not value.strip().lower().startswith(("javascript:", "vbscript:")), (name, value)
            assert not UNSEEN.search("".join(tree.itertext())), name
        if name.endswith(".png"):
            Image.open(io.BytesIO(data)).verify()
        elif name.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(data)) == 1
        elif not data.startswith(b"PK"):
            assert not UNSEEN.search(data.decode()), name
