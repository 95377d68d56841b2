"""Figures computed from two others, and whether a printed number agrees with them."""

from collections.abc import Callable
from decimal import Decimal, localcontext

from django.utils.translation import gettext as _

_PRECISION = 50
_RULES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "share": lambda first, second: first / second * 100,
    "ratio": lambda first, second: first / second,
    "sum": lambda first, second: first + second,
    "difference": lambda first, second: first - second,
    "growth": lambda first, second: (first - second) / second * 100,
}
RULES = tuple(_RULES)


def derive(rule: str, first: Decimal, second: Decimal) -> Decimal:
    """The derived number; share (first of second) and growth (to first from second) are in percent.

    Raises ValueError for an unknown rule, for a division by zero, and for numbers that are not finite.
    """
    if rule not in _RULES:
        raise ValueError(_("“%(rule)s” is no rule of derivation.") % {"rule": rule[:60]})
    if not (first.is_finite() and second.is_finite()):
        raise ValueError(_("A figure is derived from two finite numbers."))
    if second == 0 and rule not in ("sum", "difference"):
        raise ValueError(_("The second figure is zero: nothing can be divided by it."))
    with localcontext(prec=_PRECISION):
        return _RULES[rule](first, second)


def agrees(printed: Decimal, computed: Decimal) -> bool:
    """Whether the printed number is the computed one, rounded to the printed precision.

    The exponent of `printed` is its precision: 127.40 promises more than 127.4, and 3.1E+9 less than
    3100000000.
    """
    exponent = printed.as_tuple().exponent
    if not isinstance(exponent, int) or not computed.is_finite():
        return False
    with localcontext(prec=_PRECISION):
        return abs(printed - computed) * 2 <= Decimal(1).scaleb(exponent)
