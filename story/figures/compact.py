"""The short number: scaled, rounded, and honest about the direction in which it was rounded."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

from story.figures.digits import decimal_places
from story.figures.types import Qualifier, Quantity, UnitKind

SHORT_FROM = 10_000
_PRECISION = 100
_LARGEST_POWER = 18
_NEVER_SCALED = {UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT, UnitKind.RANK, UnitKind.LEVEL}
_MODES = {
    Qualifier.OVER: ROUND_FLOOR,
    Qualifier.AT_LEAST: ROUND_FLOOR,
    Qualifier.NEARLY: ROUND_CEILING,
    Qualifier.UNDER: ROUND_CEILING,
    Qualifier.AT_MOST: ROUND_CEILING,
}


@dataclass(frozen=True)
class ShortNumber:
    """One number, or the two of a range, in units of 10 to `power`; `rounding` as in `Forms`."""

    numbers: tuple[Decimal, ...]
    power: int
    rounding: str


def shorten(quantity: Quantity) -> ShortNumber:
    """The short number of a quantity; ranges and parts of a total are scaled, never rounded."""
    with localcontext(prec=_PRECISION):
        if quantity.total is not None:
            return ShortNumber((quantity.value,), 0, "exactly")
        if quantity.value_max is not None:
            return _shorten_range(quantity, quantity.value_max)
        return _shorten_value(quantity)


def _shorten_range(quantity: Quantity, value_max: Decimal) -> ShortNumber:
    ends = (quantity.value, value_max)
    power = _power(max(ends, key=abs), quantity)
    scaled = tuple(end.scaleb(-power) for end in ends)
    if all(decimal_places(end) <= 1 for end in scaled):
        return ShortNumber(scaled, power, "exactly")
    return ShortNumber(ends, 0, "exactly")


def _shorten_value(quantity: Quantity) -> ShortNumber:
    power = _power(quantity.value, quantity)
    scaled = quantity.value.scaleb(-power)
    mode = _MODES.get(quantity.qualifier, ROUND_HALF_UP)
    places = _places(scaled, power)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=mode)
    rounding = _relation(rounded, scaled, quantity.qualifier)
    if power and abs(rounded) >= 1000 and power < _LARGEST_POWER:
        rounded, power = rounded.scaleb(-3), power + 3
    return ShortNumber((rounded,), power, rounding)


def _power(value: Decimal, quantity: Quantity) -> int:
    if abs(value) < SHORT_FROM or (quantity.unit and quantity.unit.kind in _NEVER_SCALED):
        return 0
    return min(value.adjusted() // 3 * 3, _LARGEST_POWER)


def _places(scaled: Decimal, power: int) -> int:
    if power:
        return 0 if abs(scaled) >= 100 else 1
    if decimal_places(scaled) <= 2:
        return decimal_places(scaled)
    return 1 if abs(scaled) >= 1 else 1 - scaled.adjusted()


def _relation(rounded: Decimal, value: Decimal, qualifier: Qualifier) -> str:
    if rounded == value:
        return "exactly"
    if qualifier is Qualifier.ABOUT:
        return "about"
    return "nearly" if rounded > value else "over"
