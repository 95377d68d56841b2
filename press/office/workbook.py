"""A workbook of typed cells: no formula, nothing that a program could run, the head of each table stays in sight."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from press.layout.fonts import drawable
from press.office.numbers import cell_number, number_format
from press.office.package import made_at, settled
from press.summary import StorySummary

INK, INK2, WASH, RULE, PAPER, MARK = "11151C", "4A5260", "EFF2F1", "C4CACF", "FFFFFF", "FFD21F"
FONT = "Arial"
LONGEST = 32_000
# A spreadsheet reads _x0041_ inside a text as a letter.
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
HEAD_ROW = 4
PAGE_WIDTH = 240
# Points; no row of a spreadsheet is taller than the second.
LINE_HEIGHT, TALLEST = 13.5, 409.0


@dataclass(frozen=True, slots=True)
class Number:
    """A number for a cell, with the kind of its unit."""

    text: str | None
    kind: str = "count"


Value = str | Number
Rows = Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one table: its name, what stands over it, its columns with their widths, its rows."""

    name: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Rows
    marked: frozenset[int] = field(default_factory=frozenset)


def literal(text: str) -> str:
    """A text as a cell shows it: clean, no longer than a cell holds."""
    return ESCAPE.sub("_x005F_", drawable(text)[:LONGEST])


def write(sheet: Worksheet, row: int, column: int, value: Value, font: Font | None = None) -> None:
    """One cell, a number or a text; a text is never read as a formula, an error or a date."""
    cell = sheet.cell(row, column)
    top = {"vertical": "top", "wrap_text": True}
    cell.font = font or Font(name=FONT, size=10, color=INK)
    if isinstance(value, Number):
        number = cell_number(value.text)
        cell.alignment = Alignment(horizontal="right", **top)
        if number is not None:
            cell.value = number
            cell.number_format = number_format(value.text or "", value.kind)
            return
        text = value.text or ""
    else:
        text = value
        cell.alignment = Alignment(**top)
    if told := literal(text):
        cell.value = told
        cell.data_type = "s"
        cell.number_format = "@"
        # Stays a text, too, when someone edits the cell.
        cell.quotePrefix = told[0] in "=+-@"


def row_height(table: Table, values: Sequence[Value]) -> float:
    """The height in points that shows every line: not every program makes room for a text that goes on below."""
    counts = [
        len(wrap(value, int(width))) if isinstance(value, str) else 1
        for value, (_name, width) in zip(values, table.columns, strict=True)
    ]
    return min(TALLEST, LINE_HEIGHT * max([1, *counts]) + 2)


def add_table(book: Workbook, table: Table, over: str, notice: str) -> None:
    """A sheet: title, a line on what it is, what it must not be used for, then head and rows."""
    sheet = book.create_sheet(table.name)
    write(sheet, 1, 1, table.title, Font(name=FONT, size=14, bold=True, color=INK))
    write(sheet, 2, 1, over, Font(name=FONT, size=10, color=INK2))
    write(sheet, 3, 1, notice, Font(name=FONT, size=11, bold=True, color=PAPER))
    for row in (1, 2, 3):
        sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=False)
    line = Side(style="thin", color=RULE)
    for number, (name, width) in enumerate(table.columns, start=1):
        write(sheet, HEAD_ROW, number, name, Font(name=FONT, size=10, bold=True, color=INK))
        head = sheet.cell(HEAD_ROW, number)
        head.fill = PatternFill("solid", fgColor=WASH)
        head.border = Border(top=Side(style="thick", color=INK), bottom=line)
        if notice:
            sheet.cell(3, number).fill = PatternFill("solid", fgColor=INK)
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = HEAD_ROW
    for last, values in enumerate(table.rows, start=HEAD_ROW + 1):
        for number, value in enumerate(values, start=1):
            write(sheet, last, number, value)
            sheet.cell(last, number).border = Border(bottom=line)
            if number - 1 in table.marked and value:
                sheet.cell(last, number).fill = PatternFill("solid", fgColor=MARK)
        sheet.row_dimensions[last].height = row_height(table, values)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    sheet.sheet_view.showGridLines = False
    pages = -(-sum(width for _name, width in table.columns) // PAGE_WIDTH)
    set_page(sheet, f"A{HEAD_ROW}:{get_column_letter(len(table.columns))}{last}", pages, notice)


def set_page(sheet: Worksheet, filtered: str, pages: int, notice: str) -> None:
    """How the sheet prints: wide, the head on each page, the notice over it; and its filters."""
    sheet.auto_filter.ref = filtered
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_title_cols = "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    # An ampersand would be a command of the header.
    sheet.oddHeader.center.text = drawable(notice)[:200].replace("&", "&&")
    sheet.oddFooter.right.text = "&P"


def workbook(summary: StorySummary, tables: Iterable[Table], over: str, notice: str) -> bytes:
    """The workbook of these tables; the same summary gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        add_table(book, table, over, notice)
    moment = made_at(summary)
    book.properties.title = drawable(summary.headline)[:250]
    book.properties.creator = drawable(summary.rights.credit_line)[:250]
    book.properties.language = summary.locale
    book.properties.created = book.properties.modified = moment
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue(), moment)
