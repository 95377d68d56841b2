"""Whatever is typed into a story stays words in every file that the press takes, those of formats to come included."""

import io
import json
import re
import zipfile

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from press.formats.registry import formats, offered
from press.summary import StorySummary
from tests.press.test_wire import MEDIA, hostile
from tests.test_demo import reader_name, readers

# A file of text has line breaks and tabs; nothing that hides, turns round or ends what is read.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Read with hostile words by tests of their own: tests/press/test_wire.py, tests/press/test_slotfit.py.
READ_ELSEWHERE = {"script.txt", "prompter.txt", "ninjs.json", "newsml-g2.xml"}
RUNS = {"script", "foreignObject", "iframe", "object", "embed", "handler"}
SPOKEN = {
    "id": "sound",
    "kind": "sound",
    "language": "vi",
    "duration": "9000",
    "url": "http://127.0.0.1:8000/a.mp3",
}


@pytest.fixture(scope="module")
def summary():
    told = hostile().model_dump()
    spoken = {**MEDIA[0], **SPOKEN, "transcript": told["headline"]}
    # Half of a surrogate pair is held by no database.
    whole = json.dumps({**told, "media": [*told["media"], spoken]}).replace(r"\ud800", "")
    return StorySummary.model_validate_json(whole)


@pytest.fixture(scope="module")
def files(summary):
    return {fmt.name: fmt.build(summary) for fmt in offered(summary)}


def trees(name, data):
    """Each XML tree inside a file."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            held = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return [etree.fromstring(part) for part in held]
    return [etree.fromstring(data)] if name.endswith((".svg", ".xml")) else []


def test_every_format_is_among_them(files):
    """None is left out because the story has nothing for it."""
    assert {reader_name(name) for name in files} == {fmt.name for fmt in formats()}


def test_each_second_reader_reads_it_as_words(files, summary):
    second = readers()
    for name in files.keys() - READ_ELSEWHERE:
        second[reader_name(name)].check(files[name], summary, name)


def test_nothing_in_it_runs_hides_or_leads_astray(files):
    for name, data in files.items():
        for tree in trees(name, data):
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
        elif (
            not data.startswith(b"PK") and name != "summary.json"
        ):  # which says what was typed, as JSON says it
            assert not UNSEEN.search(data.decode()), name
