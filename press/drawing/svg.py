"""A poster as SVG with real words: one text element a line, the fonts inside, no script."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable

from fontTools import subset
from fontTools.ttLib import TTFont
from lxml import etree

from press.imprint import rdf
from press.layout.fonts import Role
from press.layout.primitives import Circles, Polygon, Poster, Primitive, Shapes, Text

SVG = "http://www.w3.org/2000/svg"
XML = "{http://www.w3.org/XML/1998/namespace}"
FALLBACK = {"Archivo": "Archivo, Arial, sans-serif", "Source Serif 4": "'Source Serif 4', Georgia, serif"}


def draw_svg(poster: Poster) -> bytes:
    """The poster as a stand-alone SVG file."""
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})
    size = {"width": str(poster.width), "height": str(poster.height)}
    root.attrib.update({**size, "viewBox": f"0 0 {poster.width} {poster.height}", "role": "img"})
    root.attrib.update(
        {f"{XML}lang": poster.locale, "lang": poster.locale, "aria-labelledby": "title description"}
    )
    etree.SubElement(root, f"{{{SVG}}}title", id="title").text = poster.title
    etree.SubElement(root, f"{{{SVG}}}desc", id="description").text = poster.description
    etree.SubElement(root, f"{{{SVG}}}metadata").append(rdf(poster.imprint))
    etree.SubElement(root, f"{{{SVG}}}style").text = font_faces(poster.items)
    if poster.ground:
        etree.SubElement(root, f"{{{SVG}}}rect", **size, fill=poster.ground)
    for item in poster.items:
        root.append(element(item))
    # Line breaks between elements only: inside a line of text they would be words.
    root.text = "\n"
    for child in root:
        child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def element(item: Primitive) -> etree._Element:
    """One primitive as an element."""
    if isinstance(item, Text):
        return text(item)
    if isinstance(item, Circles):
        data = "".join(circle(x, y, item.radius) for x, y in item.centres)
    else:
        data = "".join(map(polygon, item.polygons))
    node = etree.Element(f"{{{SVG}}}path", d=data, fill=item.fill or "none")
    node.set("class", item.part)
    if item.stroke:
        node.attrib.update(
            {"stroke": item.stroke, "stroke-width": short(item.width), "stroke-miterlimit": "10"}
        )
    if isinstance(item, Shapes) and item.dash:
        node.set("stroke-dasharray", " ".join(map(short, item.dash)))
    return node


def text(item: Text) -> etree._Element:
    """One line of text; each style of it is a span at its own place."""
    node = etree.Element(f"{{{SVG}}}text", y=short(item.y))
    node.attrib.update({"class": item.part, "font-size": short(item.size), f"{XML}space": "preserve"})
    if item.tracking:
        node.set("letter-spacing", short(item.tracking * item.size, 3))
    if item.outline:
        node.attrib.update(
            {"stroke": item.stroke, "stroke-width": short(item.outline), "stroke-linejoin": "miter"}
        )
    if item.turn:
        node.set("transform", f"rotate({short(item.turn)} {short(item.x)} {short(item.y)})")
    for number, span in enumerate(item.spans):
        last = number == len(item.spans) - 1
        family = FALLBACK.get(span.role.family, f"'{span.role.family}', Archivo, sans-serif")
        child = etree.SubElement(node, f"{{{SVG}}}tspan", x=short(item.x + span.dx), fill=span.fill[:7])
        if alpha := span.fill[7:]:
            child.set("fill-opacity", short(int(alpha, 16) / 255))
        child.attrib.update({"font-family": family, "font-weight": str(span.role.weight)})
        child.text = span.text if last else span.text + " "
    return node


def polygon(points: Polygon) -> str:
    """A closed path."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + "Z"


def circle(x: float, y: float, radius: float) -> str:
    """A circle as two arcs."""
    r = short(radius, 3)
    half = f"a{r} {r} 0 1 0"
    return f"M{short(x - radius)} {short(y)}{half} {short(2 * radius, 3)} 0{half} -{short(2 * radius, 3)} 0Z"


def short(value: float, places: int = 2) -> str:
    """A number without needless digits."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".") or "0"


def font_faces(items: Iterable[Primitive]) -> str:
    """The fonts used, each cut to the letters used, inside the file."""
    letters: dict[Role, set[str]] = {}
    for item in items:
        for span in item.spans if isinstance(item, Text) else ():
            letters.setdefault(span.role, {" "}).update(span.text)
    return "".join(
        f"@font-face{{font-family:'{role.family}';font-weight:{role.weight};"
        f"src:url(data:font/woff2;base64,{font_data(role, used)}) format('woff2')}}"
        for role, used in sorted(letters.items())
    )


def font_data(role: Role, letters: set[str]) -> str:
    """A role's font cut to these letters, as base64."""
    # Without the time of the run in it: the same story gives the same bytes.
    font = TTFont(role.path, recalcTimestamp=False)
    font.flavor = "woff2"
    worker = subset.Subsetter(subset.Options(layout_features=["kern"], hinting=False))
    worker.populate(text="".join(sorted(letters)))
    worker.subset(font)
    target = io.BytesIO()
    font.save(target)
    return base64.b64encode(target.getvalue()).decode()
