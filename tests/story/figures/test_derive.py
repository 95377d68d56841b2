from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import RULES, agrees, derive

from .figure_strategies import numbers


@pytest.mark.parametrize(
    ("rule", "first", "second", "result"),
    [
        ("share", "68", "200", "34"),
        ("ratio", "68", "200", "0.34"),
        ("sum", "97.1", "2.9", "100"),
        ("difference", "5", "7", "-2"),
        ("growth", "150", "100", "50"),
    ],
)
def test_rules(rule, first, second, result):
    assert derive(rule, Decimal(first), Decimal(second)) == Decimal(result)


def test_the_printed_144_percent_is_found_out():
    computed = derive("share", Decimal(867598), Decimal(680756))
    assert agrees(Decimal("127.4"), computed)
    assert agrees(Decimal("127.45"), computed)
    assert agrees(Decimal(127), computed)
    assert not agrees(Decimal(144), computed)
    assert not agrees(Decimal("127.40"), computed)
    assert not agrees(Decimal("127.5"), computed)


def test_a_printed_scale_is_the_printed_precision():
    assert agrees(Decimal("3.1E+9"), Decimal(3098490000))
    assert not agrees(Decimal("3100000000"), Decimal(3098490000))


@given(numbers(), st.integers(0, 6))
def test_a_number_agrees_with_its_own_rounding_and_not_with_the_next(value, places):
    step = Decimal(1).scaleb(-places)
    printed = value.quantize(step, rounding=ROUND_HALF_UP)
    assert agrees(printed, value)
    assert not agrees(printed + 2 * step, value)


@pytest.mark.parametrize("rule", ["share", "ratio", "growth"])
def test_nothing_is_divided_by_zero(rule):
    with pytest.raises(ValueError, match="zero"):
        derive(rule, Decimal(1), Decimal(0))


def test_zero_may_be_added_and_subtracted():
    assert derive("sum", Decimal(1), Decimal(0)) == derive("difference", Decimal(1), Decimal(0)) == 1


def test_an_unknown_rule_and_endless_numbers_are_refused():
    with pytest.raises(ValueError, match="no rule"):
        derive("product", Decimal(1), Decimal(1))
    for rule in RULES:
        with pytest.raises(ValueError, match="finite"):
            derive(rule, Decimal("NaN"), Decimal(1))
    assert not agrees(Decimal("NaN"), Decimal(1))
