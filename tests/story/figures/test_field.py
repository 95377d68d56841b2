import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import cell_field

sizes = st.floats(1, 2000)


@given(st.integers(0, 1000), st.integers(0, 1000), sizes, sizes)
def test_every_thing_has_its_cell_and_all_cells_fit(solid, hollow, width, height):
    field = cell_field(solid, hollow, width, height)
    if solid + hollow < 2:
        assert field is None
        return
    assert (field.solid, field.hollow) == (solid, hollow)
    assert (field.rows - 1) * field.columns < solid + hollow <= field.rows * field.columns
    assert field.cell / field.gap == pytest.approx(17 / 5)
    used_width = field.columns * (field.cell + field.gap) - field.gap
    used_height = field.rows * (field.cell + field.gap) - field.gap
    assert used_width <= width * 1.000001
    assert used_height <= height * 1.000001
    assert math.isclose(used_width, width) or math.isclose(used_height, height)


def test_the_cells_are_the_largest_that_fit():
    field = cell_field(68, 132, 460, 220)
    assert (field.columns, field.rows) == (20, 10)
    # One row or column less would not hold two hundred, one cell larger would not fit.
    assert field.cell == pytest.approx(220 / (10 - 5 / 22) * 17 / 22)


def test_of_equal_cells_the_fullest_rows_win():
    # Twenty to twenty-two columns give the same cells here; twenty leave no hole.
    assert cell_field(68, 132, 505, 220).columns == 20


@pytest.mark.parametrize(
    ("solid", "hollow", "width", "height"),
    [
        (1, 0, 100, 100),
        (0, 0, 100, 100),
        (2000, 1, 100, 100),
        (-1, 5, 100, 100),
        (Decimal("97.1"), 0, 100, 100),
        (2.5, 3, 100, 100),
        (10, 10, 0, 100),
        (10, 10, 100, math.inf),
        (math.nan, 2, 100, 100),
    ],
)
def test_no_field_where_it_would_not_be_honest(solid, hollow, width, height):
    assert cell_field(solid, hollow, width, height) is None


def test_two_thousand_cells_are_still_a_field():
    assert cell_field(2000, 0, 400, 300).solid == 2000


def test_whole_decimals_are_whole():
    assert cell_field(Decimal("68"), Decimal("132.0"), 400, 200).hollow == 132
