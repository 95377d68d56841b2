"""What stands on a slide: words, drawings, dashed boxes, pictures; all in points from the top left corner."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from press.layout.fonts import Role
from press.layout.marks import PAPER
from press.layout.paragraphs import INK
from press.layout.primitives import Box, Circles, Primitive, Shapes, Text
from press.office.presentation import length
from press.office.words import FACES, LEADING, Paragraph, Run, plain

LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE_SPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
FULL_TURN = 360 * 60_000
NUMBER_FIELD = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def language_tag(locale: str) -> str:
    """The language of a text as office files name it."""
    return LANGUAGES.get(locale, locale)


def colour(text: str) -> RGBColor:
    """A colour of the house, which is written with its sign."""
    return RGBColor.from_string(text.lstrip("#"))


def describe(shape: BaseShape, name: str, alt: str = "") -> BaseShape:
    """Names a shape; without words for those who cannot see it, it is said to be decoration."""
    properties = shape.element.find(f".//{qn('p:cNvPr')}")
    properties.set("name", name)
    properties.set("descr", plain(alt))
    if not alt:
        listed = etree.SubElement(properties, qn("a:extLst"))
        entry = etree.SubElement(listed, qn("a:ext"), uri=DECORATIVE)
        etree.SubElement(
            entry, f"{{{DECORATIVE_SPACE}}}decorative", nsmap={"adec": DECORATIVE_SPACE}, val="1"
        )
    return shape


def set_run(run: Any, told: Run, size: float, locale: str, outline: float = 0.0) -> None:
    """The look of a run; with an outline its letters are hollow."""
    family, bold = FACES[told.role]
    run.text = plain(told.text)
    run.font.name, run.font.size, run.font.bold = family, Pt(size), bold
    run.font.color.rgb = colour(told.colour)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", language_tag(locale))
    if outline:
        # The fill is the ground: programs that know no letters without a fill would paint them solid.
        run.font.color.rgb = colour(PAPER)
        line = etree.Element(qn("a:ln"), w=str(length(outline)))
        etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=told.colour[1:])
        properties.insert(0, line)
    if told.dashed:
        properties.set("u", "dash")
    if told.link:
        run.hyperlink.address = told.link


def set_paragraphs(
    frame: TextFrame,
    paragraphs: Sequence[Paragraph],
    size: float,
    locale: str,
    leading: float = LEADING,
    outline: float = 0.0,
) -> None:
    """The words of a frame; nothing in it shrinks or grows by itself."""
    frame.word_wrap, frame.auto_size = True, None
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = length(0)
    for place, told in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(size * leading)
        paragraph.space_before = Pt(0)
        paragraph.space_after = Pt(size * told.after if place < len(paragraphs) - 1 else 0)
        properties = paragraph._p.get_or_add_pPr()
        if told.number:
            indent = length(told.indent(size))
            properties.set("marL", str(indent))
            properties.set("indent", str(-indent))
            properties.append(numbering(told.number))
        last = len(told.runs) - 1
        for n, run in enumerate(told.runs):
            made = paragraph.add_run()
            set_run(made, run, size, locale, outline)
            if n < last:
                made.text += " "


def numbering(number: int) -> Any:
    """A number that the program counts by itself."""
    element = OxmlElement("a:buAutoNum")
    element.set("type", "arabicPeriod")
    element.set("startAt", str(number))
    return element


def add_text(
    slide: Slide,
    name: str,
    box: Box,
    paragraphs: Sequence[Paragraph],
    size: float,
    locale: str,
    *,
    leading: float = LEADING,
    outline: float = 0.0,
) -> BaseShape:
    """Words in a box that was measured for them; they shrink where a wider font has to stand in for ours."""
    shape = slide.shapes.add_textbox(*map(length, (box.x, box.y, box.w, box.h)))
    shape.name = name
    set_paragraphs(shape.text_frame, paragraphs, size, locale, leading, outline)
    shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    return shape


def add_panel(
    slide: Slide, name: str, box: Box, fill: str | None = None, line: str | None = None, width: float = 1.0
) -> Any:
    """A rectangle: filled, or with a dashed frame."""
    shape = bare(slide, box)
    shape.name = name
    paint(shape, fill, line, width, dashed=True)
    return shape


def bare(slide: Slide, box: Box) -> Any:
    """A rectangle without the shadow and colours that the program gives to new shapes."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(length, (box.x, box.y, box.w, box.h)))
    shape.element.remove(shape.element.find(qn("p:style")))
    return shape


def paint(shape: Any, fill: str | None, line: str | None, width: float, dashed: bool) -> None:
    """The fill and the line of a shape."""
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = colour(line)
        shape.line.width = length(width)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH
    else:
        shape.line.fill.background()


def add_word_box(slide: Slide, box: Box, word: str, size: float, locale: str) -> None:
    """The dashed box with the word that says what a figure is."""
    shape = add_panel(slide, "Nature", box, line=INK, width=1.5)
    set_paragraphs(shape.text_frame, [Paragraph((Run(word, Role.BOLD),))], size, locale)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def add_drawing(slide: Slide, name: str, item: Primitive, alt: str = "", dashed: bool = False) -> None:
    """Polygons or circles as one shape that can be recoloured; words stand in boxes of their own."""
    if isinstance(item, Text):
        return
    box = item.box
    shape = bare(slide, box)
    preset = shape.element.spPr.find(qn("a:prstGeom"))
    preset.addprevious(geometry(item, box))
    shape.element.spPr.remove(preset)
    dashed = dashed or isinstance(item, Shapes) and bool(item.dash)
    paint(shape, item.fill, item.stroke, item.width, dashed)
    describe(shape, name, alt)


def geometry(item: Shapes | Circles, box: Box) -> Any:
    """The outline of a drawing as office files note it."""
    made = etree.Element(qn("a:custGeom"))
    for part in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(made, qn(f"a:{part}"))
    etree.SubElement(made, qn("a:rect"), l="0", t="0", r="r", b="b")
    paths = etree.SubElement(made, qn("a:pathLst"))
    path = etree.SubElement(paths, qn("a:path"), w=str(length(box.w)), h=str(length(box.h)))

    def to(kind: str, x: float, y: float) -> None:
        step = etree.SubElement(path, qn(f"a:{kind}"))
        etree.SubElement(step, qn("a:pt"), x=str(length(x - box.x)), y=str(length(y - box.y)))

    if isinstance(item, Circles):
        radius = str(length(item.radius))
        for x, y in item.centres:
            to("moveTo", x + item.radius, y)
            etree.SubElement(path, qn("a:arcTo"), wR=radius, hR=radius, stAng="0", swAng=str(FULL_TURN))
            etree.SubElement(path, qn("a:close"))
        return made
    for (x, y), *rest in item.polygons:
        to("moveTo", x, y)
        for point in rest:
            to("lnTo", *point)
        etree.SubElement(path, qn("a:close"))
    return made


def add_picture(slide: Slide, name: str, box: Box, data: bytes, alt: str) -> None:
    """A picture with words for those who cannot see it."""
    shape = slide.shapes.add_picture(io.BytesIO(data), *map(length, (box.x, box.y, box.w, box.h)))
    describe(shape, name, alt)


def add_page_number(slide: Slide, box: Box, number: int, size: float, locale: str, ink: str) -> None:
    """The number of the slide, which the program counts anew when slides are moved."""
    shape = slide.shapes.add_textbox(*map(length, (box.x, box.y, box.w, box.h)))
    shape.name = "Page number"
    shape.element.find(f".//{qn('p:cNvSpPr')}").attrib.pop("txBox")
    etree.SubElement(
        shape.element.find(f".//{qn('p:nvPr')}"), qn("p:ph"), type="sldNum", sz="quarter", idx="12"
    )
    set_paragraphs(shape.text_frame, [Paragraph(())], size, locale)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = etree.SubElement(paragraph._p, qn("a:fld"), id=NUMBER_FIELD, type="slidenum")
    look = etree.SubElement(field, qn("a:rPr"), lang=language_tag(locale), sz=str(round(size * 100)))
    etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:srgbClr"), val=ink[1:])
    etree.SubElement(field, qn("a:t")).text = str(number)
