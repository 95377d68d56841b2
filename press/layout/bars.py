"""A chart of a story as bars that can be read at a glance: what is there solid, what is hoped for hollow with its word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from press.layout.fonts import drawable
from press.summary import Chart, Figure, Series, StorySummary
from story.figures import Quantity, figure_forms
from story.figures.forms import nature_word
from story.figures.types import Nature, Qualifier

MOST_BARS, MOST_PARTS = 6, 4
HOLLOW = {"target", "projection"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: its name, its number as shown, the word of a target or projection, its verification if it lacks."""

    name: str
    value: Decimal
    shown: str
    word: str = ""
    state: str = ""

    def told(self, text: str) -> str:
        """A text of this part with the word that belongs to it, and that nobody has signed it off yet."""
        word = f"{self.word}:" if self.word else ""
        return " ".join(filter(None, [word, text, f"({self.state})" if self.state else ""]))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its label and its parts."""

    label: str
    parts: tuple[Stretch, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart ready to draw."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    stacked: bool
    source: str = ""


def bars_of(chart: Chart, summary: StorySummary) -> Bars | None:
    """The chart as bars; nothing if a number is missing, below zero, or the bars are too many to read."""
    values = [value for series in chart.series for value in series.values]
    if not all(values) or any(Decimal(value) < 0 for value in values) or not any(map(Decimal, values)):
        return None
    stacked = chart.kind == "stacked-bar"

    def part(name: str, series: Series, n: int) -> Stretch:
        return stretch(name, series.values[n], figure_at(summary, series, n), summary.locale)

    bars = parted(chart, part) if stacked else single(chart, part)
    if len(bars) > MOST_BARS or any(len(bar.parts) > MOST_PARTS for bar in bars):
        return None
    title, unit = drawable(chart.title), drawable(chart.unit)
    unit = "" if unit.casefold() in title.casefold() else unit
    return Bars(title, unit, tuple(bars), stacked, drawable(chart.source))


def parted(chart: Chart, part: Callable[[str, Series, int], Stretch]) -> list[Bar]:
    """One bar of parts for each category; a whole told as one series is one bar, its categories are the parts."""
    if len(chart.series) == 1:
        (whole,) = chart.series
        return [Bar("", tuple(part(name, whole, n) for n, name in enumerate(chart.categories)))]
    return [
        Bar(drawable(category), tuple(part(series.name, series, n) for series in chart.series))
        for n, category in enumerate(chart.categories)
    ]


def single(chart: Chart, part: Callable[[str, Series, int], Stretch]) -> list[Bar]:
    """A bar for each number."""
    several = len(chart.series) > 1
    return [
        Bar(drawable(f"{category}, {series.name}" if several else category), (part("", series, n),))
        for n, category in enumerate(chart.categories)
        for series in chart.series
    ]


def stretch(name: str, value: str, figure: Figure | None, locale: str) -> Stretch:
    """A part as it is told."""
    shown = shown_as(value, figure, locale)
    return Stretch(drawable(name), Decimal(value), shown, ahead(figure, locale), awaited(figure))


def shown_as(value: str, figure: Figure | None, locale: str) -> str:
    """A number of a chart, with the word that its figure never goes without: hơn 116.000."""
    known = figure and figure.qualifier in set(Qualifier) and Decimal(figure.value) == Decimal(value)
    qualifier = Qualifier(figure.qualifier) if figure and known else Qualifier.EXACT
    # Millions and more are shortened where nothing is lost: 100 tỷ, not 100.000.000.000.
    return figure_forms(Quantity(Decimal(value), qualifier=qualifier), locale).sentence


def figure_at(summary: StorySummary, series: Series, n: int) -> Figure | None:
    """The figure that a value of a chart is taken from; nothing for a typed number."""
    return summary.figure(series.figures[n]) if n < len(series.figures) else None


def ahead(figure: Figure | None, locale: str) -> str:
    """The word of a target or projection; empty for what is there."""
    if figure is None or figure.nature not in HOLLOW:
        return ""
    word = nature_word(Nature(figure.nature), locale)
    return word[:1].upper() + word[1:]


def awaited(figure: Figure | None) -> str:
    """That nobody has signed a figure off; empty for a typed number."""
    return _("Awaiting verification") if figure and not figure.verified else ""
