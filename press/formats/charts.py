"""Each chart of a story alone: as a Vega-Lite specification with its numbers, as accessible SVG, as PNG at twice the size."""

from __future__ import annotations

import json

from django.utils.translation import gettext_lazy as _

from press.formats.registry import Format, FormatError, register
from press.layout.charts import specification
from press.summary import Chart, StorySummary


def ids(summary: StorySummary) -> list[str]:
    """The charts that have anything to draw."""
    return [chart.id for chart in summary.charts if any(any(series.values) for series in chart.series)]


def chart_of(summary: StorySummary, item: str) -> Chart:
    """The chart of this id; raises FormatError if the story has none."""
    found = next((chart for chart in summary.charts if chart.id == item), None)
    if found is None:
        raise FormatError(f"No chart is called {item!r}")
    return found


def build_json(summary: StorySummary, item: str) -> bytes:
    """The specification, every number and word inside, nothing to fetch."""
    data = specification(summary, chart_of(summary, item))
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def build_svg(summary: StorySummary, item: str) -> bytes:
    """The drawing with title, description, language and rights; the engine is loaded only where it draws."""
    from press.drawing.charts import draw_svg

    return draw_svg(summary, chart_of(summary, item))


def build_png(summary: StorySummary, item: str) -> bytes:
    """The drawing as a picture with its rights inside."""
    from press.drawing.charts import draw_png

    return draw_png(summary, chart_of(summary, item))


register(
    Format(
        "chart-*.json",
        "application/json",
        _("Chart, Vega-Lite"),
        "graphics",
        build_json,
        items=ids,
    )
)
register(
    Format("chart-*.svg", "image/svg+xml", _("Chart, SVG"), "graphics", build_svg, heavy=True, items=ids)
)
register(Format("chart-*.png", "image/png", _("Chart, PNG"), "graphics", build_png, heavy=True, items=ids))
