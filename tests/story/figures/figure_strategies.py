from decimal import Decimal

from hypothesis import strategies as st

from story.figures import UnitKind, UnitNames, UnitTerm

LOCALES = ("vi", "en")
locales = st.sampled_from(LOCALES)


def numbers(lowest=-(10**15), highest=10**15, places=6):
    """Decimals of every size: the digits and the place of the point vary on their own."""
    sizes = st.one_of(st.integers(lowest, highest), st.integers(max(lowest, -99_999), 99_999))
    return st.builds(lambda whole, power: Decimal(whole).scaleb(-power), sizes, st.integers(0, places))


def unit(kind, vi, en="", singular="", spoken=""):
    names = {"vi": UnitNames(vi)} | ({"en": UnitNames(en, singular, spoken)} if en else {})
    return UnitTerm(UnitKind(kind), names)


DONG = unit("money", "đồng", "VND", spoken="dong")
DONG_PER_ATM = unit("rate", "đồng/cây/năm", "VND per ATM per year", spoken="dong per ATM per year")
SHOPS = unit("count", "cửa hàng số", "digital shops", "digital shop")
ACCOUNTS = unit("count", "tài khoản", "accounts", "account")
COMMUNES = unit("count", "xã", "communes", "commune")
ATMS = unit("count", "cây ATM", "ATMs", "ATM")
PERCENT = unit("percent", "%", "%")
POINTS = unit("percentage-point", "điểm phần trăm", "percentage points", "percentage point")
LEVEL = unit("level", "mức độ", "level")
RANK = unit("rank", "hạng", "rank")
