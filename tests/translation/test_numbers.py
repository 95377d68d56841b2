"""The numbers of a sentence and of its translation are compared by the conventions of both languages."""

import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from story.figures import (
    Quantity,
    UnitKind,
    UnitNames,
    UnitTerm,
    figure_forms,
    format_number,
    format_period,
    spoken_number,
)
from translation.numbers import Kind, compare

CORPUS = Path(__file__).parent / "number_pairs.tsv"
pytestmark = pytest.mark.once


def pairs(*verdicts):
    rows = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [(vietnamese, english) for verdict, vietnamese, english in rows if verdict in verdicts]


def found(vietnamese, english, **options):
    return [(finding.kind, finding.level.value) for finding in compare(vietnamese, english, **options)]


class TestTheCorpus:
    def test_it_has_pairs_enough(self):
        assert len(pairs("right")) >= 200
        assert len(pairs("error", "warning")) >= 300

    def test_no_right_pair_is_reported(self):
        assert [pair for pair in pairs("right") if compare(*pair)] == []

    def test_no_right_pair_is_reported_when_the_vietnamese_is_the_translation(self):
        assert [pair for pair in pairs("right") if compare(*reversed(pair), "en", "vi")] == []

    def test_99_of_100_wrong_pairs_are_errors(self):
        wrong = pairs("error")
        missed = [pair for pair in wrong if not any(finding.blocking for finding in compare(*pair))]
        assert len(missed) <= len(wrong) / 100, missed

    def test_99_of_100_wrong_pairs_are_found_in_the_other_direction(self):
        wrong = pairs("error")
        missed = [pair for pair in wrong if not compare(*reversed(pair), "en", "vi")]
        assert len(missed) <= len(wrong) / 100, missed

    def test_a_doubtful_pair_is_a_warning_and_no_error(self):
        for pair in pairs("warning"):
            assert {finding.level.value for finding in compare(*pair)} == {"warning"}, pair


class TestConventions:
    @pytest.mark.parametrize(
        ("vietnamese", "english"),
        [
            ("1.234,5 tấn", "1,234.5 tonnes"),
            ("3,1 tỷ đồng", "VND 3.1 billion"),
            ("3,1 nghìn tỷ đồng", "VND 3.1 trillion"),
            ("5 trăm triệu đồng", "VND 500 million"),
            ("ngày 11/4/2022", "11 April 2022"),
            ("ngày 11/4/2022", "April 11, 2022"),
            ("quý II năm 2021", "the second quarter of 2021"),
            ("lúc 15h30", "at 3.30 pm"),
            ("thứ ba", "Tuesday"),
            ("thứ ba", "third"),
            ("hai mươi mốt xã", "twenty-one communes"),
            ("một nửa số hộ", "half of the households"),
            ("tăng gấp đôi", "doubled"),
            ("7-10 nghìn", "7,000–10,000"),
            ("68/200 xã", "68 of 200 communes"),
            ("mức độ 4", "level 4"),
            ("5 điểm phần trăm", "5 percentage points"),
            ("gần 3,1 tỷ đồng", "nearly VND 3.1 billion"),
            ("hơn 500", "more than 500"),
            ("khoảng 500", "about 500"),
        ],
    )
    def test_the_same_number_in_both_languages_agrees(self, vietnamese, english):
        assert found(vietnamese, english) == []

    @pytest.mark.parametrize(
        ("vietnamese", "english", "kind", "level"),
        [
            ("Có 867.598 tài khoản", "There are accounts", Kind.MISSING, "error"),
            ("Có tài khoản", "There are 867,598 accounts", Kind.ADDED, "error"),
            ("Có 1.234,5 tấn", "There are 9,999 tonnes", Kind.VALUE, "error"),
            ("Tốn 3,1 tỷ đồng", "It cost VND 3.1 million", Kind.SCALE, "error"),
            ("Tăng 5 điểm phần trăm", "It rose by 5%", Kind.UNIT, "error"),
            ("Kéo dài 5 tháng", "It lasted five years", Kind.UNIT, "error"),
            ("Tốn 3 triệu đồng", "It cost USD 3 million", Kind.UNIT, "error"),
            ("Gần 500 xã", "500 communes", Kind.QUALIFIER, "warning"),
            ("Gần 500 xã", "More than 500 communes", Kind.QUALIFIER, "error"),
            ("50% số hộ", "Half of the households", Kind.FORM, "warning"),
            ("Đạt 97,1%", "It reached 97,1%", Kind.SEPARATORS, "error"),
            ("Đạt 97.1%", "It reached 97.1%", Kind.SEPARATORS, "warning"),
        ],
    )
    def test_each_difference_has_its_kind_and_level(self, vietnamese, english, kind, level):
        assert found(vietnamese, english) == [(kind, level)]

    def test_the_numbers_of_a_decree_are_its_name(self):
        assert found("Nghị định 42/2022/NĐ-CP", "Decree 42/2022/ND-CP") == []
        assert found("Nghị định 42/2022/NĐ-CP", "Decree 24/2022/ND-CP") == [(Kind.VALUE, "error")]

    def test_a_telephone_is_compared_digit_by_digit(self):
        assert found("Gọi 0236 3881 888", "Call +84 236 388 1888") == []
        assert found("Gọi 0236 3881 888", "Call 0236 3881 889") == [(Kind.VALUE, "error")]


class TestFigures:
    def test_a_linked_figure_is_data_whatever_its_words(self):
        assert found('Có <a id="a1">68 điểm</a>.', 'There are <a id="a1">points</a>.') == []

    def test_a_figure_that_one_side_lacks_is_an_error(self):
        assert found('Có <a id="a1">68 điểm</a>.', "There are points.") == [(Kind.MISSING, "error")]
        assert found("Có điểm.", 'There are <a id="a1">68 points</a>.') == [(Kind.ADDED, "error")]

    def test_another_link_is_text(self):
        texts = 'Xem <a id="a1">68 xã</a>.', 'See <a id="a1">86 communes</a>.'
        assert found(*texts, figures=set()) == [(Kind.VALUE, "error")]


class TestFindings:
    def test_it_marks_the_characters_of_both_sides_as_given(self):
        vietnamese = "<b>Gần</b> 3,1 tỷ &amp; 868 hộ"
        english = "Nearly 3.1 billion &amp; <i>886</i> households"
        for form in ("NFC", "NFD"):
            (finding,) = compare(unicodedata.normalize(form, vietnamese), english)
            assert (finding.original.printed, finding.translation.printed) == ("868", "886")

    def test_decomposed_letters_say_the_same(self):
        for vietnamese, english in pairs("right"):
            assert compare(unicodedata.normalize("NFD", vietnamese), english) == []

    @pytest.mark.parametrize("locale", ["vi", "en"])
    def test_it_names_both_numbers_in_the_language_of_the_reader(self, locale):
        (finding,) = compare("Tốn 3,1 tỷ đồng.", "It cost VND 3.1 million.")
        with translation.override(locale):
            assert "3,1 tỷ đồng" in finding.message
            assert "VND 3.1 million" in finding.message
            assert format_number(Decimal(1000), locale) in finding.message

    def test_every_kind_is_told_in_vietnamese(self):
        messages = {}
        for pair in pairs("error", "warning"):
            for finding in compare(*pair):
                with translation.override("en"):
                    english = finding.message
                messages.setdefault(finding.kind, (finding.message, english))
        assert set(messages) == set(Kind)
        assert [kind for kind, (here, english) in messages.items() if here == english] == []

    def test_hostile_text_is_read_in_its_time(self):
        for text in ("1.1." * 9000, "hai " * 9000, "<a id='" * 5000, "từ 1 đến " * 5000, "&#9;" * 9000):
            compare(text, text)


MONEY = UnitTerm(UnitKind.MONEY, {"vi": UnitNames("đồng"), "en": UnitNames("VND")})
SHARE = UnitTerm(UnitKind.PERCENT, {"vi": UnitNames("%"), "en": UnitNames("%")})
values = st.decimals(min_value=2, max_value=10**12, places=0)
fractions = st.decimals(min_value="0.1", max_value=1000, places=1)


def sentences(value, **quantity):
    """The forms of one number in both languages, each in a sentence."""
    told = Quantity(value, **quantity)
    vietnamese, english = figure_forms(told, "vi"), figure_forms(told, "en")
    yield f"Tỉnh chi {vietnamese.screen} cho việc này.", f"The province spent {english.screen} on it."
    yield f"Tỉnh chi {vietnamese.compact} cho việc này.", f"The province spent {english.compact} on it."


class TestProperties:
    @given(values)
    def test_money_in_both_languages_agrees(self, value):
        for pair in sentences(value, unit=MONEY):
            assert compare(*pair) == []

    @given(fractions)
    def test_percentages_in_both_languages_agree(self, value):
        for pair in sentences(value, unit=SHARE):
            assert compare(*pair) == []

    @given(values, values)
    def test_another_value_is_found(self, value, other):
        assume(value != other)
        vietnamese = f"Tỉnh chi {format_number(value, 'vi')} đồng."
        assert compare(vietnamese, f"The province spent VND {format_number(other, 'en')}.")

    @given(st.integers(min_value=2, max_value=10**9))
    def test_numbers_in_words_agree_with_digits_and_words(self, value):
        vietnamese, english = (spoken_number(Decimal(value), locale) for locale in ("vi", "en"))
        digits = format_number(Decimal(value), "en")
        assert compare(f"Có {vietnamese} hộ.", f"There are {english} households.") == []
        assert compare(f"Có {vietnamese} hộ.", f"There are {digits} households.") == []

    @given(st.integers(min_value=2, max_value=10**6), st.integers(min_value=2, max_value=10**6))
    def test_another_number_in_words_is_found(self, value, other):
        assume(value != other)
        vietnamese = spoken_number(Decimal(value), "vi")
        assert compare(f"Có {vietnamese} hộ.", f"There are {spoken_number(Decimal(other), 'en')} households.")

    @given(
        st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)),
        st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)),
    )
    def test_a_day_agrees_with_itself_alone(self, day, other):
        vietnamese = f"Ký ngày {format_period(day.isoformat(), 'vi')}."
        assert compare(vietnamese, f"Signed on {format_period(day.isoformat(), 'en')}.") == []
        assume(day != other)
        assert compare(vietnamese, f"Signed on {format_period(other.isoformat(), 'en')}.")

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text_is_read(self, one, other):
        for finding in compare(one, other):
            assert finding.message
            for side in (finding.original, finding.translation):
                assert side.span is None or 0 <= side.span[0] < side.span[1] <= len(side.text)
