"""NewsML-G2 against the schema of the IPTC, through lxml, and against what the summary says."""

import re
from datetime import datetime

from lxml import etree

from tests.press.readers import numeral
from tests.press.readers.ninjs import shown_number
from tests.press.readers.schemas import newsml as schema

FORMATS = ("newsml-g2.xml",)
NAMES = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
STATES = {"published": "stat:usable", "embargoed": "stat:usable", "withdrawn": "stat:canceled"}


def plain(text):
    return re.sub(r"\s+", " ", text)


def check(data, summary, name):
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    schema().assertValid(root)

    def read(path):
        return root.xpath(path, namespaces=NAMES)

    assert (root.get("conformance"), root.get("version")) == ("power", str(max(summary.revision, 1)))
    assert read("string(//n:contentMeta/n:altId)") == summary.id
    assert read("string(//n:pubStatus/@qcode)") == STATES[summary.status]
    assert plain(read("string(//n:headline)")) == plain(summary.headline).strip()
    for moment in read("//n:versionCreated|//n:firstCreated|//n:embargoed"):
        assert datetime.fromisoformat(moment.text).utcoffset().total_seconds() == 7 * 3600
    assert bool(read("//n:embargoed")) == (summary.status == "embargoed")
    declared = set(read("//n:catalog/n:scheme/@alias"))
    for code in read("//@qcode|//@type|//@rel|//@role"):
        assert code.split(":")[0] in declared, code
    if summary.status == "withdrawn":
        assert not read("//n:contentSet")
        return
    assert read("//n:contentMetaExtProperty/@value") == [shown_number(figure) for figure in summary.figures]
    told = plain(read("string(//h:body)"))
    for figure in summary.figures:
        assert numeral(figure.forms.screen) in told
    for paragraph in (item for item in summary.body if item.kind == "paragraph"):
        assert plain(paragraph.text).strip() in told


def broken(data, summary, name):
    yield "not whole", data[:-20]
    for old, new in (
        (b'version="', b'version="x'),
        (b' guid="', b' id="'),
        (b"stat:usable", b"stat:canceled"),
        (b"ninat:text", b"nothing"),
        (b"<itemClass", b"<itemKlass"),
        (b"+07:00</versionCreated>", b"+00:00</versionCreated>"),
        (b'<scheme alias="medtop"', b'<scheme alias="other"'),
        (b"<headline>", b"<headline>x"),
        (b"<body>", b"<body><!--"),
    ):
        assert old in data, old
        yield f"{old!r} is {new!r}", data.replace(old, new, 1)
    lead = summary.figures[0].value.encode()
    yield "another number", data.replace(b'value="' + lead + b'"', b'value="1' + lead + b'"')
