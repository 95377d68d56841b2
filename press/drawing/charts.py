"""Charts drawn from their specification without a browser; what the engine leaves out is added: words, rights, fonts."""

from __future__ import annotations

from functools import cache

import vl_convert
from django.utils.translation import override
from lxml import etree

from press.drawing.svg import SVG, XML, font_faces, text
from press.imprint import Imprint, rdf
from press.layout.charts import format_locale, specification
from press.layout.finish import imprint_of, watermark
from press.layout.fonts import FOLDER, Role, drawable
from press.layout.footing import notice_words, taker_words
from press.layout.primitives import Span, Text
from press.pictures import with_imprint
from press.summary import Chart, StorySummary

SCALE = 2


@cache
def ready() -> None:
    """Our fonts for the engine, once in a process."""
    vl_convert.register_font_directory(str(FOLDER))


def draw_svg(summary: StorySummary, chart: Chart) -> bytes:
    """The chart as a stand-alone SVG file with its fonts, title, description and rights."""
    root = drawn(summary, chart)
    style = etree.Element(f"{{{SVG}}}style")
    style.text = font_faces(letters(root))
    root.insert(3, style)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def draw_png(summary: StorySummary, chart: Chart) -> bytes:
    """The chart as a PNG at twice its size with its rights inside."""
    root = drawn(summary, chart)
    data = vl_convert.svg_to_png(etree.tostring(root, encoding="unicode"), scale=SCALE)
    return with_imprint(data, imprint(summary, chart))


def drawn(summary: StorySummary, chart: Chart) -> etree._Element:
    """The engine's drawing, told to machines as ours are."""
    ready()
    svg = vl_convert.vegalite_to_svg(
        specification(summary, chart),
        allowed_base_urls=[],
        format_locale=format_locale(summary.locale),
    )
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for node in root.iter(etree.Element):
        # The engine's own descriptions are English and speak of axes; ours says what the chart says.
        for name in ("aria-label", "aria-roledescription", "role"):
            node.attrib.pop(name, None)
    told = imprint(summary, chart)
    root.attrib.update({"role": "img", "lang": summary.locale, f"{XML}lang": summary.locale})
    root.set("aria-labelledby", "title description")
    for place, (name, words) in enumerate((("title", told.title), ("desc", told.description))):
        node = etree.Element(f"{{{SVG}}}{name}", id={"desc": "description"}.get(name, name))
        node.text = words
        root.insert(place, node)
    metadata = etree.Element(f"{{{SVG}}}metadata")
    metadata.append(rdf(told))
    root.insert(2, metadata)
    with override(summary.locale):
        width, height = float(root.get("width", "0")), float(root.get("height", "0"))
        for mark in watermark(notice_words(summary), taker_words(summary), 0, 0, width, height):
            root.append(text(mark))
    return root


def imprint(summary: StorySummary, chart: Chart) -> Imprint:
    """The chart's own words, the story's rights."""
    with override(summary.locale):
        said = [notice_words(summary), taker_words(summary), drawable(chart.alt), drawable(chart.source)]
        return imprint_of(summary, drawable(chart.title), " ".join(filter(None, said)))


def letters(root: etree._Element) -> list[Text]:
    """The words of the drawing by the weight they are written in, to cut the fonts to."""
    words = "".join("".join(node.itertext()) for node in root.iter(f"{{{SVG}}}text"))
    roles = (Role.SANS, Role.STRONG, Role.BOLD)
    return [Text("", 0, 0, (Span(words, role, ""),), 1) for role in roles]
