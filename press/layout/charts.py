"""A chart as a Vega-Lite specification: rows of data and marks, without a single expression."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from press.layout.bars import ahead, awaited, figure_at, shown_as
from press.layout.content import pillar_of
from press.layout.fonts import Role, drawable
from press.layout.footing import licence_words, notice_words, taker_words
from press.layout.paragraphs import INK, INK2, Piece, shortened, wrapped
from press.summary import Chart, Series, StorySummary
from story.figures.wording import separators

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, LABELS, BAR, SIZE = 620, 230, 30, 15
MOST_ON_AXIS = 10_000_000
PAPER, GRID = "#FFFFFF", "#C4CACF"
DASH = [5, 3]
# What is drawn beside a bar may be wider than what is left of the row: the picture grows by it.
OUTSIDE = {"clip": False}


def format_locale(locale: str) -> dict[str, Any]:
    """How the axis writes numbers, the same as everywhere else in the house."""
    thousands, decimal = separators(locale)
    return {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}


def lines(text: str, width: float, size: float, role: Role = Role.SANS, most: int = 4) -> list[str]:
    """A text as lines no wider than this, the last one cut where it has more: whatever is typed, a picture ends."""
    made = shortened(wrapped([Piece(drawable(text), role)], size, width), most, size, width)
    return [" ".join(piece.text for piece in line) for line in made]


def parts_of_one(chart: Chart) -> Chart:
    """A whole told as one series of parts becomes one bar of many parts; any other chart stays as it is."""
    if chart.kind != "stacked-bar" or len(chart.series) != 1:
        return chart
    (whole,) = chart.series
    parts = tuple(
        Series(name=name, values=whole.values[n : n + 1], figures=whole.figures[n : n + 1])
        for n, name in enumerate(chart.categories)
    )
    return chart.model_copy(update={"categories": (whole.name,), "series": parts})


def rows(summary: StorySummary, chart: Chart, colour: str) -> list[dict[str, Any]]:
    """One row of data for each value that the source gives."""
    fills = (colour, INK, INK2, "#6B7480")
    made = []
    for s, series in enumerate(chart.series):
        for c, (category, value) in enumerate(zip(chart.categories, series.values, strict=False)):
            if value == "":
                continue
            figure = figure_at(summary, series, c)
            word = ahead(figure, summary.locale)
            fill = fills[min(s, len(fills) - 1)]
            shown = shown_as(value, figure, summary.locale)
            made.append(
                {
                    "row": c,
                    "category": drawable(category),
                    "place": s,
                    "series": drawable(series.name),
                    "value": float(value),
                    "exact": value,
                    "shown": shown,
                    "word": word,
                    "state": awaited(figure),
                    "fill": PAPER if word else fill,
                    "stroke": fill,
                    "dash": DASH if word else [1, 0],
                }
            )
    return made


def specification(summary: StorySummary, chart: Chart) -> dict[str, Any]:
    """The chart in the summary's language: what it says, its unit, its source, and what may be done with it."""
    chart = parts_of_one(chart)
    with override(summary.locale):
        pillar = pillar_of(summary)
        data = rows(summary, chart, pillar.colour if pillar else INK)
        return {
            "$schema": SCHEMA,
            "description": drawable(chart.alt) or drawable(chart.title),
            "usermeta": {
                "licence": drawable(summary.rights.licence),
                "terms": drawable(summary.rights.usage_terms),
            },
            "title": title(chart),
            "background": PAPER,
            "padding": 32,
            "config": {"font": "Archivo", "view": {"stroke": None}},
            "data": {"values": labelled(chart, data)},
            "vconcat": [plot(summary, chart, data), foot(summary, chart)],
            "spacing": 20,
        }


def title(chart: Chart) -> dict[str, Any]:
    """The finding as the headline, the unit below it."""
    return {
        "text": lines(chart.title, WIDTH + LABELS, 24, Role.STRONG),
        "subtitle": lines(chart.unit, WIDTH + LABELS, SIZE),
        "anchor": "start",
        "fontSize": 24,
        "fontWeight": 600,
        "lineHeight": 31,
        "color": INK,
        "subtitleFontSize": SIZE,
        "subtitleColor": INK2,
        "offset": 18,
    }


def labelled(chart: Chart, data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the words that stand in or beside their bars, where they stand, and the names at the left."""
    stacked = chart.kind == "stacked-bar"
    several = len({row["place"] for row in data}) > 1
    reach: dict[int, float] = {}
    for row in data:
        start = reach.get(row["row"], 0.0) if stacked else 0.0
        row["start"], row["end"] = start, start + row["value"]
        reach[row["row"]] = row["end"]
        state = f"({row['state']})" if row["state"] else ""
        words = [row["word"] + ":" if row["word"] else "", row["shown"], state]
        row["label"] = " ".join(filter(None, words))
        series = "".join(lines(row["series"], WIDTH, SIZE, Role.STRONG, most=1))
        row["name"] = f"{series}: {row['label']}" if several and series else row["label"]
        row["beside"] = max(row["end"], 0.0)
        row["line"] = row["place"] if stacked or several else 0
    return [{**row, "head": lines(row["category"], LABELS - 20, SIZE)} for row in data]


def plot(summary: StorySummary, chart: Chart, data: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars from zero, each with its name and value; parts of a whole on one bar, their words in a row each below it."""
    stacked = chart.kind == "stacked-bar"
    places = sorted({row["place"] for row in data})
    heads = max((len(lines(row["category"], LABELS - 20, SIZE)) for row in data), default=1)
    band = max(len(places) + (1 if stacked else 0), heads * 0.75) * BAR + BAR * 0.8
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.2, "paddingOuter": 0.1}}
    size = min(BAR * 0.72, band)
    steps = [(place - (len(places) - 1) / 2) * BAR for place in places]
    first = -band / 2 + BAR * 0.6 if stacked else 0.0
    bar = {"type": "bar", "height": size, "strokeWidth": 2, **OUTSIDE}
    x = {"field": "start", "type": "quantitative", "axis": axis(summary, data), "title": None}
    ends = {"x": x, "x2": {"field": "end"}}
    paint = {name: {"field": name, "type": "nominal", "scale": None} for name in ("fill", "stroke")}
    paint["strokeDash"] = {"field": "dash", "type": "nominal", "scale": None}
    layers: list[dict[str, Any]] = []
    for place, step in zip(places, steps, strict=True):
        only = [{"filter": {"field": "place", "equal": place}}]
        offset = first if stacked else step
        layers.append({"transform": only, "mark": {**bar, "yOffset": offset}, "encoding": {**ends, **paint}})
        below = first + BAR * (place + 1) if stacked else step
        layers.append(written(only, below, stacked))
    layers.append(heading(data))
    return {"width": WIDTH, "height": {"step": round(band * 1.25)}, "encoding": {"y": y}, "layer": layers}


def written(only: list[dict[str, Any]], offset: float, stacked: bool) -> dict[str, Any]:
    """The words of a bar beside it, or below where it shares its bar with others."""
    mark = {
        "type": "text",
        "align": "left",
        "dx": 0 if stacked else 8,
        "yOffset": offset,
        "fontSize": SIZE,
        "fontWeight": 600,
        **OUTSIDE,
    }
    x: dict[str, Any] = {"datum": 0} if stacked else {"field": "beside", "type": "quantitative"}
    colour = {"field": "stroke", "type": "nominal", "scale": None} if stacked else {"value": INK}
    return {"transform": only, "mark": mark, "encoding": {"x": x, "text": {"field": "name"}, "color": colour}}


def heading(data: list[dict[str, Any]]) -> dict[str, Any]:
    """The categories at the left of their bars, each once."""
    first: dict[int, int] = {}
    for row in data:
        first.setdefault(row["row"], row["place"])
    chosen = [
        {"and": [{"field": "row", "equal": row}, {"field": "place", "equal": place}]}
        for row, place in first.items()
    ]
    return {
        "transform": [{"filter": {"or": chosen}}],
        "mark": {
            "type": "text",
            "align": "right",
            "baseline": "middle",
            "fontSize": SIZE,
            "lineHeight": 20,
            **OUTSIDE,
        },
        "encoding": {"x": {"value": -16}, "text": {"field": "head"}, "color": {"value": INK}},
    }


def axis(summary: StorySummary, data: list[dict[str, Any]]) -> dict[str, Any]:
    """A quiet axis in the locale's numbers; millions and more are written beside the bars alone."""
    most = max((abs(row["value"]) for row in data), default=0)
    written = most < MOST_ON_AXIS
    look = {
        "grid": written,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "labelColor": INK2,
        "labelFontSize": 13,
    }
    return {**look, "tickCount": 5, "format": ",~r", "labels": written, "labelPadding": 8}


def foot(summary: StorySummary, chart: Chart) -> dict[str, Any]:
    """Source, credit and licence; on what is not public its mark, and whose copy it is."""
    source = drawable(chart.source)
    told = [
        (notice_words(summary), "#B3261E"),
        (taker_words(summary), "#B3261E"),
        (_("Source:") + " " + source if source else "", INK2),
        (licence_words(summary), INK2),
    ]
    values = [
        {"text": line, "at": n, "colour": colour}
        for n, (line, colour) in enumerate(
            (line, colour) for words, colour in told if words for line in lines(words, WIDTH + LABELS, 13)
        )
    ]
    return {
        "width": WIDTH,
        "height": max(20 * len(values), 1),
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "baseline": "top", "fontSize": 13, **OUTSIDE},
        "encoding": {
            "x": {"value": -LABELS},
            "y": {
                "field": "at",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, max(len(values), 1)], "reverse": True},
            },
            "text": {"field": "text"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }
