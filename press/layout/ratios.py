"""The sizes of a graphic: pixels, margins and the size of plain words, from which all other sizes follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A canvas: `em` is the size of plain words, `lead` the least size of the
    lead figure's digits where its length allows, `points` the width and height of the PDF page,
    `figures` how many may stand beside the lead figure."""

    name: str
    width: int
    height: int
    left: int
    top: int
    bottom: int
    em: float
    headline: float
    headline_lines: int
    module: int
    lead: float
    points: tuple[float, float]
    figures: int = 5

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.left

    @property
    def line(self) -> float:
        """The thickness of the rule that closes the body."""
        return round(self.em * 0.14)


RATIOS = {
    ratio.name: ratio
    for ratio in (
        # Title-safe: 5 % on every side stays empty.
        Ratio("16x9", 1920, 1080, 96, 58, 54, 26, 64, 2, 4, 400, (1440, 810)),
        Ratio("1x1", 1080, 1080, 60, 56, 50, 23, 54, 3, 3, 330, (810, 810)),
        # The players of vertical video cover the top and the bottom.
        Ratio("9x16", 1080, 1920, 72, 156, 78, 29, 66, 4, 4, 470, (810, 1440)),
        Ratio("a4", 2480, 3508, 177, 177, 165, 54, 132, 3, 8, 950, (595.28, 841.89)),
    )
}
# A film's thumbnail is seen small: larger words, fewer figures.
THUMBNAIL = Ratio("thumbnail", 1280, 720, 64, 40, 36, 24, 54, 2, 3, 270, (960, 540), 2)
CARD = Ratio("card", 1200, 630, 56, 48, 28, 25, 54, 4, 3, 300, (900, 472.5))
# Title-safe: a tenth on every side is left by every word.
LOWER_THIRD = Ratio("lower-third", 1920, 1080, 192, 108, 108, 36, 64, 2, 4, 130, (1440, 810))
