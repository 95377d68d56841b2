"""Where a story was taken up: a small map of the units of today, and the same as a list."""

from dataclasses import dataclass
from typing import Any

from places.models import AdministrativeUnit
from places.tiles import ATTACHED, COLUMNS, ROWS, TILES, Cell
from story.models import StoryPage

TILE, STEP = 22, 26


@dataclass(frozen=True)
class AdoptionMap:
    """The 34 units as small tiles in SVG paths: where it was taken up, where not, and the two special zones."""

    width: int
    height: int
    adopted: str
    others: str
    joints: str
    zones: list[tuple[Any, int, int]]
    units: list[tuple[AdministrativeUnit, list[StoryPage]]]


def adoption_map(stories: list[StoryPage]) -> AdoptionMap | None:
    """The map of who took a story up, with the units of today and their stories; None where nobody did."""
    units: dict[str, tuple[AdministrativeUnit, list[StoryPage]]] = {}
    for story in stories:
        if story.province and (today := story.province.today()).code in TILES:
            units.setdefault(today.code, (today, []))[1].append(story)
    if not units:
        return None
    zones = [(zone.name, *_corner(zone.cell), zone) for zone in ATTACHED]
    return AdoptionMap(
        width=COLUMNS * STEP,
        height=ROWS * STEP,
        adopted="".join(_square(cell, TILE) for code, cell in TILES.items() if code in units),
        others="".join(_square(cell, TILE) for code, cell in TILES.items() if code not in units)
        + "".join(_square(zone.cell, TILE + STEP) for zone in ATTACHED),
        joints="".join(_joint(zone.unit, zone.cell) for zone in ATTACHED),
        zones=[(name, x, y) for name, x, y, _zone in zones],
        units=list(units.values()),
    )


def _corner(cell: Cell) -> tuple[int, int]:
    return (cell.column - 1) * STEP + 1, (cell.row - 1) * STEP + 1


def _square(cell: Cell, width: int) -> str:
    x, y = _corner(cell)
    return f"M{x} {y}h{width}v{TILE}h-{width}z"


def _joint(unit: str, cell: Cell) -> str:
    x, y = _corner(TILES[unit])
    return f"M{x + TILE} {y + TILE // 2}H{_corner(cell)[0]}"
