"""The memory as TMX 1.4b, out and in; markup inside of a sentence travels as native code."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from library.hostile import UnreadableFileError, local, xml_of
from translation.memory.keys import canonical
from translation.memory.models import MemoryEntry

MEDIA_TYPE = "application/x-tmx+xml"
MOST_UNITS = 50_000
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE = re.compile(r"<[^>]*>")
_CODES = {"bpt", "ept", "ph", "it", "ut"}
# What XML cannot carry.
CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Unit:
    """A sentence with its translation, as a file has them."""

    source_locale: str
    target_locale: str
    source: str
    target: str


def write(entries: Iterable[MemoryEntry]) -> bytes:
    """A file of entries."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": settings.WAGTAIL_SITE_NAME,
            "creationtoolversion": "1",
            "segtype": "paragraph",
            "o-tmf": "HTML",
            "adminlang": "en",
            "srclang": settings.LANGUAGE_CODE,
            "datatype": "html",
        },
    )
    body = ET.SubElement(root, "body")
    texts: list[tuple[ET.Element, str]] = []
    for entry in entries:
        unit = ET.SubElement(body, "tu", srclang=entry.source_locale)
        ET.SubElement(unit, "prop", type="x-origin").text = CONTROL.sub("", entry.origin)
        for code, text in ((entry.source_locale, entry.source), (entry.target_locale, entry.target)):
            moment = entry.approved_at.strftime("%Y%m%dT%H%M%SZ")
            version = ET.SubElement(unit, "tuv", {_LANG: code, "changedate": moment})
            texts.append((ET.SubElement(version, "seg"), CONTROL.sub("", text)))
    # Before there is any text: inside of a sentence every space counts.
    ET.indent(root)
    for segment, text in texts:
        _segment(segment, text)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _segment(segment: ET.Element, text: str) -> None:
    last, open_codes, number = 0, list[int](), 0
    previous: ET.Element | None = None

    def words(piece: str) -> None:
        if previous is None:
            segment.text = (segment.text or "") + unescape(piece)
        else:
            previous.tail = (previous.tail or "") + unescape(piece)

    for match in _CODE.finditer(text):
        words(text[last : match.start()])
        last = match.end()
        code = match[0]
        if code.startswith("</"):
            previous = ET.SubElement(segment, "ept", i=str(open_codes.pop() if open_codes else 0))
        elif code.endswith("/>"):
            number += 1
            previous = ET.SubElement(segment, "ph", x=str(number))
        else:
            number += 1
            open_codes.append(number)
            previous = ET.SubElement(segment, "bpt", i=str(number))
        previous.text = code
    words(text[last:])


def read(data: bytes) -> list[Unit]:
    """The units of a file that are in languages of the site; raises UnreadableFileError."""
    root = xml_of(data)
    if local(root) != "tmx":
        raise UnreadableFileError(_("This is no TMX file."))
    header = next((child for child in root if local(child) == "header"), None)
    default = "" if header is None else header.get("srclang", "")
    units: list[Unit] = []
    for element in root.iter():
        if local(element) == "tu":
            units += _units(element, element.get("srclang") or default)
        if len(units) > MOST_UNITS:
            raise UnreadableFileError(_("The file has more than %(most)d units.") % {"most": MOST_UNITS})
    return units


def _units(element: ET.Element, source: str) -> Iterator[Unit]:
    texts: dict[str, str] = {}
    for version in element:
        if local(version) != "tuv":
            continue
        code = _site_code(version.get(_LANG) or version.get("lang") or "")
        segment = next((child for child in version if local(child) == "seg"), None)
        text = "" if segment is None else _html(segment)
        if code and text:
            texts.setdefault(code, text)
    own = _site_code(source) or settings.LANGUAGE_CODE
    if own in texts:
        for code, text in texts.items():
            if code != own:
                yield Unit(own, code, texts[own], text)


def _site_code(code: str) -> str:
    """A language of the site for one of the file: vi for vi-VN."""
    known = [each for each, _name in settings.LANGUAGES]
    code = code.lower().replace("_", "-")
    return next((each for each in (code, code.partition("-")[0]) if each in known), "")


def _html(segment: ET.Element) -> str:
    """The text of a segment as localize keeps it; codes that are none of its tags are left out."""
    pieces: list[str] = [escape(segment.text or "")]
    for child in segment:
        code = "".join(child.itertext())
        pieces.append(code if local(child) in _CODES and _CODE.fullmatch(code) else escape(code))
        pieces.append(escape(child.tail or ""))
    text = " ".join("".join(pieces).split())
    try:
        return canonical(StringValue.from_translated_html(text).data)
    except ValueError:
        return escape(" ".join("".join(segment.itertext()).split()))
