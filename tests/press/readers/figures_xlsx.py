"""The workbook, read back by openpyxl and as XML: the numbers are numbers, and no cell computes."""

import io
from decimal import Decimal

import openpyxl
from lxml import etree

from press.notes import notes
from press.office.workbook import literal
from tests.press.readers.office import changed, parts

FORMATS = ("figures.xlsx",)
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check(data, summary, name):
    for part, xml in parts(data).items():
        if part.startswith("xl/worksheets/sheet"):
            tree = etree.fromstring(xml)
            assert not list(tree.iter(f"{CELL}f")) and not list(tree.iter(f"{CELL}hyperlink"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.properties.language == summary.locale
    if summary.status == "withdrawn":
        assert len(book.worksheets) == 1
        return
    first, *others = book.worksheets
    assert len(others) == len(summary.charts) + 1
    rows = list(first.iter_rows(min_row=5)) if summary.figures else []
    assert len(rows) == len(summary.figures)
    for row, figure in zip(rows, summary.figures, strict=True):
        assert Decimal(str(row[1].value)) == Decimal(figure.value)
        assert row[1].data_type == "n" or len(figure.value) > 15
        assert (row[0].value or "") == literal(figure.label)
        assert row[8].value == literal(figure.forms.spoken)
        assert (row[14].value or "") == (literal(figure.verified.by) if figure.verified else "")
        if figure.nature in ("target", "projection"):
            assert row[16].value and notes(figure, summary.locale)
    for sheet, chart in zip(others, summary.charts, strict=False):
        assert [row[0] or "" for row in sheet.iter_rows(min_row=5, values_only=True)] == [
            literal(category) for category in chart.categories
        ]
    if summary.status == "embargoed":
        assert all(sheet.cell(3, 1).value for sheet in book.worksheets)


def broken(data, summary, name):
    yield "not whole", data[: len(data) // 2]
    sheet = "xl/worksheets/sheet1.xml"
    first = summary.figures[0].value.encode()
    yield "no first sheet", changed(data, sheet, lambda part: None)
    yield (
        "another number",
        changed(data, sheet, lambda part: part.replace(b"<v>" + first, b"<v>9" + first, 1)),
    )
    yield "a formula", changed(data, sheet, lambda part: part.replace(b"<v>", b"<f>1+1</f><v>", 1))
    yield "not XML", changed(data, sheet, lambda part: part[:-20])
