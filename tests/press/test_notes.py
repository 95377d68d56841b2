"""What not to say: each mistake that a unit or a nature invites is named, and none where there is none."""

from datetime import date

import pytest
from django.utils import translation

from press.notes import counted_as, notes, rounding_rule, spoken
from press.summary import Figure
from tests.press.summaries import figure

DATED = {"period": "2022-04-11"}


def said(*args, on=None, language="en", **changes):
    made = Figure.model_validate(figure(*args, **{**DATED, "locale": language, **changes}))
    with translation.override(language):
        return " ".join(notes(made, language, on))


class TestNotes:
    @pytest.mark.parametrize(
        ("unit", "what"),
        [
            ("lượt tải", "visits"),
            ("downloads", "visits"),
            ("tài khoản", "accounts"),
            ("accounts", "accounts"),
            ("khách hàng", "accounts"),
            ("điện thoại", "devices"),
            ("ATMs", "devices"),
            ("hộ sản xuất, kinh doanh", "households"),
            ("producer households", "households"),
            ("người", "people"),
            ("people", "people"),
            ("cán bộ, công chức", "people"),
            ("xã", ""),
            ("bộ dữ liệu mở", ""),
            ("câu chuyện", ""),
            ("stories", ""),
            ("", ""),
        ],
    )
    def test_what_a_unit_of_the_real_stories_counts(self, unit, what):
        assert counted_as(unit) == what

    def test_accounts_devices_and_visits_are_not_people(self):
        assert "not people" in said("a", "6765", "accounts", "Shoppers")
        assert "not people" in said("a", "79", "calls", "Calls")
        assert "visits or times" in said("a", "4500", "people", "Settled F0 cases")
        assert "people" not in said("a", "68", "communes", "Communes")

    def test_more_than_all_is_no_share_of_people(self):
        assert "not a share of people" in said("a", "127.4", "%", "Wallet accounts", "percent")
        assert "not a share of people" not in said("a", "97.1", "%", "Households", "percent")
        grown = {"rule": "growth", "operands": ["b", "c"]}
        assert "not a share of people" not in said("a", "130", "%", "Growth", "percent", derived=grown)

    def test_a_printed_value_that_its_own_numbers_contradict_is_named(self):
        derived = {"rule": "share", "operands": ["b", "c"]}
        told = said("a", "127.4", "%", "Wallets", "percent", derived=derived, printed="144%")
        assert "Do not say 144%" in told and "127.4%" in told
        for printed in ("127,4%", "127%", "rất nhiều", ""):
            told = said("a", "127.4", "%", "Wallets", "percent", derived=derived, printed=printed)
            assert "Do not say" not in told

    def test_percent_and_points_are_told_apart(self):
        assert "percentage points" in said("a", "12", "%", "Share", "percent")
        assert "do not say percent" in said("a", "12", "points", "Change", "percentage-point")

    @pytest.mark.parametrize(
        ("nature", "word"),
        [
            ("target", "word target"),
            ("projection", "word projected"),
            ("estimate", "not a count"),
            ("rule", "rule"),
            ("cost", "cost"),
        ],
    )
    def test_what_is_no_result_is_not_told_as_one(self, nature, word):
        assert word in said("a", "200", "communes", "Communes", nature=nature)

    def test_a_measured_exact_verified_dated_count_has_no_note(self):
        assert said("a", "68", "communes", "Communes", on=date(2022, 5, 1)) == ""

    def test_the_word_before_a_number_stays(self):
        assert "“over”" in said("a", "100000", "communes", "x", qualifier="over")
        assert "“hơn”" in said("a", "100000", "xã", "x", qualifier="over", language="vi")

    def test_an_unverified_one_says_so_first(self):
        assert said("a", "1", "accounts", "x", verified=None).startswith("Not verified yet")

    @pytest.mark.parametrize(
        ("period", "old"), [("2021-12", True), ("2022-06", False), ("", False), ("spring", False)]
    )
    def test_old_means_more_than_twelve_months(self, period, old):
        assert ("twelve months" in said("a", "1", "xã", "x", period=period, on=date(2023, 4, 1))) is old


class TestRounding:
    def test_the_rule_is_that_of_the_record(self):
        for rounding, word in (("exactly", "Not"), ("over", "down"), ("nearly", "up"), ("about", "about")):
            made = Figure.model_validate(figure("a", "1", "x", "x", rounding=rounding))
            with translation.override("en"):
                assert word in rounding_rule(made)


class TestSpoken:
    def test_a_target_is_said_with_its_word_once(self):
        made = Figure.model_validate(figure("a", "200", "xã", "Xã có điểm chi trả.", nature="target"))
        assert spoken(made, "vi") == "Xã có điểm chi trả: mục tiêu hai trăm xã."
        bare = made.model_copy(update={"forms": made.forms.model_copy(update={"spoken": "hai trăm xã"})})
        assert spoken(bare, "vi") == "Xã có điểm chi trả: mục tiêu hai trăm xã."
