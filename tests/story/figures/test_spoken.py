from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import ReadingStyle, UnreadableNumber, parse_spoken, spoken_number
from story.figures.spoken import spoken_ordinal

from .figure_strategies import locales, numbers

styles = st.builds(ReadingStyle, st.sampled_from(["linh", "lẻ"]), st.sampled_from(["nghìn", "ngàn"]))


@given(numbers(), locales, styles)
def test_spoken_words_parse_back_to_the_decimal(value, locale, style):
    assert parse_spoken(spoken_number(value, locale, style), locale) == value


@given(st.integers(0, 10**24 - 1), locales)
def test_whole_numbers_parse_back_far_above_a_billion(value, locale):
    assert parse_spoken(spoken_number(Decimal(value), locale), locale) == value


@given(st.integers(1, 10**6), locales)
def test_ranks_parse_back(value, locale):
    assert parse_spoken(spoken_ordinal(Decimal(value), locale), locale) == value


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_two_numbers_never_share_their_words(first, second):
    for locale in ("vi", "en"):
        words = [spoken_number(Decimal(value), locale) for value in (first, second)]
        assert (words[0] == words[1]) is (first == second)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "không"),
        ("4", "bốn"),
        ("10", "mười"),
        ("14", "mười bốn"),
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("55", "năm mươi lăm"),
        ("101", "một trăm linh một"),
        ("105", "một trăm linh năm"),
        ("111", "một trăm mười một"),
        ("1005", "một nghìn không trăm linh năm"),
        ("116000", "một trăm mười sáu nghìn"),
        ("1000007", "một triệu không trăm linh bảy"),
        ("3098490000", "ba tỷ không trăm chín mươi tám triệu bốn trăm chín mươi nghìn"),
        ("1000000000000", "một nghìn tỷ"),
        ("1000000000000000000", "một tỷ tỷ"),
        ("97.1", "chín mươi bảy phẩy một"),
        ("38.70", "ba mươi tám phẩy bảy"),
        ("3.14", "ba phẩy mười bốn"),
        ("3.05", "ba phẩy không năm"),
        ("3.145", "ba phẩy một bốn năm"),
        ("0.25", "không phẩy hai mươi lăm"),
        ("-5", "âm năm"),
    ],
)
def test_vietnamese_reading(value, words):
    assert spoken_number(Decimal(value), "vi") == words


def test_the_newsroom_chooses_its_vietnamese_words():
    style = ReadingStyle(linh="lẻ", thousand="ngàn")
    assert spoken_number(Decimal(5105), "vi", style) == "năm ngàn một trăm lẻ năm"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "zero"),
        ("97.1", "ninety-seven point one"),
        ("3.05", "three point zero five"),
        ("116000", "one hundred and sixteen thousand"),
        ("1005", "one thousand and five"),
        ("-21", "minus twenty-one"),
        ("1000000000000000000", "one quintillion"),
    ],
)
def test_english_reading(value, words):
    assert spoken_number(Decimal(value), "en") == words


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("1", "thứ nhất", "first"),
        ("2", "thứ nhì", "second"),
        ("3", "thứ ba", "third"),
        ("4", "thứ tư", "fourth"),
        ("12", "thứ mười hai", "twelfth"),
        ("20", "thứ hai mươi", "twentieth"),
        ("21", "thứ hai mươi mốt", "twenty-first"),
        ("0", "không", "zero"),
        ("1.5", "một phẩy năm", "one point five"),
    ],
)
def test_ranks(value, vi, en):
    assert spoken_ordinal(Decimal(value), "vi") == vi
    assert spoken_ordinal(Decimal(value), "en") == en


@pytest.mark.parametrize("text", ["Một trăm lẻ năm", "một trăm linh năm", "MỘT  TRĂM LINH NĂM"])
def test_other_spellings_are_understood(text):
    assert parse_spoken(text, "vi") == 105


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("", "vi"),
        ("hai trăm năm", "vi"),
        ("nghìn", "vi"),
        ("năm nghìn hai triệu", "vi"),
        ("một phẩy", "vi"),
        ("mèo", "vi"),
        ("five ten", "en"),
        ("thousand", "en"),
        ("one point ten", "en"),
        ("", "en"),
    ],
)
def test_words_that_are_no_number_are_refused(text, locale):
    with pytest.raises(UnreadableNumber, match="not a number in words"):
        parse_spoken(text, locale)


def test_english_has_no_words_without_end():
    with pytest.raises(ValueError, match="No English words"):
        spoken_number(Decimal(10) ** 24, "en")
