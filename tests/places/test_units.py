"""Who bore which code on which day, and what became of them."""

import unicodedata
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from places.loading import load_units
from places.models import AdministrativeUnit

LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    load_units()
    return AdministrativeUnit.objects


def snapshot():
    return list(AdministrativeUnit.objects.order_by("pk").values())


class TestCounts:
    @pytest.mark.parametrize(
        ("day", "count"),
        [
            (date(2008, 8, 1), 63),
            (date(2024, 12, 31), 63),
            (date(2025, 1, 1), 63),
            (LAST_DAY_OF_63, 63),
            (FIRST_DAY_OF_34, 34),
        ],
    )
    def test_provinces_on_a_day(self, units, day, count):
        assert units.as_at(day).provinces().count() == count

    def test_there_are_34_units_today_of_which_23_were_merged_and_11_were_not(self, units):
        current = units.current().provinces()
        assert current.count() == 34
        assert current.filter(valid_from=FIRST_DAY_OF_34).count() == 23
        untouched = {unit.name for unit in current.exclude(valid_from=FIRST_DAY_OF_34)}
        assert untouched == {
            "Hà Nội",
            "Cao Bằng",
            "Điện Biên",
            "Lai Châu",
            "Sơn La",
            "Lạng Sơn",
            "Quảng Ninh",
            "Thanh Hóa",
            "Nghệ An",
            "Hà Tĩnh",
            "Huế",
        }

    def test_seventeen_ministries_and_agencies_since_march_2025_and_twenty_two_before(self, units):
        assert units.as_at(date(2025, 2, 28)).ministries().count() == 22
        assert units.as_at(date(2025, 3, 1)).ministries().count() == 17
        assert units.current().ministries().count() == 17

    def test_cities_today(self, units):
        cities = units.current().filter(kind=AdministrativeUnit.Kind.CITY)
        assert {unit.name for unit in cities} == {
            "Hà Nội",
            "Hải Phòng",
            "Huế",
            "Đà Nẵng",
            "Hồ Chí Minh",
            "Cần Thơ",
        }


class TestCodes:
    @pytest.mark.parametrize(
        ("code", "before", "after"),
        [
            ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
            ("24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"),
            ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
            ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
            ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
            ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
            ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
        ],
    )
    def test_a_code_that_changed_owner_is_read_with_its_day(self, units, code, before, after):
        assert units.at(code, LAST_DAY_OF_63).full_name == before
        assert units.at(code, FIRST_DAY_OF_34).full_name == after

    def test_no_other_code_changed_owner(self, units):
        before = dict(units.as_at(LAST_DAY_OF_63).provinces().values_list("code", "name"))
        after = dict(units.as_at(FIRST_DAY_OF_34).provinces().values_list("code", "name"))
        changed = {code for code, name in after.items() if before[code] != name}
        assert changed == {"15", "24", "44", "52", "80", "82", "91"}

    def test_a_code_nobody_bears_is_not_found(self, units):
        with pytest.raises(AdministrativeUnit.DoesNotExist):
            units.at("27", FIRST_DAY_OF_34)

    def test_the_rows_of_a_code_neither_overlap_nor_leave_a_gap(self, units):
        rows = list(units.order_by("code", "valid_from"))
        for earlier, later in zip(rows, rows[1:], strict=False):
            if earlier.code == later.code:
                assert earlier.valid_to == later.valid_from, earlier

    def test_a_second_unit_of_the_same_code_and_day_is_refused(self, units):
        with pytest.raises(IntegrityError), transaction.atomic():
            units.create(code="20", name="X", full_name="X", name_en="X", valid_from=date(2008, 8, 1))


class TestSuccessors:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Bà Rịa – Vũng Tàu", "Thành phố Hồ Chí Minh"),
            ("Bình Dương", "Thành phố Hồ Chí Minh"),
            ("Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("Thái Bình", "Tỉnh Hưng Yên"),
            ("Bắc Giang", "Tỉnh Bắc Ninh"),
            ("Bắc Ninh", "Tỉnh Bắc Ninh"),
            ("Quảng Nam", "Thành phố Đà Nẵng"),
            ("Đà Nẵng", "Thành phố Đà Nẵng"),
            ("Bắc Kạn", "Tỉnh Thái Nguyên"),
            ("Lạng Sơn", "Tỉnh Lạng Sơn"),
        ],
    )
    def test_a_unit_of_old_is_found_in_the_unit_of_today(self, units, old, new):
        then = units.by_name(old, at=LAST_DAY_OF_63)
        assert then.today().full_name == new
        assert then.today().is_current

    def test_every_unit_that_ended_leads_to_one_current_unit_of_its_own_region(self, units):
        for unit in units.exclude(valid_to=None).select_related("successor"):
            assert unit.successor.valid_from == unit.valid_to, unit
            assert unit.today().is_current, unit
            assert unit.today().region == unit.region, unit

    def test_every_unit_without_an_end_is_its_own_today(self, units):
        for unit in units.filter(valid_to=None):
            assert unit.successor is None
            assert unit.today() == unit

    def test_a_merged_unit_knows_where_it_came_from(self, units):
        city = units.at("79", FIRST_DAY_OF_34)
        assert {unit.name for unit in city.predecessors.all()} == {
            "Hồ Chí Minh",
            "Bình Dương",
            "Bà Rịa – Vũng Tàu",
        }

    def test_hue_has_two_rows_and_was_not_merged(self, units):
        province, city = units.filter(code="46")
        assert (province.full_name, province.valid_to) == ("Tỉnh Thừa Thiên Huế", date(2025, 1, 1))
        assert (city.full_name, city.valid_from, city.valid_to) == ("Thành phố Huế", date(2025, 1, 1), None)
        assert units.at("46", date(2024, 12, 31)) == province
        assert units.at("46", date(2025, 1, 1)) == city
        assert province.today() == city
        assert list(city.predecessors.all()) == [province]

    def test_the_information_ministry_became_part_of_the_science_ministry(self, units):
        information = units.at("bo-tttt", date(2025, 2, 28))
        assert information.today().name_en == "Ministry of Science and Technology"
        with pytest.raises(AdministrativeUnit.DoesNotExist):
            units.at("bo-tttt", date(2025, 3, 1))

    def test_a_unit_is_in_force_up_to_the_day_before_its_end(self, units):
        thai_binh = units.at("34", LAST_DAY_OF_63)
        assert thai_binh.in_force(thai_binh.valid_to - timedelta(days=1))
        assert not thai_binh.in_force(thai_binh.valid_to)

    def test_a_successor_needs_an_end_and_may_not_begin_later(self, units):
        lang_son, hue = units.at("20", FIRST_DAY_OF_34), units.at("46", FIRST_DAY_OF_34)
        lang_son.successor = hue
        with pytest.raises(ValidationError, match="valid_to"):
            lang_son.clean()
        lang_son.valid_to = hue.valid_from - timedelta(days=1)
        with pytest.raises(ValidationError, match="successor"):
            lang_son.clean()


class TestNames:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Lạng Sơn", "20"),
            (unicodedata.normalize("NFD", "Lạng Sơn"), "20"),
            ("lang son", "20"),
            ("TỈNH LẠNG SƠN", "20"),
            ("Lạng Sơn province", "20"),
            ("Đà Nẵng", "48"),
            ("TP. Đà Nẵng", "48"),
            ("TP.Đà Nẵng", "48"),
            ("Da Nang City", "48"),
            ("TP Hồ Chí Minh", "79"),
            ("Thành phố Hồ Chí Minh", "79"),
            (unicodedata.normalize("NFD", "Thành phố Hồ Chí Minh"), "79"),
            ("Ho Chi Minh City", "79"),
            ("Daklak", "66"),
            ("Bà Rịa – Vũng Tàu", "77"),
            ("Bà Rịa - Vũng Tàu", "77"),
            ("Bà Rịa Vũng Tàu", "77"),
            ("tỉnh Thừa Thiên - Huế", "46"),
            ("Bộ Thông tin và Truyền thông", "bo-tttt"),
            ("Bộ TT&TT", "bo-tttt"),
            ("Ministry of Health", "bo-yt"),
        ],
    )
    def test_a_name_is_found_however_it_is_written(self, units, name, code):
        assert units.by_name(name).code == code

    @pytest.mark.parametrize("name", ["", "Tỉnh", "TP", "Atlantis", "Sơn", "–"])
    def test_what_names_no_unit_finds_none(self, units, name):
        assert units.by_name(name) is None

    def test_the_day_decides_which_unit_of_a_name_is_meant(self, units):
        assert units.by_name("Bắc Ninh", at=LAST_DAY_OF_63).code == "27"
        assert units.by_name("Bắc Ninh", at=FIRST_DAY_OF_34).code == "24"
        assert units.by_name("Bắc Ninh").code == "24"

    def test_with_a_day_a_unit_of_another_day_is_not_found(self, units):
        assert units.by_name("Thái Bình", at=FIRST_DAY_OF_34) is None
        assert units.by_name("Thái Bình").code == "34"

    @pytest.mark.parametrize(
        ("code", "slug"),
        [
            ("20", "lang-son"),
            ("79", "ho-chi-minh"),
            ("48", "da-nang"),
            ("66", "dak-lak"),
            ("77", "ba-ria-vung-tau"),
            ("bo-khcn", "bo-khcn"),
        ],
    )
    def test_slug(self, units, code, slug):
        assert units.filter(code=code).last().slug == slug

    def test_no_two_units_of_one_day_share_a_slug(self, units):
        for day in (LAST_DAY_OF_63, FIRST_DAY_OF_34):
            slugs = [unit.slug for unit in units.as_at(day)]
            assert len(set(slugs)) == len(slugs)

    @pytest.mark.parametrize(
        ("code", "vi", "vi_full", "en", "en_full"),
        [
            ("20", "Lạng Sơn", "Tỉnh Lạng Sơn", "Lạng Sơn", "Lạng Sơn province"),
            ("46", "Huế", "Thành phố Huế", "Huế", "Huế City"),
            ("79", "Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Hồ Chí Minh City", "Hồ Chí Minh City"),
            ("bo-yt", "Bộ Y tế", "Bộ Y tế", "Ministry of Health", "Ministry of Health"),
        ],
    )
    def test_names_by_language(self, units, code, vi, vi_full, en, en_full):
        unit = units.current().get(code=code)
        assert (unit.name_in("vi"), unit.full_name_in("vi")) == (vi, vi_full)
        assert (unit.name_in("en"), unit.full_name_in("en")) == (en, en_full)


class TestLoading:
    def test_loading_again_changes_nothing(self, units):
        before = snapshot()
        assert load_units() == len(before)
        assert snapshot() == before

    def test_loading_repairs_what_was_changed_by_hand(self, units):
        before = snapshot()
        units.filter(code="20").update(name="Lang Son", latitude=None)
        units.filter(code="34").update(successor=None)
        call_command("load_places", verbosity=0)
        assert snapshot() == before

    def test_every_province_has_a_region_and_a_position_inside_vietnam(self, units):
        for unit in units.provinces():
            assert unit.region in AdministrativeUnit.Region.values
            assert 8 < unit.latitude < 24, unit
            assert 102 < unit.longitude < 110, unit

    def test_every_row_is_a_valid_unit(self, units):
        for unit in units.all():
            unit.full_clean()
