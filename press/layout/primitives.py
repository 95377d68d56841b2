"""What a graphic is made of, in pixels from its top left corner: lines of text, shapes and circles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from press.imprint import Imprint
from press.layout.fonts import Role, advance, ink

Point = tuple[float, float]
Polygon = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    def overlaps(self, other: Box, slack: float = 0.5) -> bool:
        """Whether the two share more than `slack` pixels in both directions."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > slack and down > slack

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        """Whether the other lies wholly inside this one."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one style within a line, `dx` pixels from its start."""

    text: str
    role: Role
    fill: str
    dx: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on the baseline `y`; `outline` is the stroke of hollow digits, `tracking` is in em,
    `turn` in degrees round its start."""

    part: str
    x: float
    y: float
    spans: tuple[Span, ...]
    size: float
    outline: float = 0.0
    tracking: float = 0.0
    stroke: str = "#11151C"
    turn: float = 0.0

    @property
    def box(self) -> Box:
        """The advance across, the ink up and down, as if it were not turned."""
        last = self.spans[-1]
        width = last.dx + advance(last.text, last.role, self.size, self.tracking)
        tops, bottoms = zip(*(ink(span.text, span.role) for span in self.spans), strict=True)
        top, bottom = max(tops) * self.size + self.outline / 2, min(bottoms) * self.size - self.outline / 2
        return Box(self.x, self.y - top, width, top - bottom)

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(span.text for span in self.spans)

    def moved(self, dx: float, dy: float) -> Text:
        """The same line elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Polygons of one look; `ground` ones may lie under text. A stroke of hollow shapes stays inside their box."""

    part: str
    polygons: tuple[Polygon, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    ground: bool = False

    @property
    def box(self) -> Box:
        """The rectangle round every point and the stroke."""
        xs = [x for polygon in self.polygons for x, _ in polygon]
        ys = [y for polygon in self.polygons for _, y in polygon]
        half = self.width / 2 if self.stroke else 0
        return Box(min(xs) - half, min(ys) - half, max(xs) - min(xs) + 2 * half, max(ys) - min(ys) + 2 * half)

    def moved(self, dx: float, dy: float) -> Shapes:
        """The same shapes elsewhere."""
        return replace(self, polygons=tuple(tuple((x + dx, y + dy) for x, y in p) for p in self.polygons))


@dataclass(frozen=True, slots=True)
class Circles:
    """Discs or rings of one radius."""

    part: str
    centres: tuple[Point, ...]
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    ground: bool = field(default=False, init=False)

    @property
    def box(self) -> Box:
        """The rectangle round every circle and its stroke."""
        reach = self.radius + (self.width / 2 if self.stroke else 0)
        xs, ys = [x for x, _ in self.centres], [y for _, y in self.centres]
        return Box(
            min(xs) - reach, min(ys) - reach, max(xs) - min(xs) + 2 * reach, max(ys) - min(ys) + 2 * reach
        )

    def moved(self, dx: float, dy: float) -> Circles:
        """The same circles elsewhere."""
        return replace(self, centres=tuple((x + dx, y + dy) for x, y in self.centres))


Primitive = Text | Shapes | Circles


@dataclass(frozen=True, slots=True)
class Block:
    """Primitives laid out from (0, 0), and the room they take."""

    width: float
    height: float
    items: tuple[Primitive, ...] = ()

    def at(self, x: float, y: float) -> tuple[Primitive, ...]:
        """The primitives with the block's corner at this place."""
        return tuple(item.moved(x, y) for item in self.items)


@dataclass(frozen=True, slots=True)
class Poster:
    """A graphic ready to draw: its size in pixels, words for machines, primitives from back to front.

    `points` is the size of its page in print, `ground` the colour behind all or nothing for a transparent one,
    `alts` the words for drawings that no text stands for, by their part.
    """

    name: str
    width: int
    height: int
    locale: str
    title: str
    description: str
    items: tuple[Primitive, ...]
    imprint: Imprint
    points: tuple[float, float] = (0.0, 0.0)
    ground: str | None = "#FFFFFF"
    alts: tuple[tuple[str, str], ...] = ()


def rectangle(x: float, y: float, w: float, h: float) -> Polygon:
    """The four corners of a rectangle."""
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def column(blocks: Iterable[Block], gap: float) -> Block:
    """Blocks one under the other."""
    items: list[Primitive] = []
    y = width = 0.0
    for block in blocks:
        y += gap if items else 0
        items.extend(block.at(0, y))
        y += block.height
        width = max(width, block.width)
    return Block(width, y, tuple(items))
