from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import (
    AmbiguousNumber,
    Nature,
    Qualifier,
    Quantity,
    ReadingStyle,
    figure_forms,
    parse_quantity,
    parse_spoken,
    qualifier_word,
)

from .figure_strategies import (
    ACCOUNTS,
    ATMS,
    COMMUNES,
    DONG,
    DONG_PER_ATM,
    LEVEL,
    PERCENT,
    POINTS,
    RANK,
    SHOPS,
    locales,
    numbers,
    unit,
)

NBSP = "\N{NO-BREAK SPACE}"
DOWN = {Qualifier.OVER, Qualifier.AT_LEAST}
UP = {Qualifier.NEARLY, Qualifier.UNDER, Qualifier.AT_MOST}
units = st.sampled_from([None, SHOPS, DONG, DONG_PER_ATM, PERCENT, LEVEL])


def quantity(value, value_max=None, **terms):
    return Quantity(Decimal(value), None if value_max is None else Decimal(value_max), **terms)


def read_back(text, locale):
    """What the text says; of two readings the locale's own, which the forms are written in."""
    try:
        return parse_quantity(text, locale)
    except AmbiguousNumber as error:
        return error.readings[0]


@given(numbers(), st.sampled_from(Qualifier), units, st.sampled_from(Nature), locales)
def test_compact_never_lies(value, qualifier, unit_term, nature, locale):
    record = Quantity(value, qualifier=qualifier, unit=unit_term, nature=nature)
    forms = figure_forms(record, locale)
    said = read_back(forms.compact, locale)

    assert (said.value == value) is (forms.rounding == "exactly")
    assert abs(said.value - value) <= abs(value) / 10
    if forms.rounding == "nearly":
        assert said.value > value
    if forms.rounding == "over":
        assert said.value < value
    if qualifier in DOWN:
        assert said.value <= value
    if qualifier in UP:
        assert said.value >= value
    told = Qualifier(forms.rounding) if qualifier is Qualifier.EXACT else qualifier
    assert said.qualifier is told


@given(numbers(), numbers(), st.sampled_from(Qualifier), units, locales)
def test_a_compact_range_is_never_rounded(first, second, qualifier, unit_term, locale):
    low, high = sorted((first, second))
    if low == high:
        return
    forms = figure_forms(Quantity(low, high, qualifier=qualifier, unit=unit_term), locale)
    said = read_back(forms.compact, locale)
    assert (said.value, said.value_max, said.qualifier) == (low, high, qualifier)
    assert forms.rounding == "exactly"


@given(numbers(), st.sampled_from(Qualifier), units, locales)
def test_the_sentence_and_the_digits_are_exact(value, qualifier, unit_term, locale):
    forms = figure_forms(Quantity(value, qualifier=qualifier, unit=unit_term), locale)
    sentence = read_back(forms.sentence, locale)
    assert (sentence.value, sentence.qualifier) == (value, qualifier)
    assert read_back(forms.digits, locale).value == value
    whole = read_back(forms.whole, locale)
    assert (whole.value, whole.qualifier) == (value, qualifier) and forms.digits in forms.whole


@given(numbers(), st.sampled_from(Qualifier), locales)
def test_spoken_is_exact_and_keeps_the_qualifier(value, qualifier, locale):
    spoken = figure_forms(Quantity(value, qualifier=qualifier), locale).spoken
    word = qualifier_word(qualifier, locale)
    assert spoken.startswith(word)
    assert parse_spoken(spoken.removeprefix(word), locale) == value


@given(numbers(), st.sampled_from([Nature.TARGET, Nature.PROJECTION]), units, locales)
def test_what_has_not_happened_always_carries_its_word(value, nature, unit_term, locale):
    forms = figure_forms(Quantity(value, nature=nature, unit=unit_term), locale)
    word = {"vi": ("mục tiêu ", "dự kiến "), "en": ("target ", "projected ")}[locale]
    for text in (forms.screen, forms.whole, forms.compact, forms.spoken):
        assert text.startswith(word[nature is Nature.PROJECTION])


@pytest.mark.parametrize(
    ("record", "vi", "en"),
    [
        (quantity(116000, qualifier=Qualifier.OVER, unit=SHOPS), "hơn 116 nghìn cửa hàng số",
         "over 116 thousand digital shops"),
        (quantity(3098490000, unit=DONG), "gần 3,1 tỷ đồng", "nearly VND 3.1 billion"),
        (quantity(3100000000, unit=DONG), "3,1 tỷ đồng", "VND 3.1 billion"),
        (quantity(300000000000, unit=DONG, nature=Nature.PROJECTION), "dự kiến 300 tỷ đồng",
         "projected VND 300 billion"),
        (quantity(500000000, unit=DONG, qualifier=Qualifier.ABOUT), "khoảng 500 triệu đồng",
         "about VND 500 million"),
        (quantity(200000000, unit=DONG_PER_ATM), "200 triệu đồng/cây/năm", "VND 200 million per ATM per year"),
        (quantity(867598, unit=ACCOUNTS), "gần 868 nghìn tài khoản", "nearly 868 thousand accounts"),
        (quantity(867598, qualifier=Qualifier.OVER), "hơn 867 nghìn", "over 867 thousand"),
        (quantity(867598, qualifier=Qualifier.AT_LEAST), "ít nhất 867 nghìn", "at least 867 thousand"),
        (quantity(867498, qualifier=Qualifier.UNDER), "dưới 868 nghìn", "under 868 thousand"),
        (quantity(867498, qualifier=Qualifier.AT_MOST), "tối đa 868 nghìn", "at most 868 thousand"),
        (quantity(867498, qualifier=Qualifier.ABOUT), "khoảng 867 nghìn", "about 867 thousand"),
        (quantity(50111), "hơn 50,1 nghìn", "over 50.1 thousand"),
        (quantity(999999, qualifier=Qualifier.NEARLY), "gần 1 triệu", "nearly 1 million"),
        (quantity(1702), "1.702", "1,702"),
        (quantity("1.5E+12", unit=DONG), "1,5 nghìn tỷ đồng", "VND 1.5 trillion"),
        (quantity(68, unit=unit("count", "điểm bưu điện văn hóa xã")), "68 điểm bưu điện văn hóa xã",
         "68 điểm bưu điện văn hóa xã"),
        (quantity(1, unit=SHOPS), "1 cửa hàng số", "1 digital shop"),
        (quantity(7000, 10000, qualifier=Qualifier.ABOUT), "khoảng 7–10 nghìn", "about 7–10 thousand"),
        (quantity(7001, 10000), "7.001–10.000", "7,001–10,000"),
        (quantity(7250000, 7500000), "7.250.000–7.500.000", "7,250,000–7,500,000"),
        (quantity("97.1", unit=PERCENT), "97,1%", "97.1%"),
        (quantity("127.446905", unit=PERCENT), "hơn 127,4%", "over 127.4%"),
        (quantity(2, unit=POINTS), "2 điểm phần trăm", "2 percentage points"),
        (quantity(4, unit=LEVEL), "mức độ 4", "level 4"),
        (quantity(15, unit=RANK), "hạng 15", "15th"),
        (quantity(200, total=Decimal(200), unit=COMMUNES, nature=Nature.TARGET), "mục tiêu 200/200 xã",
         "target 200/200 communes"),
    ],
)  # fmt: skip
def test_compact(record, vi, en):
    assert figure_forms(record, "vi").compact == vi
    assert figure_forms(record, "en").compact == en


@pytest.mark.parametrize(
    ("record", "vi", "en"),
    [
        (quantity(116000, qualifier=Qualifier.OVER), "116.000", "116,000"),
        (quantity("97.1", unit=PERCENT), "97,1%", "97.1%"),
        (quantity(60, 70, unit=PERCENT), "60–70%", "60–70%"),
        (quantity(1, 2, unit=ATMS), "1–2", "1–2"),
        (quantity(300000000000, unit=DONG), "300.000.000.000", "300,000,000,000"),
        (quantity(110000, total=Decimal(280000)), "110.000/280.000", "110,000/280,000"),
    ],
)
def test_digits_hold_no_word(record, vi, en):
    assert figure_forms(record, "vi").digits == figure_forms(record, "vi").screen == vi
    assert figure_forms(record, "en").digits == figure_forms(record, "en").screen == en


def test_screen_carries_the_word_of_a_target_and_a_projection():
    target = quantity(200, total=Decimal(200), nature=Nature.TARGET)
    projection = quantity(300000000000, nature=Nature.PROJECTION)
    assert figure_forms(target, "vi").screen == "mục tiêu 200/200"
    assert figure_forms(target, "vi").digits == "200/200"
    assert figure_forms(projection, "vi").screen == "dự kiến 300.000.000.000"
    assert figure_forms(projection, "en").screen == "projected 300,000,000,000"


@pytest.mark.parametrize(
    ("record", "vi", "en"),
    [
        (quantity(116000, qualifier=Qualifier.OVER, unit=SHOPS), "hơn một trăm mười sáu nghìn cửa hàng số",
         "over one hundred and sixteen thousand digital shops"),
        (quantity("97.1", unit=PERCENT), "chín mươi bảy phẩy một phần trăm", "ninety-seven point one percent"),
        (quantity(200000000, unit=DONG_PER_ATM), "hai trăm triệu đồng mỗi cây mỗi năm",
         "two hundred million dong per ATM per year"),
        (quantity(60, 70, unit=PERCENT), "sáu mươi đến bảy mươi phần trăm", "sixty to seventy percent"),
        (quantity(1, 2, unit=ATMS), "một đến hai cây ATM", "one to two ATMs"),
        (quantity(68, total=Decimal(200), unit=COMMUNES), "sáu mươi tám trên hai trăm xã",
         "sixty-eight out of two hundred communes"),
        (quantity(300000000000, unit=DONG, nature=Nature.PROJECTION), "dự kiến ba trăm tỷ đồng",
         "projected three hundred billion dong"),
        (quantity(4, unit=LEVEL), "mức độ bốn", "level four"),
        (quantity(1, unit=RANK), "thứ nhất", "first"),
        (quantity(2, unit=unit("rank", "vị trí", "place")), "vị trí thứ nhì", "second place"),
        (quantity(4, unit=RANK), "thứ tư", "fourth"),
        (quantity(4, unit=unit("level", "tháng", "month")), "tháng tư", "month four"),
        (quantity(4, unit=unit("duration", "tháng", "months", "month")), "bốn tháng", "four months"),
        (quantity(2, unit=POINTS), "hai điểm phần trăm", "two percentage points"),
    ],
)  # fmt: skip
def test_spoken(record, vi, en):
    assert figure_forms(record, "vi").spoken == vi
    assert figure_forms(record, "en").spoken == en


@pytest.mark.parametrize(
    ("record", "vi", "en"),
    [
        (quantity(500000000, unit=DONG, qualifier=Qualifier.ABOUT), "khoảng 500_triệu_đồng",
         "about VND_500_million"),
        (quantity(300000000000, unit=DONG, nature=Nature.PROJECTION), "300_tỷ_đồng", "VND_300_billion"),
        (quantity(3098490000, unit=DONG), "3.098.490.000_đồng", "VND_3,098,490,000"),
        (quantity(867598, unit=ACCOUNTS), "867.598_tài khoản", "867,598_accounts"),
        (quantity(116000, qualifier=Qualifier.OVER, unit=SHOPS), "hơn 116.000_cửa hàng số",
         "over 116,000_digital shops"),
        (quantity(1, 2, unit=ATMS), "1 đến 2_cây ATM", "1 to 2_ATMs"),
        (quantity(60, 70, unit=PERCENT), "60% đến 70%", "60% to 70%"),
        (quantity(5000000, 7500000, unit=DONG), "5 đến 7,5_triệu_đồng", "VND_5 to 7.5_million"),
        (quantity(68, total=Decimal(200), unit=COMMUNES), "68/200_xã", "68/200_communes"),
        (quantity(4, unit=LEVEL), "mức độ_4", "level_4"),
    ],
)  # fmt: skip
def test_sentence(record, vi, en):
    assert figure_forms(record, "vi").sentence == vi.replace("_", NBSP)
    assert figure_forms(record, "en").sentence == en.replace("_", NBSP)


def test_rounding_says_how_the_record_stands_to_compact():
    roundings = {
        "exactly": quantity(116000, qualifier=Qualifier.OVER),
        "nearly": quantity(3098490000),
        "over": quantity(50111),
        "about": quantity(50111, qualifier=Qualifier.ABOUT),
    }
    assert {word: figure_forms(record, "vi").rounding for word, record in roundings.items()} == {
        word: word for word in roundings
    }


def test_the_style_of_reading_reaches_the_forms():
    forms = figure_forms(quantity(116105), "vi", ReadingStyle("lẻ", "ngàn"))
    assert forms.spoken == "một trăm mười sáu ngàn một trăm lẻ năm"
    assert forms.compact == "hơn 116 ngàn"


def test_a_locale_without_a_catalogue_has_its_own_signs_english_words_and_the_names_there_are():
    forms = figure_forms(quantity(116000, unit=SHOPS), "fr")
    assert forms.compact == "116 thousand cửa hàng số"
    assert forms.digits == "116\N{NO-BREAK SPACE}000"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "sNaN"])
def test_a_quantity_is_finite(value):
    with pytest.raises(ValueError, match="finite"):
        Quantity(Decimal(value))
