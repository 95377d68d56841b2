"""What a file says of itself wherever it goes: title, credit, rights and how it came about, as an XMP packet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
# A JPEG holds no segment beyond 64 KB: words are shortened until the packet fits.
LARGEST, LENGTHS = 60_000, (20_000, 2_000, 400)
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Words in one locale; an empty one is left out. `address` is where the rights are told."""

    locale: str
    title: str = ""
    description: str = ""
    alt: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    licence: str = ""
    usage_terms: str = ""
    address: str = ""
    instructions: str = ""
    source_type: str = ""
    moment: datetime = UNKNOWN

    @property
    def rights(self) -> str:
        """Whose it is and under which licence, as one line."""
        return " · ".join(filter(None, [self.credit, self.licence]))


def packet(imprint: Imprint) -> bytes:
    """The imprint as an XMP packet in UTF-8, never larger than a JPEG segment."""
    for most in LENGTHS:
        meta = etree.Element(qualified("x:xmpmeta"), nsmap={"x": NAMESPACES["x"]})
        meta.append(rdf(imprint, most))
        data: bytes = etree.tostring(meta, encoding="UTF-8")
        if len(data) <= LARGEST:
            break
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
    return begin + data + b'\n<?xpacket end="r"?>'


def rdf(imprint: Imprint, most: int = LENGTHS[0]) -> etree._Element:
    """The imprint as an RDF element, each text of at most so many characters."""
    root = etree.Element(qualified("rdf:RDF"), nsmap={k: v for k, v in NAMESPACES.items() if k != "x"})
    about = etree.SubElement(root, qualified("rdf:Description"), {qualified("rdf:about"): ""})
    plain = {
        "photoshop:Credit": imprint.credit,
        "photoshop:Instructions": imprint.instructions,
        "xmpRights:WebStatement": imprint.address,
        "xmpRights:Marked": "True" if imprint.licence or imprint.usage_terms else "",
        "Iptc4xmpExt:DigitalSourceType": imprint.source_type,
    }
    for name, value in plain.items():
        if value:
            etree.SubElement(about, qualified(name)).text = value[:most]
    told = {
        "dc:title": imprint.title,
        "dc:description": imprint.description,
        "dc:rights": imprint.rights,
        "xmpRights:UsageTerms": imprint.usage_terms,
        "Iptc4xmpCore:AltTextAccessibility": imprint.alt,
    }
    for name, value in told.items():
        if value:
            choice = etree.SubElement(etree.SubElement(about, qualified(name)), qualified("rdf:Alt"))
            language = {"{http://www.w3.org/XML/1998/namespace}lang": "x-default"}
            etree.SubElement(choice, qualified("rdf:li"), language).text = value[:most]
    if imprint.creators:
        row = etree.SubElement(etree.SubElement(about, qualified("dc:creator")), qualified("rdf:Seq"))
        for name in imprint.creators[:20]:
            etree.SubElement(row, qualified("rdf:li")).text = name[: most // 10]
    if imprint.address:
        bag = etree.SubElement(etree.SubElement(about, qualified("plus:Licensor")), qualified("rdf:Bag"))
        item = etree.SubElement(bag, qualified("rdf:li"), {qualified("rdf:parseType"): "Resource"})
        etree.SubElement(item, qualified("plus:LicensorURL")).text = imprint.address[:most]
    return root


def qualified(name: str) -> str:
    """A prefixed name as lxml wants it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
