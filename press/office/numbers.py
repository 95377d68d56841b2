"""Numbers in office files: as numbers where the program keeps every digit, else as text."""

from __future__ import annotations

from decimal import Decimal

# A spreadsheet holds and shows so many digits of a number, and not one more.
DIGITS = 15
LARGEST = Decimal(10) ** DIGITS


def cell_number(text: str | None) -> int | float | None:
    """The number as a cell can hold it; None where there is none, and where a digit would be lost."""
    if not text:
        return None
    value = Decimal(text)
    exact = len(value.normalize().as_tuple().digits) <= DIGITS and abs(value) < LARGEST
    if not exact or Decimal(repr(float(value))) != value:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def number_format(text: str, kind: str = "count") -> str:
    """The format that shows a number to its last digit, in groups of three, percent with their sign."""
    places = len(text.partition(".")[2].rstrip("0"))
    whole = "0" if kind in ("rank", "level") else "#,##0"
    return whole + ("." + "0" * places if places else "") + ('"%"' if kind == "percent" else "")
