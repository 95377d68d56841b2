"""The cover of a story, drawn from its lead figure: pillar ground, white field, the figure, its label."""

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from story.display import FigureDisplay, display_of, figure_words
from story.drawing import SHAPES, FigureField, field_of
from story.records import FigureRecord

if TYPE_CHECKING:
    from story.models import Pillar, StoryPage

WIDTH, HEIGHT, MARGIN = 440, 330, 24
FIELD_TOP, FIELD_WIDTH = 58, WIDTH - 2 * MARGIN
# Of a condensed digit, in parts of its size; and how many letters a line of label or headline takes.
DIGIT_WIDTH, DIGIT_HEIGHT = 0.52, 0.69
LABEL_CHARACTERS, HEADLINE_CHARACTERS = 44, 28
GROUNDS = {"digital-government": "#1B4DB3", "digital-economy": "#B5390B", "digital-society": "#00584E"}
INK = "#11151C"


@dataclass(frozen=True)
class Cover:
    """What the drawing needs; without a figure the headline stands on ink."""

    headline: str
    ground: str
    pillar: "Pillar | None"
    figure: FigureRecord | None
    display: FigureDisplay | None
    field: FigureField | None

    @property
    def scale(self) -> str:
        """How much the field is enlarged or reduced to fill the width, for an attribute."""
        return f"{FIELD_WIDTH / self.field.drawing.width:.4f}" if self.field else "1"

    @property
    def label(self) -> str:
        """The words under the figure: a target or projection keeps its word."""
        if not self.figure or not self.display:
            return ""
        return ": ".join(piece for piece in (self.figure.nature_word, figure_words(self.figure)) if piece)

    @property
    def label_lines(self) -> list[str]:
        """The label broken for its width: SVG does not wrap."""
        return textwrap.wrap(self.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …")

    @property
    def headline_lines(self) -> list[str]:
        """The headline broken for its width."""
        return textwrap.wrap(self.headline, HEADLINE_CHARACTERS, max_lines=5, placeholder=" …")

    @property
    def headline_y(self) -> int:
        """The first line of the headline, whose last stands on the margin."""
        return HEIGHT - MARGIN - 34 * (len(self.headline_lines) - 1) - 8

    @property
    def label_y(self) -> int:
        """The first line of the label."""
        return HEIGHT - MARGIN - 20 * (len(self.label_lines) - 1) - 2

    @property
    def figure_y(self) -> int:
        """The line the digits stand on."""
        return self.label_y - 30

    @property
    def size(self) -> int:
        """The largest digits that fit the width, and the height that the field leaves."""
        if not self.display:
            return 0
        field = (
            FIELD_TOP + FIELD_WIDTH * self.field.drawing.height / self.field.drawing.width
            if self.field
            else 52
        )
        return int(
            min((self.figure_y - field - 16) / DIGIT_HEIGHT, FIELD_WIDTH / (self.display.ems * DIGIT_WIDTH))
        )

    @property
    def stroke(self) -> str:
        """The outline of hollow digits: 4 % of their size on either side."""
        return f"{self.size * 0.04:.1f}"


def cover_of(page: "StoryPage") -> Cover:
    """The cover of a story as it is public now."""
    pillar = next(iter(page.pillars.all()), None)
    figure = page.lead_figure
    if figure is None:
        return Cover(page.title, INK, pillar, None, None, None)
    code = pillar.code if pillar else ""
    shape = SHAPES.get(code, "square")
    field = field_of(figure, page.figures, shape, FIELD_WIDTH, HEIGHT * 0.4 - FIELD_TOP)
    shown = display_of(figure.quantity, figure.locale)
    return Cover(page.title, GROUNDS.get(code, INK), pillar, figure, shown, field)
