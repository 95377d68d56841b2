"""Cells of a spreadsheet: nothing in one is a formula."""

from typing import Any

# What a spreadsheet takes for the beginning of a formula, also in its full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(cell: Any) -> Any:
    """The cell, where it is text, as text that no spreadsheet computes."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell


def as_written(cell: str) -> str:
    """The inverse of `inert`: the text without the mark that made it inert."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(FORMULA) else cell
