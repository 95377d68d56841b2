"""Units that change what a number says, in both languages: percent, money, time, length, weight, data."""

import re
from dataclasses import dataclass
from decimal import Decimal

PERCENT, POINT, TIMES = "percent", "percentage point", "times"
# dimension: unit = how many of the smallest one, its names in Vietnamese and in English
_TABLE = """
percent: percent = 1 | %, phần trăm | %, per cent, percent, pct
percentage point: percentage point = 1 | điểm phần trăm, điểm %, % điểm | percentage points, percentage point, % points, % point
times: times = 1 | lần | times, -fold, fold
VND: VND = 1 | đồng, VND, VNĐ, ₫, đ | VND, VNĐ, dong, Vietnamese dong, Vietnam dong, đồng, ₫
USD: USD = 1 | USD, đô la Mỹ, đô la, đô-la, đôla, US$, $ | USD, US dollars, US dollar, dollars, dollar, US$, $
EUR: EUR = 1 | EUR, euro, ơ-rô, € | EUR, euros, euro, €
JPY: JPY = 1 | JPY, yên Nhật | JPY, yen
long time: month = 1 | tháng | months, month
long time: quarter = 3 | quý | quarters
long time: year = 12 | năm | years, year
long time: decade = 120 | thập kỷ, thập niên | decades, decade
long time: century = 1200 | thế kỷ | centuries, century
days: day = 1 | ngày | days, day
days: week = 7 | tuần lễ, tuần | weeks, week
working time: working day = 1 | ngày làm việc | working days, working day, business days, business day
short time: second = 1 | giây | seconds, second
short time: minute = 60 | phút | minutes, minute
short time: hour = 3600 | giờ đồng hồ, tiếng đồng hồ, giờ, tiếng | hours, hour
length: mm = 1 | mm, mi-li-mét | mm, millimetres, millimeters
length: cm = 10 | cm, xăng-ti-mét | cm, centimetres, centimeters
length: m = 1000 | mét, m | metres, metre, meters, meter, m
length: km = 1000000 | km, ki-lô-mét, kilômét, cây số | km, kilometres, kilometre, kilometers, kilometer
length: mile = 1609344 | dặm | miles, mile
area: m² = 1 | m2, m², mét vuông | m2, m², square metres, square meters, square metre, sq m
area: ha = 10000 | héc-ta, hecta, héc ta, ha | hectares, hectare, ha
area: km² = 1000000 | km2, km², ki-lô-mét vuông | km2, km², square kilometres, square kilometers, sq km
weight: g = 1 | gam, g | grams, gram, g
weight: kg = 1000 | kg, ki-lô-gam, cân | kg, kilograms, kilogrammes, kilogram, kilos, kilo
weight: quintal = 100000 | tạ | quintals, quintal
weight: tonne = 1000000 | tấn | tonnes, tonne, metric tons, tons, ton
volume: litre = 1 | lít | litres, litre, liters, liter
volume: m³ = 1000 | m3, m³, mét khối | m3, m³, cubic metres, cubic meters
data: MB = 1 | MB | MB, megabytes, megabyte
data: GB = 1000 | GB | GB, gigabytes, gigabyte
data: TB = 1000000 | TB | TB, terabytes, terabyte
speed: Mbps = 1 | Mbps, Mb/s, Mbit/s | Mbps, Mb/s, Mbit/s
speed: Gbps = 1000 | Gbps, Gb/s | Gbps, Gb/s
power: kW = 1 | kW, ki-lô-oát | kW, kilowatts, kilowatt
power: MW = 1000 | MW, mê-ga-oát | MW, megawatts, megawatt
power: GW = 1000000 | GW | GW, gigawatts, gigawatt
energy: kWh = 1 | kWh | kWh, kilowatt-hours, kilowatt hours
energy: MWh = 1000 | MWh | MWh, megawatt-hours, megawatt hours
"""
MONEY = frozenset({"VND", "USD", "EUR", "JPY"})
TIME = frozenset({"month", "quarter", "year", "day", "week", "working day", "second", "minute", "hour"})
# What the other language usually says in another unit.
WITHOUT_COUNTERPART = frozenset({"quintal", "decade", "century"})
# Where a word goes on like this it is no unit: đồng thời, đồng bào, tháng 4, năm 2021, quý II, giờ 30.
_NO_UNIT = {
    "đồng": r" (?:thời|bào|bằng|chí|nghiệp|đội|hồ|ruộng|phục|hành|thuận|bộ)\b",
    "tháng": r" [0-9]",
    "năm": r" (?:[12][0-9]{3}\b|\d{1,3} |mươi|trăm|nghìn|ngàn|triệu)",
    "ngày": r" [0-9]",
    "tuần": r" [0-9]",
    "quý": r" (?:[1-4IV]|khách|vị)",
    "tạ": r" (?:ơn)",
    "lần": r" (?:thứ|lượt|đầu)",
    "tiếng": r" (?:Việt|Anh|nói|Mông|Thái|Khmer|dân|Kinh|Trung|Nhật|Hàn|Pháp)",
    "m": r"'",
    "second": r" (?:half|quarter|time|phase|year|stage)",
}


@dataclass(frozen=True)
class Unit:
    """A unit by its name, the dimension it measures, and its size in that dimension."""

    name: str
    dimension: str
    size: Decimal


UNITS: dict[str, Unit] = {}
_NAMES: dict[str, dict[str, str]] = {"vi": {}, "en": {}}
for _line in _TABLE.strip().splitlines():
    _head, _vietnamese, _english = _line.split(" | ")
    _dimension, _, _rest = _head.partition(": ")
    _name, _, _size = _rest.partition(" = ")
    UNITS[_name] = Unit(_name, _dimension, Decimal(_size))
    for _language, _listed in (("vi", _vietnamese), ("en", _english)):
        _NAMES[_language] |= {word.casefold(): _name for word in _listed.split(", ")}


def _one(word: str) -> str:
    end = r"(?![\w])" if word[-1].isalnum() else ""
    without = _NO_UNIT.get(word, "")
    return re.escape(word) + end + (f"(?!{without})" if without else "")


def _either(names: dict[str, str]) -> str:
    return "|".join(_one(word) for word in sorted(names, key=len, reverse=True))


# In English a word or two may stand between: "three consecutive years", "seven full working days".
_BETWEEN_WORDS = "consecutive|full|whole|long|more|further|successive|straight|extra|additional"
_BETWEEN = rf"(?:(?:{_BETWEEN_WORDS})[ -]){{0,2}}"
AFTER = {
    "vi": re.compile(rf" ?({_either(_NAMES['vi'])})", re.IGNORECASE),
    "en": re.compile(rf"[ -]?{_BETWEEN}({_either(_NAMES['en'])})", re.IGNORECASE),
}
# Most words after a number are no unit: the first one tells.
_FIRST = re.compile(r"[ -]?([^\W\d_]+|\S)")
_BEGINNINGS = {
    language: frozenset(first[1] for name in names if (first := _FIRST.match(name)))
    for language, names in _NAMES.items()
}
_BEGINNINGS["en"] |= set(_BETWEEN_WORDS.split("|"))
CURRENCY = r"VND|VNĐ|USD|EUR|JPY|US\$|\$|€|₫|£"
_BEFORE = re.compile(rf"(?<!\w)({CURRENCY}) ?$")


_MONEY_NAMES = {
    language: re.compile(
        rf"(?<!\w)(?:{_either({word: name for word, name in names.items() if name in MONEY})})",
        re.IGNORECASE,
    )
    for language, names in _NAMES.items()
}


def moneys(text: str, language: str) -> set[str]:
    """The currencies that a text names, with or without a number."""
    return {_NAMES[language][match[0].casefold()] for match in _MONEY_NAMES[language].finditer(text)}


def unit_after(text: str, position: int, language: str) -> tuple[str, int]:
    """The unit that follows, and where it ends; empty where none does."""
    first = _FIRST.match(text, position)
    if first is None or first[1].casefold() not in _BEGINNINGS[language]:
        return "", position
    match = AFTER[language].match(text, position)
    if not match:
        return "", position
    return _NAMES[language][match[1].casefold()], match.end()


def currency_before(text: str, position: int, language: str) -> tuple[str, int]:
    """The currency that stands before the number, and where it begins."""
    match = _BEFORE.search(text, max(0, position - 5), position)
    if not match:
        return "", position
    return _NAMES[language].get(match[1].casefold(), ""), match.start()


def fit(one: str, other: str) -> bool:
    """Whether two units are the same, or one of them is not told."""
    return one == other or not one or not other


def rarely_alike(one: str, other: str) -> bool:
    """Whether the other language usually says it in another unit: a decade, times less."""
    return bool({one, other} & WITHOUT_COUNTERPART) or {one, other} == {TIMES, ""}


def equal(one: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """Whether two amounts are the same in different units: 24 months and two years."""
    if unit == other_unit or not unit or not other_unit:
        return False
    first, second = UNITS[unit], UNITS[other_unit]
    if {unit, other_unit} == {"month", "week"}:  # half a month is two weeks
        return one * (4 if unit == "month" else 1) == other * (4 if other_unit == "month" else 1) and (
            (one if unit == "month" else other) % 1 != 0
        )
    return first.dimension == second.dimension and one * first.size == other * second.size
