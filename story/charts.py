"""Charts as bars that HTML and SVG can draw without a script: lengths in percent of the widest."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from story.blocks.data import chart_numbers, is_reference
from story.display import FigureDisplay, display_of
from story.figures import Quantity, UnitKind
from story.records import FigureRecord

FILLS = ("pillar", "ink", "ink2", "pattern")
# On a phone a percent is 3.3 px; letters of a mark's name take about 8 px, its digits 23, beside 24 px of margin.
PIXELS, LETTER, DIGIT, MARGIN = 3.3, 8, 23, 24


@dataclass(frozen=True)
class Mark:
    """One bar or one piece of a bar; `start` and `length` in percent."""

    name: str
    display: FigureDisplay | None
    start: float
    length: float
    fill: str
    planned: bool

    @property
    def holds_name(self) -> bool:
        """Whether its name fits inside it on a phone; the list below names it in any case."""
        return self.length * PIXELS >= len(self.name) * LETTER + MARGIN

    @property
    def holds_digits(self) -> bool:
        """Whether its digits fit inside it on a phone."""
        return self.display is not None and self.length * PIXELS >= self.display.ems * DIGIT + MARGIN


@dataclass(frozen=True)
class Bar:
    """The marks of one category."""

    category: str
    marks: list[Mark]
    total: FigureDisplay | None


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn, and the rows of its table."""

    bars: list[Bar]
    series: list[str]


def chart_of(value: Any, figures: Mapping[str, FigureRecord], locale: str) -> Chart:
    """The bars of a chart block, with numbers in the locale's writing."""
    numbers = chart_numbers(value, dict(figures))
    stacked = value["kind"] == "stacked-bar"
    rows = [
        [values[i] if i < len(values) else None for _name, values in numbers]
        for i in range(len(value["categories"]))
    ]
    sums = [sum((abs(n) for n in row if n is not None), Decimal(0)) for row in rows]
    peaks = [abs(n) for row in rows for n in row if n is not None]
    widest: Decimal = max(sums if stacked else peaks, default=Decimal(0)) or Decimal(1)
    unit = value["unit"].term if value["unit"] else None

    def display(number: Decimal | None) -> FigureDisplay | None:
        return None if number is None else display_of(Quantity(number, unit=unit), locale)

    bars = []
    for i, (category, row) in enumerate(zip(value["categories"], rows, strict=True)):
        marks, start = [], 0.0
        for j, number in enumerate(row):
            length = round(float(abs(number or Decimal(0)) / widest * 100), 3)
            planned = _is_ahead(value["series"][j]["values"], i, figures)
            fill = FILLS[min(j, len(FILLS) - 1)]
            marks.append(Mark(numbers[j][0], display(number), start, length, fill, planned))
            start = round(start + length, 3) if stacked else 0.0
        # What is there and what is planned are never one sum.
        summable = all(number is not None and number >= 0 for number in row) and not any(
            m.planned for m in marks
        )
        whole = stacked and summable and len(row) > 1 and not (unit and unit.kind is UnitKind.PERCENT)
        bars.append(Bar(category, marks, display(sums[i]) if whole else None))
    return Chart(bars, [name for name, _values in numbers])


def _is_ahead(cells: Any, index: int, figures: Mapping[str, FigureRecord]) -> bool:
    cell = cells[index] if index < len(cells) else ""
    return is_reference(cell) and cell in figures and figures[cell].is_ahead
