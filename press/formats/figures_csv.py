"""The figures as a table, a row a figure; opens in a spreadsheet with every diacritic and without running anything."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from press.formats.registry import Format, register
from press.layout.fonts import drawable
from press.summary import Figure, StorySummary

COLUMNS = (
    "id", "part", "label", "value", "value_max", "total", "qualifier", "unit", "unit_kind", "nature", "period",
    "period_basis", "screen", "compact", "spoken", "printed", "source_title", "source_url", "source_page",
    "verified_at", "verified_by", "highlight", "embargo_until", "taken_by",
)  # fmt: skip
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula; a real number stays a number."""
    if NUMBER.fullmatch(cell):
        return cell
    # Full-width signs count as their plain forms, and nothing invisible hides the sign behind it.
    visible = "".join(c for c in cell if unicodedata.category(c) != "Cf").lstrip(" \u00a0\u3000")
    plain = unicodedata.normalize("NFKC", visible[:1])
    return f"'{cell}" if plain.startswith(FORMULA_STARTS) or cell.startswith(FORMULA_STARTS) else cell


def row(figure: Figure, summary: StorySummary) -> list[str]:
    """One figure in the order of the columns; each says of itself that it must not be published yet."""
    verified = figure.verified
    cells = {
        **figure.model_dump(include=set(COLUMNS)),
        **figure.forms.model_dump(),
        "source_title": figure.source.title,
        "source_url": figure.source.url,
        "source_page": figure.source.page,
        "verified_at": verified.at if verified else "",
        "verified_by": verified.by if verified else "",
        "highlight": "1" if figure.highlight else "",
        "embargo_until": summary.embargo_until,
        "taken_by": summary.taken_by,
    }
    return [inert(drawable(str(cells[name]))) if cells[name] is not None else "" for name in COLUMNS]


def build(summary: StorySummary) -> bytes:
    """The table as UTF-8 with a byte order mark, as spreadsheets expect it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows(row(figure, summary) for figure in summary.figures)
    return target.getvalue().encode("utf-8-sig")


register(Format("figures.csv", "text/csv; charset=utf-8", _("Table of figures"), "data", build, version=3))
