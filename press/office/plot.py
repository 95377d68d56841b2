"""Charts that the program draws and that can be edited: their numbers as numbers in a workbook without a formula."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree
from openpyxl import Workbook
from pptx.chart.chart import Chart as Plot
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from press.layout.fonts import Role
from press.layout.marks import PAPER
from press.layout.paragraphs import INK
from press.layout.primitives import Box
from press.office.numbers import cell_number, number_format
from press.office.presentation import length
from press.office.shapes import colour, describe, set_run
from press.office.words import Run, plain, width_of
from press.office.workbook import Number, write

KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked-bar": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
STACKED = "stacked-bar"
SIZE, LINE_WIDTH, GAP_WIDTH = 16.0, 1.75, 45
LONGEST_NAME = 160
# The share of its width that the names of the categories may take, and what lies between a bar and its words.
MOST_NAMES, BESIDE = 0.42, 12.0


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a chart: as a number, in the words beside it, its colour; hollow if it is not there yet."""

    value: str
    words: str
    colour: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A series: its name and its numbers, None where the source gives none."""

    name: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn; `named` says whether the names of the categories stand beside it."""

    kind: str
    categories: tuple[str, ...]
    rows: tuple[Row, ...]
    unit_kind: str
    alt: str
    named: bool = True


def plotted(text: str) -> int | float | None:
    """A number as a program draws it; one that is too large for any program is not drawn."""
    exact = cell_number(text)
    if exact is not None:
        return exact
    value = float(Decimal(text))
    return value if math.isfinite(value) else None


def short(text: str) -> str:
    """A name that a chart can hold."""
    return plain(text)[:LONGEST_NAME]


def add_plot(slide: Slide, box: Box, told: Drawing, locale: str) -> None:
    """The chart at its place."""
    kind = KINDS.get(told.kind, XL_CHART_TYPE.BAR_CLUSTERED)
    data = ChartData(number_format=shared_format(told))
    data.categories = [short(category) for category in told.categories]
    for row in told.rows:
        data.add_series(short(row.name), [plotted(point.value) if point else None for point in row.points])
    frame: Any = slide.shapes.add_chart(
        kind, length(box.x), length(box.y), length(box.w), length(box.h), data
    )
    describe(frame, "Chart", told.alt)
    plot = frame.chart
    plot.part.chart_workbook.update_from_xlsx_blob(workbook(told))
    plot.has_legend = plot.has_title = False
    plot.font.size, plot.font.name = Pt(SIZE), "Arial"
    plot.font.color.rgb = colour(INK)
    set_axes(plot, told)
    set_room(plot, told, box)
    for series, row in zip(plot.series, told.rows, strict=True):
        for place, point in enumerate(row.points):
            if point:
                set_point(series.points[place], point, told, box, locale)


def shared_format(told: Drawing) -> str:
    """The format that shows every number of the chart to its last digit."""
    values = [point.value for row in told.rows for point in row.points if point]
    return number_format(
        max(values, key=lambda text: len(text.partition(".")[2]), default="0"), told.unit_kind
    )


def workbook(told: Drawing) -> bytes:
    """The numbers as the program opens them to be edited: names as text, never as formulas or links."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for place, category in enumerate(told.categories, start=2):
        write(sheet, place, 1, short(category))
    for column, row in enumerate(told.rows, start=2):
        write(sheet, 1, column, short(row.name))
        for place, point in enumerate(row.points, start=2):
            write(sheet, place, column, Number(point.value if point else None, told.unit_kind))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def set_axes(plot: Plot, told: Drawing) -> None:
    """Quiet axes: bars from zero, the first category on top, no scale, for every number stands beside its bar."""
    values, names = plot.value_axis, plot.category_axis
    values.has_major_gridlines = values.visible = False
    totals = extents(told)
    values.minimum_scale, values.maximum_scale = min(0.0, *totals), max(0.0, *totals) or 1.0
    names.visible = told.named
    names.has_major_gridlines = False
    names.format.line.fill.background()
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if told.kind not in ("column", "line"):
        names.reverse_order = True
        plot.plots[0].gap_width = GAP_WIDTH
        plot.plots[0].overlap = 100 if told.kind == STACKED else -10


def extents(told: Drawing) -> list[float]:
    """How far the bars reach."""
    columns = [[reached(row.points[n]) for row in told.rows] for n in range(len(told.categories))]
    if told.kind == STACKED:
        return [sum(column) for column in columns] or [0.0]
    return [value for column in columns for value in column] or [0.0]


def reached(point: Point | None) -> float:
    """How far one bar reaches."""
    return float(plotted(point.value) or 0) if point else 0.0


def set_room(plot: Plot, told: Drawing, box: Box) -> None:
    """Where the bars lie: names at their left, words at their right, each as wide as they need."""
    left, right = names_room(told, box), words_room(told)
    layout = etree.SubElement(plot._chartSpace.chart.plotArea, qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    across = told.kind in ("column", "line")
    x, width = (0.02, 0.96) if across else (left / box.w, max(1 - (left + right) / box.w, 0.2))
    y, height = (0.1, 0.72) if across else (0.0, 1.0)
    for name, value in (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge")):
        etree.SubElement(manual, qn(f"c:{name}"), val=value)
    for name, share in (("x", x), ("y", y), ("w", width), ("h", height)):
        etree.SubElement(manual, qn(f"c:{name}"), val=f"{share:.4f}")
    area = plot._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout"))[:-1]:
        area.remove(old)
    area.insert(0, layout)


def names_room(told: Drawing, box: Box) -> float:
    """The width of the names of the categories."""
    if not told.named:
        return 0.0
    longest = max((width_of(short(name), Role.SANS, SIZE) for name in told.categories), default=0.0)
    return min(longest + BESIDE, box.w * MOST_NAMES)


def words_room(told: Drawing) -> float:
    """The width of the words beside the bars; those of a stack stand within."""
    if told.kind == STACKED:
        return 1.0
    points = [point for row in told.rows for point in row.points if point]
    return max((width_of(point.words, Role.BOLD, SIZE) for point in points), default=0.0) + BESIDE


def set_point(made: Any, point: Point, told: Drawing, box: Box, locale: str) -> None:
    """The look of one number, and its words, as the language of the story writes them."""
    fill, line = made.format.fill, made.format.line
    if point.hollow:
        fill.background()
        line.color.rgb, line.width, line.dash_style = colour(point.colour), Pt(LINE_WIDTH), MSO_LINE.DASH
    elif told.kind == "line":
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = colour(point.colour)
        line.color.rgb = colour(point.colour)
    else:
        fill.solid()
        fill.fore_color.rgb = colour(point.colour)
        # A hair of paper parts the pieces of a stack.
        line.color.rgb, line.width = colour(PAPER), Pt(1)
    within = told.kind == STACKED
    if within and not holds(point, told, box):
        return
    label = made.data_label
    frame = label.text_frame
    frame._txBody.bodyPr.set("wrap", "none")
    ink = PAPER if within and not point.hollow else INK
    set_run(frame.paragraphs[0].add_run(), Run(point.words, Role.BOLD, ink), SIZE, locale)
    label.position = (
        XL_LABEL_POSITION.CENTER
        if within
        else XL_LABEL_POSITION.ABOVE
        if told.kind == "line"
        else XL_LABEL_POSITION.OUTSIDE_END
    )


def holds(point: Point, told: Drawing, box: Box) -> bool:
    """Whether a piece of a stack is wide enough for its words."""
    room = box.w - names_room(told, box) - words_room(told)
    longest = max(extents(told)) or 1.0
    return width_of(point.words, Role.BOLD, SIZE) + 8 <= abs(reached(point)) / longest * room
