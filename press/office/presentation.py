"""An empty presentation of the house: wide slides, one layout, its fonts and colours in the theme."""

from __future__ import annotations

import io
import re

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide, SlideLayout
from pptx.util import Length, Pt

from press.layout.fonts import drawable
from press.office.package import made_at, settled
from press.summary import StorySummary

WIDTH, HEIGHT = 960.0, 540.0
LEFT, INNER = 48.0, 864.0
TITLE_TOP, TITLE_HEIGHT, TITLE_SIZE = 60.0, 64.0, 28.0
NUMBER_TOP, NUMBER_WIDTH, NUMBER_HEIGHT = 498.0, 60.0, 16.0
TITLE_ONLY = "Title Only"
# Names of the theme's colours and what they are here; the order of a chart that somebody adds follows it.
COLOURS = {
    "dk1": "11151C",
    "lt1": "FFFFFF",
    "dk2": "4A5260",
    "lt2": "EFF2F1",
    "accent1": "1B4DB3",
    "accent2": "B5390B",
    "accent3": "00695C",
    "accent4": "11151C",
    "accent5": "4A5260",
    "accent6": "C4CACF",
    "hlink": "1B4DB3",
    "folHlink": "4A5260",
}
# What the template brings along of its own: a picture of it, a printer, the program that made it.
STRAYS = ("/thumbnail", "/printerSettings", "/extended-properties")


def length(points: float) -> Length:
    """Points as the file counts them, in whole units."""
    return Length(round(points * Pt(1)))


def empty() -> Slides:
    """A presentation without a slide."""
    made = Presentation()
    made.slide_width, made.slide_height = length(WIDTH), length(HEIGHT)
    made.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in list(made.slide_layouts):
        if layout.name != TITLE_ONLY:
            made.slide_layouts.remove(layout)
    for owner in (made.part, made.part.package):
        rels = owner.rels if owner is made.part else owner._rels
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(STRAYS)]:
            owner.drop_rel(key)
    set_theme(made)
    set_master(made)
    return made


def set_theme(made: Slides) -> None:
    """The fonts and colours that whatever is added later takes, too."""
    (theme,) = (
        rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    text = theme.blob.decode()
    for name, colour in COLOURS.items():
        text = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{colour}"/>\g<2>', text, flags=re.S
        )
    for name, family in (("majorFont", "Georgia"), ("minorFont", "Arial")):
        text = re.sub(rf'(<a:{name}>\s*<a:latin typeface=)"[^"]*"', rf'\g<1>"{family}"', text)
    theme._blob = text.encode()


def set_master(made: Slides) -> None:
    """Where title, text and page number stand on every slide."""
    places = {
        "title": (LEFT, TITLE_TOP, INNER, TITLE_HEIGHT),
        "body": (LEFT, 138.0, INNER, 334.0),
        "ftr": (LEFT, NUMBER_TOP, 400.0, NUMBER_HEIGHT),
        "sldNum": (LEFT + INNER - NUMBER_WIDTH, NUMBER_TOP, NUMBER_WIDTH, NUMBER_HEIGHT),
    }
    for shape in [*made.slide_master.placeholders, *made.slide_layouts[0].placeholders]:
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind not in places:
            shape.element.getparent().remove(shape.element)
            continue
        shape.left, shape.top, shape.width, shape.height = map(length, places[kind])
        body = shape.text_frame._txBody.bodyPr
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        body.set("anchor", "t")
        for shrinking in list(body):
            body.remove(shrinking)
    style = made.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(round(TITLE_SIZE * 100)))
    letters.set("b", "1")


def layout_of(made: Slides) -> SlideLayout:
    """The one layout there is."""
    return made.slide_layouts[0]


def add_slide(made: Slides) -> Slide:
    """A new slide at the end."""
    return made.slides.add_slide(layout_of(made))


def saved(made: Slides, summary: StorySummary) -> bytes:
    """The file; the same slides of the same summary give the same bytes."""
    moment, told = made_at(summary), made.core_properties
    told.title = drawable(summary.headline)[:250]
    told.author = drawable(summary.rights.credit_line)[:250]
    told.language = summary.locale
    told.comments = told.last_modified_by = ""
    told.revision = max(summary.revision, 1)
    told.created = told.modified = moment
    target = io.BytesIO()
    made.save(target)
    return settled(target.getvalue(), moment)
