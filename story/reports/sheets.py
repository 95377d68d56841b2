"""Spreadsheets of the admin: nothing in a cell is a formula, and a Vietnamese Excel reads letters, times, numbers."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from library.cells import inert


def plain(cell: Any) -> Any:
    """A moment by the clock on the wall, where Wagtail has that of Greenwich; a number without idle zeros."""
    if isinstance(cell, datetime):
        local = timezone.make_naive(cell) if timezone.is_aware(cell) else cell
        return local.replace(microsecond=0)
    if isinstance(cell, Decimal):
        return cell.to_integral_value() if cell == cell.to_integral_value() else cell.normalize()
    return cell


_as_wagtail_does = SpreadsheetExportMixin.preprocess_field_value
_streamed = SpreadsheetExportMixin.stream_csv


def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
    """Wagtail's cell, inert."""
    return inert(_as_wagtail_does(self, field, plain(value), export_format))


def stream_csv(self: Any, queryset: Any) -> Iterator[bytes]:
    """Wagtail's rows, behind the mark by which Excel knows UTF-8."""
    yield "\ufeff".encode()
    yield from _streamed(self, queryset)


def guard() -> None:
    """Take the place of Wagtail's own, for every list of the admin that can be downloaded."""
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.stream_csv = stream_csv
