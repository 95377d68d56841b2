"""The map shows every unit of today once, and the two island zones."""

from datetime import date

import pytest

from places.loading import load_units
from places.models import AdministrativeUnit
from places.tiles import ATTACHED, COLUMNS, ROWS, TILES


@pytest.mark.django_db
def test_every_unit_of_today_has_exactly_one_tile():
    load_units()
    current = AdministrativeUnit.objects.current().provinces()
    assert sorted(TILES) == sorted(unit.code for unit in current)


def test_no_two_tiles_share_a_cell_nor_stand_under_an_island_zone():
    cells = [tuple(cell) for cell in TILES.values()]
    for zone in ATTACHED:
        cells += [(zone.cell.row, zone.cell.column + offset) for offset in range(zone.columns)]
    assert len(cells) == 34 + 2 * 2
    assert len(set(cells)) == len(cells)


@pytest.mark.parametrize(("unit", "name"), [("Đà Nẵng", "Hoàng Sa"), ("Khánh Hòa", "Trường Sa")])
@pytest.mark.django_db
def test_an_island_zone_stands_in_the_row_of_its_unit_with_nothing_between(unit, name):
    load_units()
    code = AdministrativeUnit.objects.by_name(unit, at=date(2025, 7, 1)).code
    (zone,) = [zone for zone in ATTACHED if zone.unit == code]
    assert name in str(zone.name)
    assert zone.cell.row == TILES[code].row
    between = range(TILES[code].column + 1, zone.cell.column)
    assert between
    assert not [cell for cell in TILES.values() if cell.row == zone.cell.row and cell.column in between]


def test_everything_stands_inside_the_grid():
    assert (ROWS, COLUMNS) == (17, 8)
    assert all(1 <= cell.row <= ROWS and 1 <= cell.column <= COLUMNS for cell in TILES.values())


def test_the_north_is_above_and_the_west_is_left():
    assert TILES["04"].row < TILES["01"].row < TILES["46"].row < TILES["79"].row < TILES["96"].row
    assert TILES["11"].column < TILES["19"].column < TILES["20"].column
