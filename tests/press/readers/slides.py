"""The slides, read back by python-pptx and as XML: accessible, sourced, hollow where planned, nothing fetched or run."""

import io
import re
from collections import Counter
from decimal import Decimal

import openpyxl
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn

from press.layout.fonts import drawable
from press.office.numbers import cell_number
from tests.press.readers import says
from tests.press.readers.office import changed, parts

FORMATS = ("slides.pptx",)
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
WORDS = {
    "vi": {"target": "mục tiêu", "projection": "dự kiến"},
    "en": {"target": "target", "projection": "projected"},
}
YELLOW = "FFD21F"
NUMERALS = re.compile(r"[-−]?\d[\d.,–/]*(?<![.,])(?:st|nd|rd|th|%)?")


def check(data, summary, name):
    found = parts(data)
    for part, content in found.items():
        if part.endswith(".rels"):
            for link in etree.fromstring(content):
                if link.get("TargetMode") == "External":
                    assert link.get("Target").startswith(("http://", "https://", "mailto:")), link.get(
                        "Target"
                    )
        if part.endswith(".xlsx"):
            computes_nothing(part, content)
    deck = Presentation(io.BytesIO(data))
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert deck.core_properties.language == summary.locale
    slides = list(deck.slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(titles)
    if summary.status == "withdrawn":
        assert len(slides) == 1
        return
    for number, slide in enumerate(slides, start=1):
        accessible(slide, LANGUAGES[summary.locale])
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert numbered(slide) == str(number)
    if summary.status == "embargoed":
        assert all(drawable(summary.taken_by or "") in text(slide) and notice_in(slide) for slide in slides)
    figures(slides, summary)
    charts(slides, summary)
    says(" ".join(map(text, slides)), clipped(summary))


def clipped(summary):
    """The summary with the headline as far as the cover can hold it."""
    return summary.model_copy(update={"headline": " ".join(drawable(summary.headline).split()[:8])})


def computes_nothing(part, content):
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" or cell.hyperlink for cell in row), part


def accessible(slide, language):
    """Words for every drawing unless it is decoration; the language on every run; the title before all else."""
    assert next(iter(slide.shapes)) == slide.shapes.title
    for shape in slide.shapes:
        told = shape.element.find(f".//{qn('p:cNvPr')}")
        decoration = [
            part for part in told.iter() if part.tag.endswith("}decorative") and part.get("val") == "1"
        ]
        words = shape.has_text_frame and shape.text_frame.text.strip()
        assert words or told.get("descr") or decoration or shape.is_placeholder, shape.name
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE or shape.has_chart:
            assert told.get("descr"), shape.name
    for part in (slide, slide.notes_slide):
        for run in part.element.iter(qn("a:r")):
            assert run.find(qn("a:rPr")).get("lang") == language, run.find(qn("a:t")).text


def numbered(slide):
    (shape,) = (
        shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
    )
    return shape.element.find(f".//{qn('a:fld')}/{qn('a:t')}").text


def text(slide):
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notice_in(slide):
    return any(shape.name == "Notice" and shape.text_frame.text for shape in slide.shapes)


def named(slide, name):
    return [shape for shape in slide.shapes if shape.name == name]


def figures(slides, summary):
    """Each highlighted figure by its digits, hollow with its word where not there yet; yellow only where verified."""
    shown = [(slide, shape) for slide in slides for shape in named(slide, "Digits")]
    for figure in summary.figures:
        if not figure.highlight and figure.id != summary.lead:
            continue
        forms = NUMERALS.findall(f"{figure.forms.screen} {figure.forms.compact}")
        places = [one for one in shown if one[1].text_frame.text in forms]
        assert places, figure.label
        if word := WORDS[summary.locale].get(figure.nature):
            boxes = [(slide, shape) for slide, shape in places for box in named(slide, "Nature")
                     if box.text_frame.text.casefold() == word and abs(box.left - shape.left) < 10]  # fmt: skip
            assert any(hollow(shape) for _slide, shape in boxes), figure.label
        else:
            assert any(not hollow(shape) for _slide, shape in places), figure.label
    markers = [slide for slide in slides if named(slide, "Marker")]
    assert len(markers) <= 1
    lead = summary.figure(summary.lead)
    if lead and not lead.verified:
        assert not markers
    if not any(figure.verified for figure in summary.figures):
        assert not any(YELLOW in etree.tostring(slide.element).decode() for slide in slides)


def hollow(shape):
    look = shape.element.find(f".//{qn('a:rPr')}")
    return look.find(qn("a:ln")) is not None or look.get("u") == "dash"


def charts(slides, summary):
    """The numbers of the charts are those of the summary; what is not there yet is an outline with its word."""
    drawn = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    values = Counter(
        Decimal(str(value)).normalize()
        for chart in drawn for plot in chart.plots for series in plot.series for value in series.values
        if value is not None
    )  # fmt: skip
    given = [(value, series.figures[n] if n < len(series.figures) else "")
             for chart in summary.charts for series in chart.series
             for n, value in enumerate(series.values[: len(chart.categories)]) if value]  # fmt: skip
    assert values == Counter(
        Decimal(value).normalize() for value, _figure in given if cell_number(value) is not None
    )
    natures = Counter(figure.nature for _value, identity in given if (figure := summary.figure(identity)))
    ahead = natures["target"] + natures["projection"]
    points = [point for chart in drawn for point in chart._chartSpace.iter(qn("c:dPt"))]
    assert len([p for p in points if p.find(f"{qn('c:spPr')}/{qn('a:noFill')}") is not None]) == ahead
    labels = " ".join(t.text for chart in drawn for t in chart._chartSpace.iter(qn("a:t"))).casefold()
    assert all(
        WORDS[summary.locale][nature] in labels for nature in ("target", "projection") if natures[nature]
    )
    for chart in drawn:
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        for column, series in enumerate(chart.plots[0].series, start=2):
            held = [sheet.cell(row, column).value for row in range(2, len(series.values) + 2)]
            assert held == list(series.values)


def broken(data, summary, name):
    yield "not whole", data[: len(data) // 2]
    yield (
        "another shape",
        changed(data, "ppt/presentation.xml", lambda part: part.replace(b"12192000", b"9144000")),
    )
    first = "ppt/slides/slide1.xml"
    yield (
        "no title",
        changed(data, first, lambda part: re.sub(rb"<a:t>[^<]*</a:t>", b"<a:t></a:t>", part, count=1)),
    )
    yield "another language", changed(data, first, lambda part: part.replace(b'lang="', b'lang="fr-', 1))
    yield (
        "no notes",
        changed(
            data,
            "ppt/notesSlides/notesSlide1.xml",
            lambda part: re.sub(rb"<a:t>[^<]*</a:t>", b"<a:t/>", part),
        ),
    )
    yield (
        "a file of the reader's",
        changed(
            data,
            where(data, "slides/_rels/", b"External"),
            lambda part: re.sub(rb'Target="http[^"]*"', b'Target="file:///etc/passwd"', part),
        ),
    )
    code = where(data, "slides/slide", b"<p:pic>")
    yield (
        "a picture without words",
        changed(data, code, lambda part: re.sub(rb'(name="QR code" )descr="[^"]*"', rb'\1descr=""', part)),
    )
    lead = where(data, "slides/slide", b'name="Digits"')
    yield (
        "another figure",
        changed(
            data, lead, lambda part: re.sub(rb"(Arial Narrow.*?<a:t>)", rb"\g<1>9", part, count=1, flags=re.S)
        ),
    )
    yield from broken_natures(data, summary)
    if summary.charts:
        chart = "ppt/charts/chart1.xml"
        yield (
            "another number",
            changed(
                data, chart, lambda part: re.sub(rb"(<c:val>.*?<c:v>)", rb"\g<1>9", part, count=1, flags=re.S)
            ),
        )
        yield "a formula", changed(data, "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", formula)


def broken_natures(data, summary):
    shown = [figure for figure in summary.figures if figure.highlight]
    if any(figure.nature in ("target", "projection") for figure in shown):
        slide = where(data, "slides/slide", b'name="Nature"')
        yield (
            "a target without its word",
            changed(data, slide, lambda part: part.replace(b'name="Nature"', b'name="N"')),
        )
        yield (
            "a solid target",
            changed(
                data, slide, lambda part: re.sub(rb"<a:rPr([^>]*)><a:ln .*?</a:ln>", rb"<a:rPr\1>", part)
            ),
        )


def where(data, path, needle):
    """The first part at a path that holds these bytes."""
    return min((name for name, part in parts(data).items() if path in name and needle in part), key=len)


def formula(part):
    book = openpyxl.load_workbook(io.BytesIO(part))
    book.worksheets[0]["B2"] = "=1+1"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
