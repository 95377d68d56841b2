from decimal import Decimal

import pytest
from hypothesis import given

from story.figures import UnreadableNumber, format_number, parse_digits

from .figure_strategies import locales, numbers


@given(numbers(), locales)
def test_digits_parse_back_to_the_decimal(value, locale):
    assert parse_digits(format_number(value, locale), locale) == value


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("116000", "116.000", "116,000"),
        ("3098490000", "3.098.490.000", "3,098,490,000"),
        ("97.1", "97,1", "97.1"),
        ("97.100000", "97,1", "97.1"),
        ("-1234.05", "−1.234,05", "−1,234.05"),
        ("1E+4", "10.000", "10,000"),
        ("-0.0", "0", "0"),
        ("0.000001", "0,000001", "0.000001"),
    ],
)
def test_separators_follow_the_locale(value, vi, en):
    assert format_number(Decimal(value), "vi") == vi
    assert format_number(Decimal(value), "en-gb") == en


def test_forty_digits_keep_every_digit():
    value = Decimal("1234567890123456789012345678901234567890.12345678901234567890123")
    assert parse_digits(format_number(value, "vi"), "vi") == value


@pytest.mark.parametrize("text", ["1,234.5", "12.34", "01.234", "1.234.56", "", "abc", "1٣"])
def test_digits_of_another_language_are_refused(text):
    with pytest.raises(UnreadableNumber):
        parse_digits(text, "vi")
