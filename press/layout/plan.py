"""Attempts at a body: how much to show and at which scale; the arrangements build on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.layout.cards import Card, ChartCard, legend
from press.layout.content import Content, Telling
from press.layout.marks import field, share_bar
from press.layout.paragraphs import INK
from press.layout.primitives import Block
from press.layout.ratios import Ratio

# Few figures may be told in larger words; the more stand beside the lead one, the less their words may shrink.
SCALES = {
    0: (1.6, 1.4, 1.2, 1.0, 0.9, 0.8),
    1: (1.5, 1.3, 1.15, 1.0, 0.9, 0.8),
    2: (1.3, 1.15, 1.0, 0.9, 0.8),
}
FULL_SCALES = (1.15, 1.0, 0.9)
SMALL_SCALE = 0.7
# How much of the wanted size the lead figure may give up before everything else has been tried.
LEAD_SHARES = (1.0, 0.75, 0.5, 0.3)
HALF = 0.5
LEAST_CELL = 0.5
MOST_COUNTABLE = 600


@dataclass(frozen=True, slots=True)
class Plan:
    """One attempt: how many further figures, whether with the chart, at which scale of words."""

    content: Content
    lead: Telling
    ratio: Ratio
    figures: int
    with_chart: bool
    scale: float
    lead_share: float

    @property
    def em(self) -> float:
        """The size of plain words in pixels."""
        return self.ratio.em * self.scale

    @property
    def gap(self) -> float:
        """The room between blocks in pixels."""
        return self.ratio.em * (0.9 + 0.6 * self.scale)

    @property
    def least(self) -> float:
        """The least size of the lead figure's digits in pixels, where their length allows."""
        return self.ratio.lead * self.lead_share

    @property
    def mixed(self) -> bool:
        """Whether verification must be said figure by figure."""
        return not self.content.all_verified

    @property
    def shape(self) -> str:
        """The shape of cells and legend marks."""
        return self.content.pillar.shape if self.content.pillar else "square"

    @property
    def colour(self) -> str:
        """The colour of cells and bars."""
        return self.content.pillar.colour if self.content.pillar else INK

    def charts(self) -> list[ChartCard]:
        """The chart, if this attempt has it."""
        bars = self.content.bars if self.with_chart else None
        return [ChartCard(bars, self.colour, self.em)] if bars else []

    def cards(self) -> list[Card]:
        """The further figures of this attempt."""
        return [Card(told, self.em, self.mixed) for told in self.content.others[: self.figures]]

    def field(self, width: float, height: float) -> Block | None:
        """The lead figure's field in its box, or nothing if its cells would be too small to see."""
        extent = self.content.extent
        if extent is None or height < self.em:
            return None
        if extent.bar:
            share = float(extent.solid / (extent.solid + extent.hollow))
            return share_bar(self.colour, share, width, min(height, self.em * 2.2), self.ratio.line)
        total = int(extent.solid + extent.hollow)
        # Few cells must be large enough to count; a great field may look like a texture.
        least = self.em * LEAST_CELL if total <= MOST_COUNTABLE else 3.0
        return field(self.shape, self.colour, int(extent.solid), int(extent.hollow), width, height, least)

    def legend(self, width: float) -> Block | None:
        """What the cells stand for."""
        extent = self.content.extent
        return legend(extent, self.shape, self.colour, self.em, width) if extent else None


def plans(content: Content, lead: Telling, ratio: Ratio) -> Iterator[Plan]:
    """Attempts from the fullest to the barest: words shrink before a figure is left out, the chart goes last."""
    for share in LEAD_SHARES:
        # A smaller lead figure is better than one that stands there without any other, or without the chart.
        fewest = min(1, len(content.others)) if share > HALF else 0
        for figures in range(len(content.others), fewest - 1, -1):
            for with_chart in choices(content, share):
                for scale in SCALES.get(figures, FULL_SCALES):
                    yield Plan(content, lead, ratio, figures, with_chart, scale, share)


def choices(content: Content, share: float) -> tuple[bool, ...]:
    """Whether to try with the chart, without it, or first the one and then the other."""
    if not content.bars:
        return (False,)
    return (True, False) if share <= HALF else (True,)
