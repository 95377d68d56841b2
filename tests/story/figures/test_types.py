from decimal import Decimal

from story.figures import UnitKind, UnitNames, UnitTerm

from .figure_strategies import DONG_PER_ATM, SHOPS, unit


def test_english_has_a_singular():
    assert SHOPS.name("en", Decimal(1)) == SHOPS.spoken_name("en", Decimal("1.0")) == "digital shop"
    assert SHOPS.name("en", Decimal(2)) == SHOPS.name("en") == "digital shops"
    assert SHOPS.name("vi", Decimal(1)) == "cửa hàng số"


def test_a_missing_locale_falls_back_to_vietnamese_then_to_any():
    assert SHOPS.name("fr") == "cửa hàng số"
    assert SHOPS.name("en-gb") == "digital shops"
    assert UnitTerm(UnitKind.COUNT, {"lo": UnitNames("x")}).name("en") == "x"
    assert UnitTerm(UnitKind.COUNT, {"vi": UnitNames("xã"), "en": UnitNames("")}).name("en") == "xã"
    assert UnitTerm(UnitKind.COUNT, {}).name("vi") == ""


def test_the_slashes_of_a_rate_are_read_as_words():
    assert DONG_PER_ATM.spoken_name("vi") == "đồng mỗi cây mỗi năm"
    assert unit("rate", "kg/ha", "kg/ha").spoken_name("en") == "kg per ha"
    assert unit("count", "nhà/xưởng").spoken_name("vi") == "nhà/xưởng"


def test_a_unit_can_be_a_key():
    assert len({SHOPS, unit("count", "cửa hàng số", "digital shops", "digital shop")}) == 1
