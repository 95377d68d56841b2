"""TBX-Basic, version 3 (ISO 30042:2019): written in the DCA style, read in both styles and in that of version 2."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from library.exchange.records import Rendering, Status, TermRecord
from library.hostile import UnreadableFileError, local, xml_of
from library.terms import Term

MEDIA_TYPE = "application/x-tbx"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Ours tell themselves by this: the ids of other programs are no addresses.
_PREFIX = "term-"
_STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ALLOWED: "admittedTerm-admn-sts",
    Status.PRINTED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ = {name.partition("-")[0].lower(): status for status, name in _STATUSES.items()} | {
    "preferred": Status.PREFERRED,
    "admitted": Status.ALLOWED,
    "superseded": Status.PRINTED,
    "deprecated": Status.FORBIDDEN,
    "notrecommended": Status.FORBIDDEN,
}
_ENTRY, _LANGUAGE = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}
_TERM = {"termSec", "tig", "ntig"}


def write(records: Iterable[TermRecord]) -> bytes:
    """A file of terms."""
    root = ET.Element(
        "tbx", {"style": "dca", "type": "TBX-Basic", _LANG: settings.LANGUAGE_CODE, "xmlns": NAMESPACE}
    )
    description = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(description, "sourceDesc"), "p").text = settings.WAGTAIL_SITE_NAME
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for record in records:
        _entry(body, record)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _entry(body: ET.Element, record: TermRecord) -> None:
    entry = ET.SubElement(body, "conceptEntry", id=f"{_PREFIX}{record.slug}")
    ET.SubElement(entry, "descrip", type="subjectField").text = record.domain
    if record.note:
        ET.SubElement(entry, "note").text = record.note
    for code in sorted(record.languages, key=lambda code: (code != settings.LANGUAGE_CODE, code)):
        section = ET.SubElement(entry, "langSec", {_LANG: code})
        if definition := record.definitions.get(code):
            ET.SubElement(section, "descrip", type="definition").text = definition
        own = [row for row in record.renderings if row.locale == code]
        name = record.names.get(code)
        for row in [Rendering(code, Status.PREFERRED, name), *own] if name else own:
            term = ET.SubElement(section, "termSec")
            ET.SubElement(term, "term").text = row.text
            ET.SubElement(term, "termNote", type="administrativeStatus").text = _STATUSES[Status(row.status)]


def read(data: bytes) -> list[TermRecord]:
    """The terms of a file; raises UnreadableFileError."""
    root = xml_of(data)
    if local(root) not in {"tbx", "martif"}:
        raise UnreadableFileError(_("This is no TBX file."))
    entries = [element for element in root.iter() if local(element) in _ENTRY]
    return [_record(entry, number) for number, entry in enumerate(entries, 1)]


def _record(entry: ET.Element, number: int) -> TermRecord:
    names: dict[str, str] = {}
    definitions: dict[str, str] = {}
    renderings: list[Rendering] = []
    languages = set()
    about = dict(_said(entry, _LANGUAGE))
    for section in (child for child in entry.iter() if local(child) in _LANGUAGE):
        code = (section.get(_LANG) or "").lower()
        languages.add(code)
        if meaning := dict(_said(section, _TERM)).get("definition"):
            definitions[code] = meaning
        for term in (child for child in section.iter() if local(child) in _TERM):
            row = _rendering(term, code)
            if row.status in ("", Status.PREFERRED) and code not in names:
                names[code] = row.text
            elif row.text:
                renderings.append(row._replace(status=row.status or Status.ALLOWED))
    if "definition" in about:
        definitions.setdefault(settings.LANGUAGE_CODE, about["definition"])
    key = entry.get("id") or ""
    return TermRecord(
        slug=key.removeprefix(_PREFIX) if key.startswith(_PREFIX) else "",
        names=names,
        definitions=definitions,
        languages=frozenset(languages),
        renderings=tuple(renderings),
        domain=_domain(about.get("subjectField")),
        note=about.get("note"),
        place=_("entry %(number)d") % {"number": number},
    )


def _domain(said: str | None) -> str | None:
    """One of our domains by its value or its name in the language of the moment; another's says nothing here."""
    known = {str(word).lower(): value for value, label in Term.Domain.choices for word in (value, label)}
    return known.get((said or "").lower())


def _rendering(term: ET.Element, code: str) -> Rendering:
    said = dict(_said(term, set()))
    text = next((_text(child) for child in term.iter() if local(child) == "term"), "")
    status = (said.get("administrativeStatus") or said.get("normativeAuthorization") or "").partition("-")[0]
    return Rendering(code, _READ.get(status.lower(), Status.ALLOWED) if status else "", text)


def _said(element: ET.Element, stop: set[str]) -> Iterator[tuple[str, str]]:
    """What is said of an element (kind, text), not of the smaller ones inside of it.

    In the DCA style the kind is an attribute, in the DCT style the name of the element.
    """
    for child in element:
        name = local(child)
        if name in stop or name == "term":
            continue
        if name in {"descripGrp", "termNoteGrp", "termGrp", "adminGrp"}:
            yield from _said(child, stop)
        else:
            yield child.get("type") or name, _text(child)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
