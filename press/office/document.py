"""A Word document of named styles: literal text, links to the web alone, no field but the numbers of its pages."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import to_locale
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header
from docx.shared import Length, Mm, Twips
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from press.layout.fonts import drawable
from press.office.package import made_at, settled
from press.summary import StorySummary
from press.wire import items
from press.wire.markup import spaced

Place = DocumentType | _Cell | _Header | _Footer
FOLDER = Path(__file__).resolve().parent
MAIL = re.compile(r"(mailto:)?[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII | re.IGNORECASE)
# A longer address makes Word call the whole file damaged.
LONGEST_ADDRESS = 2000
LONGEST_PROPERTY = 250
# What comes with an empty document of the library and says nothing of ours.
LEFT_OUT = ("thumbnail", "stylesWithEffects", "customXml")
MARGIN, WIDTH = Mm(20), Mm(170)
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}


def blank(locale: str) -> DocumentType:
    """An empty A4 document with our styles, in this language."""
    document = Document()
    for holder in (document.part, document.part.package):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.endswith(LEFT_OUT):
                del holder.rels[name]
    replace(document.styles.element, resource("styles.xml"))
    replace(document.part.numbering_part.element, resource("numbering.xml"))
    language = LANGUAGES.get(locale, to_locale(locale).replace("_", "-"))
    (spoken,) = document.styles.element.iter(qn("w:lang"))
    spoken.set(qn("w:val"), language)
    settings = document.settings.element
    for told in settings.iter(qn("w:themeFontLang")):
        told.set(qn("w:val"), language)
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            # Of Word 2013 and later: an older one opens as a document of an old program.
            mode.set(qn("w:val"), "15")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = MARGIN
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    return document


@cache
def resource(name: str) -> bytes:
    """The XML of a part that is the same in every document."""
    return (FOLDER / name).read_bytes()


def replace(element: BaseOxmlElement, xml: bytes) -> None:
    """Puts the children of this XML into the place of an element's own."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def packed(document: DocumentType, summary: StorySummary, title: str) -> bytes:
    """The bytes of the document; the same summary gives the same bytes."""
    told = document.core_properties
    moment = made_at(summary)
    told.title, told.author = drawable(title)[:LONGEST_PROPERTY], items.provider()[:LONGEST_PROPERTY]
    told.language, told.version = summary.locale, str(summary.revision)
    told.comments = told.keywords = told.last_modified_by = ""
    told.created = told.modified = moment
    target = io.BytesIO()
    document.save(target)
    return settled(target.getvalue(), moment)


def line(place: Place, style: str, text: str = "") -> Paragraph:
    """A new paragraph; in a cell, a header or a footer the empty one that stands there is taken first."""
    first = place.paragraphs[0] if not isinstance(place, DocumentType) and place.paragraphs else None
    paragraph = first if first is not None and len(place.paragraphs) == 1 and bare(first) else None
    paragraph = paragraph or place.add_paragraph()
    paragraph.style = style
    if text:
        put(paragraph, drawable(text))
    return paragraph


def bare(paragraph: Paragraph) -> bool:
    """Whether nothing has been written into it."""
    return not any(child.tag != qn("w:pPr") for child in paragraph._p)


def put(paragraph: Paragraph, text: str, style: str = "", *, bold: bool = False, italic: bool = False) -> Run:
    """Text at the end of a paragraph: clean, literal, with the blanks that part it from its neighbours."""
    return styled(paragraph.add_run(spaced(text)), style, bold, italic)


def styled(run: Run, style: str, bold: bool, italic: bool) -> Run:
    """The run with a named style, and strong or stressed where that is wanted."""
    if style:
        run.style = style
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def address_of(text: str) -> str:
    """What may be linked: an address of the web or of a mailbox; empty for everything else."""
    plain = drawable(text)
    if MAIL.fullmatch(plain):
        return plain if plain.lower().startswith("mailto:") else f"mailto:{plain}"
    address = items.web_address(plain)
    try:
        whole = bool(urlsplit(address).hostname) and urlsplit(address).port != 0
    except ValueError:
        return ""
    return address if whole and len(address) <= LONGEST_ADDRESS else ""


def link(
    paragraph: Paragraph, text: str, address: str, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Text that leads to an address; plain text where the address is none that may be linked."""
    if not (target := address_of(address)):
        put(paragraph, text, bold=bold, italic=italic)
        return paragraph
    holder = OxmlElement("w:hyperlink")
    holder.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return hung(paragraph, holder, text, "Hyperlink", bold, italic)


def jump(
    paragraph: Paragraph, text: str, anchor: str, style: str, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Text that leads to a place of the same document."""
    holder = OxmlElement("w:hyperlink")
    holder.set(qn("w:anchor"), anchor)
    return hung(paragraph, holder, text, style, bold, italic)


def hung(
    paragraph: Paragraph, holder: BaseOxmlElement, text: str, style: str, bold: bool, italic: bool
) -> Paragraph:
    """Text within an element at the end of a paragraph."""
    paragraph._p.append(holder)
    run = Run(OxmlElement("w:r"), paragraph)
    holder.append(run._r)
    run.text = spaced(text)
    styled(run, style, bold, italic)
    return paragraph


def mark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """A place that can be jumped to; its number is its own in the document."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), anchor)
        paragraph._p.append(element)


def page_number(paragraph: Paragraph, kind: str) -> None:
    """The number of the page (PAGE) or of all pages (NUMPAGES), which the program that opens it fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), kind)
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    run[0].text = "1"
    field.append(run)
    paragraph._p.append(field)


def picture(paragraph: Paragraph, png: bytes, side: Length, alt: str) -> None:
    """A square picture in the text, with what it shows in words."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=side)
    for side_of in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side_of, "0")
    told = shape._inline.docPr
    told.set("descr", drawable(alt))
    told.set("name", "QR")


def table(
    document: DocumentType,
    name: str,
    shares: Sequence[int],
    head: Sequence[str] = (),
    *,
    numbers: bool = False,
) -> Table:
    """A table as wide as the text, its columns in these shares; its head stands again on every page."""
    made = document.add_table(0, len(shares), "Table Ruled")
    made.autofit = False
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Twips(int(WIDTH.twips * share / sum(shares)))
    properties = made._tbl.tblPr
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), drawable(name)[:LONGEST_PROPERTY])
    properties.append(caption)
    for look in properties.iter(qn("w:tblLook")):
        for flag in list(look.attrib):
            del look.attrib[flag]
        look.set(qn("w:firstRow"), "1" if head else "0")
    if head:
        for place, (cell, text) in enumerate(zip(row(made, head=True), head, strict=True)):
            paragraph = line(cell, "Table Head", text)
            if numbers and place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return made


def row(made: Table, *, head: bool = False) -> tuple[_Cell, ...]:
    """The cells of a new row, which stays on one page; the head comes again on each."""
    added = made.add_row()
    properties = added._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    return added.cells
