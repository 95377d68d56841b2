"""XLIFF 2.1: a unit for each string, named by its block, with notes, limits of length and locked figures."""

import re
import xml.etree.ElementTree as ET

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from library.hostile import UnreadableFileError, local, xml_of
from translation.handover import codes
from translation.handover.plan import Incoming, about
from translation.handover.units import Unit, Units
from translation.memory.keys import canonical
from translation.memory.tmx import CONTROL

MEDIA_TYPE = "application/xliff+xml"
_SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINK = re.compile(r'<a id="([^"]*)">.*?</a>', re.DOTALL)


def _name(tag: str) -> str:
    return f"{{{codes.NAMESPACE}}}{tag}"


def write(translation: Translation) -> bytes:
    """The whole translation as a file."""
    ET.register_namespace("", codes.NAMESPACE)
    ET.register_namespace("slr", _SIZES)
    root = ET.Element(
        _name("xliff"),
        {
            "version": "2.1",
            "srcLang": translation.source.locale.language_code,
            "trgLang": translation.target_locale.language_code,
        },
    )
    about_file = {"id": "story", "original": translation.uuid.urn, "canResegment": "no"}
    file = ET.SubElement(root, _name("file"), about_file)
    ET.SubElement(file, f"{{{_SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
    filled = [(_unit(file, unit), unit) for unit in Units(translation).all]
    # Before there is any text: inside of a sentence every space counts.
    ET.indent(root)
    for segment, unit in filled:
        _fill(segment, unit)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _unit(file: ET.Element, unit: Unit) -> ET.Element:
    limits = {f"{{{_SIZES}}}sizeRestriction": str(unit.limit)} if unit.limit else {}
    element = ET.SubElement(
        file, _name("unit"), {"id": unit.id, "name": unit.path, _SPACE: "preserve", **limits}
    )
    notes = ET.SubElement(element, _name("notes"))
    for number, note in enumerate(unit.notes, 1):
        category = "location" if number == 1 else "instruction"
        ET.SubElement(notes, _name("note"), {"id": f"n{number}", "category": category}).text = note
    return ET.SubElement(element, _name("segment"), {"state": "translated" if unit.done else "initial"})


def _fill(segment: ET.Element, unit: Unit) -> None:
    printed = {match[1]: _words(match[0]) for match in _LINK.finditer(unit.source)}
    source_figures = {name: printed.get(name, words) for name, words in unit.figures.items()}
    codes.write(ET.SubElement(segment, _name("source")), unit.source, source_figures)
    if unit.target:
        target = ET.SubElement(segment, _name("target"))
        try:
            codes.write(target, unit.target, unit.figures)
        except ET.ParseError:  # typed with a mistake that localize shows: as text it can be mended there
            target.text = CONTROL.sub("", unit.target)


def _words(link: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", link).split())


def read(data: bytes, translation: Translation) -> tuple[list[Incoming], list[str]]:
    """The translations of a file, and what is wrong with it; raises UnreadableFileError."""
    root = xml_of(data)
    if local(root) != "xliff" or not root.get("version", "").startswith("2."):
        raise UnreadableFileError(_("This is no XLIFF 2 file."))
    files = [child for child in root if local(child) == "file"]
    if [file.get("original") for file in files] != [translation.uuid.urn]:
        raise UnreadableFileError(_("This file was made for another translation."))
    if root.get("trgLang") not in (None, translation.target_locale.language_code):
        raise UnreadableFileError(_("This file was made for another language."))
    known = {unit.id: unit for unit in Units(translation).all}
    incoming: list[Incoming] = []
    wrong: list[str] = []
    seen: set[str] = set()
    for element in (child for child in files[0].iter() if local(child) == "unit"):
        name = element.get("id", "")
        unit = known.get(name)
        if unit is None or name in seen:
            text = _("The file has a string that is not in this story: %(name)s.")
            wrong.append(text % {"name": name[:120]})
            continue
        seen.add(name)
        try:
            target = _target(element, unit)
        except codes.CodeError as error:
            wrong.append(about(unit, str(error)))
        else:
            incoming.append(Incoming(unit, target))
    return incoming, wrong


def _target(element: ET.Element, unit: Unit) -> str:
    """The translation of a unit; raises CodeError, also where the original is no longer the one of the file."""
    originals = {match[1]: match[0] for match in _LINK.finditer(unit.source)}
    links = set(originals)
    printed = {name: originals[name] for name in unit.figures if name in originals}
    sources = [child for child in element.iter() if local(child) == "source"]
    source = "".join(codes.read(each, links, printed) for each in sources)
    if source != canonical(CONTROL.sub("", unit.source)):
        raise codes.CodeError(_("the original changed since the file was made"))
    kept = {match[1]: match[0] for match in _LINK.finditer(unit.target)}
    figures = {name: kept.get(name) or _figure(name, words) for name, words in unit.figures.items()}
    targets = [child for child in element.iter() if local(child) == "target"]
    return "".join(codes.read(each, links, figures) for each in targets)


def _figure(name: str, words: str) -> str:
    anchor = ET.Element("a", id=name)
    anchor.text = words
    return ET.tostring(anchor, encoding="unicode")
