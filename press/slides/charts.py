"""Slides of charts: drawn by the program from numbers that can be edited, hollow where they are not there yet."""

from __future__ import annotations

from dataclasses import replace

from pptx.slide import Slide

from press.layout.charts import parts_of_one, rows
from press.layout.fonts import Role, drawable
from press.layout.paragraphs import INK2
from press.layout.primitives import Box, Shapes, rectangle
from press.office.plot import STACKED, Drawing, Point, Row, add_plot, holds
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_drawing, add_text
from press.office.words import LEADING, Paragraph, Run, fitting, plain, words
from press.slides.frame import BODY_BOTTOM, BODY_TOP, SMALL, Deck
from press.slides.telling import counted
from press.summary import Chart, Figure

MOST_BARS, MOST_KEYS = 10, 6
BAR, STACK, MARK, MARK_ROOM = 46.0, 140.0, 15.0, 24.0
KEY_SIZE = 20.0
# Of a story without a pillar: the second colour of a chart is ink.
GREY = "#6B7480"
KEY = KEY_SIZE * LEADING + 4


def chart_slides(deck: Deck) -> None:
    """Each chart, on as many slides as keep its bars wide enough."""
    for chart in deck.summary.charts:
        drawn = drawing(deck, chart)
        if not any(point for row in drawn.rows for point in row.points):
            continue
        beside = 1 if chart.kind == STACKED else len(drawn.rows)
        each = max(1, MOST_BARS // beside)
        starts = range(0, len(drawn.categories), each)
        for number, start in enumerate(starts, start=1):
            title = counted(plain(chart.title), number, len(starts))
            chart_slide(deck, chart, piece(drawn, start, start + each), title)


def drawing(deck: Deck, chart: Chart) -> Drawing:
    """The chart with each number in words, targets and projections hollow."""
    whole = parts_of_one(chart)
    percent = drawable(chart.unit) == "%"
    found: dict[tuple[int, int], Point] = {}
    for row in rows(deck.summary, whole, deck.colour if deck.pillar else GREY):
        word = f"{row['word']}:" if row["word"] else ""
        state = f"({row['state']})" if row["state"] else ""
        shown = row["shown"] + ("%" if percent else "")
        said = " ".join(filter(None, [word, shown, state]))
        found[row["place"], row["row"]] = Point(row["exact"], said, row["stroke"], bool(row["word"]))
    made = tuple(
        Row(series.name, tuple(found.get((place, n)) for n in range(len(whole.categories))))
        for place, series in enumerate(whole.series)
    )
    # A single stack needs no name beside it: it stands above.
    named = whole.kind != STACKED or len(whole.categories) > 1
    kind = "percent" if percent else "count"
    return Drawing(whole.kind, whole.categories, made, kind, plain(chart.alt) or plain(chart.title), named)


def piece(drawn: Drawing, start: int, end: int) -> Drawing:
    """Some of the categories of a chart."""
    cut = tuple(replace(row, points=row.points[start:end]) for row in drawn.rows)
    return replace(drawn, categories=drawn.categories[start:end], rows=cut)


def chart_slide(deck: Deck, chart: Chart, drawn: Drawing, title: str) -> None:
    """A chart under its finding: the unit, the bars, what each colour stands for."""
    slide = deck.slide(title)
    top = BODY_TOP
    over = " · ".join(filter(None, map(plain, [*([] if drawn.named else drawn.categories), chart.unit])))
    if over:
        line, _size = fitting([words(over, Role.SANS, INK2)], INNER, SMALL * LEADING, [SMALL])
        add_text(slide, "Unit", Box(LEFT, top, INNER, SMALL * LEADING), line, SMALL, deck.locale)
        top += SMALL * LEADING + 10
    named = [row for row in drawn.rows if len(drawn.rows) > 1 or drawn.kind == STACKED][:MOST_KEYS]
    bars = len(drawn.categories) * (1 if drawn.kind == STACKED else len(drawn.rows))
    wanted = STACK if not drawn.named else max(bars * BAR, STACK)
    room = BODY_BOTTOM - top - len(named) * KEY - 12
    box = Box(LEFT, top, INNER, BODY_BOTTOM - top if drawn.kind in ("column", "line") else min(wanted, room))
    add_plot(slide, box, drawn, deck.locale)
    top = box.bottom + 12
    for row in named:
        colour = next((point.colour for point in row.points if point), INK2)
        hollow = all(point.hollow for point in row.points if point)
        add_key(deck, slide, key(row, drawn, box), colour, hollow, top)
        top += KEY
    shown = figures_of(deck, chart)
    deck.foot(slide, shown, source=chart.source)
    said = [*deck.material.text(chart.alt).spoken, *(line for f in shown for line in deck.material.figure(f))]
    deck.script(slide, said, shown)


def key(row: Row, drawn: Drawing, box: Box) -> Paragraph:
    """What a colour stands for, and the numbers that have no room in their bars."""
    runs = [Run(row.name, Role.BOLD)]
    if not drawn.named:
        runs += [Run(point.words) for point in row.points if point]
    elif drawn.kind == STACKED:
        told = [
            f"{plain(category)}: {point.words}"
            for category, point in zip(drawn.categories, row.points, strict=True)
            if point and not holds(point, drawn, box)
        ]
        runs += [Run("; ".join(told))] if told else []
    return Paragraph(tuple(runs))


def add_key(deck: Deck, slide: Slide, told: Paragraph, colour: str, hollow: bool, top: float) -> None:
    """A line that names a colour."""
    inset = 0.8 if hollow else 0.0
    square = (rectangle(LEFT + inset, top + 5 + inset, MARK - 2 * inset, MARK - 2 * inset),)
    mark = Shapes("key", square, stroke=colour, width=1.6) if hollow else Shapes("key", square, fill=colour)
    add_drawing(slide, "Key", mark, dashed=hollow)
    wide = INNER - MARK_ROOM
    line, size = fitting([told], wide, KEY_SIZE * LEADING, [KEY_SIZE])
    add_text(slide, "Key", Box(LEFT + MARK_ROOM, top, wide, KEY_SIZE * LEADING), line, size, deck.locale)


def figures_of(deck: Deck, chart: Chart) -> list[Figure]:
    """The figures of the story that a chart shows."""
    shown = {identity for series in chart.series for identity in series.figures}
    return [figure for figure in deck.summary.figures if figure.id in shown]
