import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.figures import AmbiguousNumber, Nature, Qualifier, UnreadableNumber, parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("867.598", "867598", ""),
        ("50.111 phản ánh", "50111", "phản ánh"),
        ("20.000", "20000", ""),
        ("1.000", "1000", ""),
        ("5.000 chi bộ", "5000", "chi bộ"),
        ("3.098.490.000", "3098490000", ""),
        ("97,1", "97.1", ""),
        ("97,1%", "97.1", "%"),
        ("97,1 %", "97.1", "%"),
        ("97.1", "97.1", ""),
        ("0.123", "0.123", ""),
        ("0,123", "0.123", ""),
        ("1.234,5", "1234.5", ""),
        ("3,1 tỷ", "3100000000", ""),
        ("3,1 tỉ đồng", "3100000000", "đồng"),
        ("1.234 tỷ đồng", "1234000000000", "đồng"),
        ("1,234 billion", "1234000000000", ""),
        ("2 nghìn tỷ đồng", "2000000000000", "đồng"),
        ("400 ngàn mã QR", "400000", "mã QR"),
        ("200 triệu đồng/cây/năm", "200000000", "đồng/cây/năm"),
        ("07", "7", ""),
        ("  5  ", "5", ""),
        ("\t5\n", "5", ""),
        ("−5", "-5", ""),
        ("-5", "-5", ""),
        ("１２３", "123", ""),
        ("500\u00a0triệu\u00a0đồng", "500000000", "đồng"),
        ("\ufeff68", "68", ""),
        ("37 tấn.", "37", "tấn"),
        ("mức độ 4", "4", "mức độ"),
        ("VND 3.1 billion", "3100000000", "VND"),
        ("60% số hộ", "60", "% số hộ"),
        ("5 triệu chứng", "5", "triệu chứng"),
        ("5 triệu chứng thường gặp", "5", "triệu chứng thường gặp"),
        ("3 ca COVID-19", "3", "ca COVID-19"),
        ("50 m2", "50", "m2"),
    ],
)
def test_a_number_as_a_vietnamese_types_it(text, value, unit):
    parsed = parse_quantity(text)
    assert (parsed.value, parsed.unit_text) == (Decimal(value), unit)
    assert "E" not in str(parsed.value)
    assert parsed.qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "unit"),
    [
        ("hơn 116.000", "over", 116000, ""),
        ("trên 95%", "over", 95, "%"),
        ("gần 600", "nearly", 600, ""),
        ("khoảng 500 triệu đồng", "about", 500000000, "đồng"),
        ("dưới 5", "under", 5, ""),
        ("ít nhất 1", "at-least", 1, ""),
        ("tối đa 7 ngày làm việc", "at-most", 7, "ngày làm việc"),
        ("Không quá 07 ngày", "at-most", 7, "ngày"),
        ("từ 95% trở lên", "at-least", 95, "%"),
        ("≥ 5", "at-least", 5, ""),
    ],
)
def test_a_qualifier_is_recognised(text, qualifier, value, unit):
    for spelling in (text, unicodedata.normalize("NFD", text), text.upper()):
        parsed = parse_quantity(spelling)
        assert (parsed.qualifier, parsed.value) == (qualifier, value)
        assert parsed.unit_text.casefold() == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("7-10 nghìn", 7000, 10000, ""),
        ("7–10 nghìn người", 7000, 10000, "người"),
        ("60% đến 70%", 60, 70, "%"),
        ("60-70%", 60, 70, "%"),
        ("từ 1 đến 2", 1, 2, ""),
        ("từ 1 đến 2 cây ATM", 1, 2, "cây ATM"),
        ("500 nghìn đến 1 triệu", 500000, 1000000, ""),
        ("1.500-2.000", 1500, 2000, ""),
        ("1.234-20.000", 1234, 20000, ""),
        ("−5–−3", -5, -3, ""),
        ("between 1 and 2 ATMs", 1, 2, "ATMs"),
    ],
)
def test_a_range(text, low, high, unit):
    parsed = parse_quantity(text)
    assert (parsed.value, parsed.value_max, parsed.unit_text) == (low, high, unit)
    assert parsed.total is None


@pytest.mark.parametrize(
    ("text", "value", "total"),
    [
        ("68/200", 68, 200),
        ("200/200 xã", 200, 200),
        ("110.000/280.000", 110000, 280000),
        ("68 trên 200", 68, 200),
    ],
)
def test_a_part_of_a_total(text, value, total):
    parsed = parse_quantity(text)
    assert (parsed.value, parsed.total, parsed.value_max) == (value, total, None)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("mục tiêu 200/200 xã", Nature.TARGET),
        ("dự kiến khoảng 300 tỷ đồng", Nature.PROJECTION),
        ("target: 5", Nature.TARGET),
        ("300 tỷ đồng", None),
    ],
)
def test_the_word_of_a_nature(text, nature):
    assert parse_quantity(text).nature is nature


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234.5", "1234.5"), ("1,234", "1234"), ("97.1", "97.1"), ("867.598", "867.598"), ("97,1", "97.1")],
)
def test_english_typing(text, value):
    assert parse_quantity(text, "en").value == Decimal(value)


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_an_ambiguous_number_is_never_guessed(locale):
    with pytest.raises(AmbiguousNumber) as caught:
        parse_quantity("hơn 1.234 xã", locale)
    assert {reading.value for reading in caught.value.readings} == {Decimal(1234), Decimal("1.234")}
    assert {reading.unit_text for reading in caught.value.readings} == {"xã"}
    assert {reading.qualifier for reading in caught.value.readings} == {Qualifier.OVER}
    assert "1.234" in caught.value.message
    assert "1,234" in caught.value.message


def test_the_reading_of_the_locale_comes_first():
    with pytest.raises(AmbiguousNumber) as caught:
        parse_quantity("9.999", "vi")
    assert caught.value.readings[0].value == 9999
    with pytest.raises(AmbiguousNumber) as caught:
        parse_quantity("9.999", "en")
    assert caught.value.readings[0].value == Decimal("9.999")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Nothing was typed"),
        ("   ", "Nothing was typed"),
        ("5 10", "number 5 was understood"),
        ("12 345", "number 12 was understood"),
        ("15/12/2021", "/2021"),
        ("84-912-345", "-345"),
        ("1 tỷ 200 triệu", "200 triệu"),
        ("1..2", "another number"),
        ("1" * 19, "more than 18 digits"),
        ("1" + "0" * 23, "more than 18 digits"),
        ("1.000.000.000 tỷ", "more than 18 digits"),
        ("9" * 201, "too long"),
        ("5\x00", "control"),
        ("5\u202e10", "control"),
        ("\ud8005", "control"),
        ("NaN", "holds no number"),
        ("Infinity", "holds no number"),
        ("năm", "holds no number"),
        ("1e5", "write all digits"),
        ("0x1F", "write all digits"),
        ("½", "another script"),
        ("5²", "another script"),
        ("٣", "another script"),
        ("tỷ lệ 97,1%", "tỷ lệ"),
        ("hơn hơn 5", "hơn"),
        ("1.23.4", "not grouped"),
        ("12.34.567", "not grouped"),
        ("1.234,567.8", "not grouped"),
        ("từ 5", "does not end it"),
        ("70-60", "from 70 to 60"),
        ("5 đến 5", "from 5 to 5"),
        ("205/200", "205 of 200"),
        ("0/0", "0 of 0"),
        ("5 *", "no unit"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_understood(text, message):
    with pytest.raises(UnreadableNumber) as caught:
        parse_quantity(text)
    assert message.lower() in caught.value.message.lower()
    assert "\x00" not in caught.value.message


@given(st.text(max_size=40) | st.text(alphabet="0123456789.,-–/% tỷđếntừnghì\x00e", max_size=25))
def test_any_text_is_read_or_refused(text):
    for locale in ("vi", "en"):
        try:
            parsed = parse_quantity(text, locale)
        except (AmbiguousNumber, UnreadableNumber) as error:
            assert error.message
        else:
            assert parsed.value.is_finite()
            assert abs(parsed.value) < 10**18
