from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import (
    UnreadablePeriod,
    format_period,
    parse_period,
    period_end,
    spoken_period,
    validate_period,
)

from .figure_strategies import locales

days = st.dates(date(1900, 1, 1), date(2999, 12, 31))


def at(day, precision):
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]


precisions = st.sampled_from(["year", "month", "day"])


@given(days, precisions, locales)
def test_a_formatted_period_parses_back(day, precision, locale):
    iso = at(day, precision)
    assert parse_period(format_period(iso, locale)) == iso
    assert parse_period(iso) == iso


@given(days, st.integers(1, 2000), precisions, locales)
def test_a_formatted_interval_parses_back(day, length, precision, locale):
    start, end = at(day, precision), at(day + timedelta(days=length), precision)
    if start == end or end > "3":
        return
    iso = f"{start}/{end}"
    assert parse_period(format_period(iso, locale)) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("  ", ""),
        ("2021", "2021"),
        ("năm 2021", "2021"),
        ("12/2021", "2021-12"),
        ("tháng 12 năm 2021", "2021-12"),
        ("Tháng Tư năm 2022", "2022-04"),
        ("tháng năm năm 2022", "2022-05"),
        ("15/12/2021", "2021-12-15"),
        ("15-12-2021", "2021-12-15"),
        ("ngày 15 tháng 12 năm 2021", "2021-12-15"),
        ("từ 15/12 đến 31/12/2021", "2021-12-15/2021-12-31"),
        ("Từ ngày 15/11 đến hết ngày 3/12/2021", "2021-11-15/2021-12-03"),
        ("15-31/12/2021", "2021-12-15/2021-12-31"),
        ("từ tháng 5 đến tháng 10 năm 2021", "2021-05/2021-10"),
        ("từ tháng tư đến tháng mười năm 2021", "2021-04/2021-10"),
        ("quý I/2022", "2022-01/2022-03"),
        ("Quý 4 năm 2021", "2021-10/2021-12"),
        ("6 tháng đầu năm 2022", "2022-01/2022-06"),
        ("giai đoạn 2021–2025", "2021/2025"),
        ("2021-12-15/2021-12-31", "2021-12-15/2021-12-31"),
        ("December 2021", "2021-12"),
        ("15–31 December 2021", "2021-12-15/2021-12-31"),
        ("from May to October 2021", "2021-05/2021-10"),
        ("Q1 2022", "2022-01/2022-03"),
    ],
)
def test_a_period_as_people_write_it(text, iso):
    assert parse_period(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("hôm nay", "2022-01-13"),
        ("yesterday", "2022-01-12"),
        ("tháng trước", "2021-12"),
        ("năm nay", "2022"),
        ("năm ngoái", "2021"),
    ],
)
def test_relative_words_are_fixed_at_once(text, iso):
    assert parse_period(text, today=date(2022, 1, 13)) == iso


@pytest.mark.parametrize(
    "text",
    ["31/2/2021", "13/2021", "2021-13", "15/12", "tháng 12", "abc", "0000", "2022/2021", "2021/2021-12"]
    + ["2021-1", "2021/2022/2023", "từ 31/12 đến 15/12/2021", "2021/2021", "1" * 500, "\x00"],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UnreadablePeriod) as caught:
        parse_period(text)
    assert caught.value.message


@pytest.mark.parametrize(
    "iso", ["12/2021", "2021-2", "2021-02-30", "2021/", "/2021", "2021-12-15T00:00", " "]
)
def test_only_iso_is_valid(iso):
    with pytest.raises(UnreadablePeriod):
        validate_period(iso)


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("", "", ""),
        ("2021", "2021", "2021"),
        ("2021-12", "12/2021", "December 2021"),
        ("2021-12-05", "5/12/2021", "5 December 2021"),
        ("2021-12-15/2021-12-31", "từ 15/12 đến 31/12/2021", "15–31 December 2021"),
        ("2021-11-15/2021-12-03", "từ 15/11 đến 3/12/2021", "15 November – 3 December 2021"),
        ("2021-12-15/2022-01-03", "từ 15/12/2021 đến 3/1/2022", "15 December 2021 – 3 January 2022"),
        ("2021-05/2021-10", "từ 5/2021 đến 10/2021", "May–October 2021"),
        ("2021-05/2022-10", "từ 5/2021 đến 10/2022", "May 2021 – October 2022"),
        ("2021/2025", "từ 2021 đến 2025", "2021–2025"),
    ],
)
def test_format(iso, vi, en):
    assert format_period(iso, "vi") == vi
    assert format_period(iso, "en") == en


@pytest.mark.parametrize(
    ("iso", "end"),
    [
        ("", None),
        ("2021", date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2021-12-15", date(2021, 12, 15)),
        ("2021-05/2021-10", date(2021, 10, 31)),
    ],
)
def test_the_end_is_the_last_day(iso, end):
    assert period_end(iso) == end


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("", "", ""),
        ("2022-04", "tháng tư năm hai nghìn không trăm hai mươi hai", "April twenty twenty-two"),
        ("2005", "năm hai nghìn không trăm linh năm", "two thousand and five"),
        ("1905", "năm một nghìn chín trăm linh năm", "nineteen oh five"),
        ("1900", "năm một nghìn chín trăm", "nineteen hundred"),
        (
            "2021-12-15/2021-12-31",
            "từ ngày mười lăm tháng mười hai đến ngày ba mươi mốt tháng mười hai "
            "năm hai nghìn không trăm hai mươi mốt",
            "from the fifteenth of December to the thirty-first of December twenty twenty-one",
        ),
    ],
)
def test_spoken(iso, vi, en):
    assert spoken_period(iso, "vi") == vi
    assert spoken_period(iso, "en") == en
