"""Forms that arrive damaged (missing counts, foreign types, broken rich text) come back with a message and with
everything that could be saved, never as a failure of the server."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

MOST_ITEMS = 300


def damage_message() -> str:
    """What is said beside a part of the form that arrived damaged."""
    return _("This part of the form arrived damaged. Look at what is left, complete it and save again.")


def _number(text: Any) -> int | None:
    text = str(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _is_whole(data: Any, prefix: str, types: Any) -> bool:
    count = _number(data.get(f"{prefix}-count"))
    if count is None or count > MOST_ITEMS:
        return False
    orders = []
    for item in range(count):
        if f"{prefix}-{item}-deleted" not in data:
            return False
        if not data[f"{prefix}-{item}-deleted"]:
            orders.append(_number(data.get(f"{prefix}-{item}-order")))
            if types is not None and data.get(f"{prefix}-{item}-type") not in types:
                return False
    return None not in orders and len(set(orders)) == len(orders)


def mended(data: Any, prefix: str, types: Any = None) -> tuple[Any, bool]:
    """The posted data with the bookkeeping of one list put right, and whether it had to be."""
    if _is_whole(data, prefix, types):
        return data, False
    posted = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(?:value|order|type|id)\b")
    items = sorted({int(match[1]) for key in data if (match := posted.match(key))})[:MOST_ITEMS]
    data = data.copy()
    for item in range(max(items, default=-1) + 1):
        known = types is None or data.get(f"{prefix}-{item}-type") in types
        data[f"{prefix}-{item}-deleted"] = "" if item in items and known else "1"
        data[f"{prefix}-{item}-order"] = str(item)
    data[f"{prefix}-count"] = str(max(items, default=-1) + 1)
    return data, True


class GuardedStreamBlock(blocks.StreamBlock):
    """A stream that survives damaged bookkeeping."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        data, damaged = mended(data, prefix, self.child_blocks)
        value = super().value_from_datadict(data, files, prefix)
        value.damaged = damaged
        return value

    def clean(self, value: Any) -> Any:
        if getattr(value, "damaged", False):
            raise StreamBlockValidationError(non_block_errors=[damage_message()])
        return super().clean(value)


class GuardedListBlock(blocks.ListBlock):
    """A list that survives damaged bookkeeping."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        data, damaged = mended(data, prefix)
        value = super().value_from_datadict(data, files, prefix)
        value.damaged = damaged
        return value

    def clean(self, value: Any) -> Any:
        if getattr(value, "damaged", False):
            raise ListBlockValidationError(non_block_errors=[damage_message()])
        return super().clean(value)

    def deconstruct(self) -> tuple[str, Any, Any]:
        # History needs the shape of the data, not who guards it.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.ListBlock", args, kwargs


def is_key(posted: Any) -> bool:
    """Whether a posted text can be the primary key of something."""
    text = str(posted)
    return text.isascii() and text.isdigit() and len(text) < 19


class GuardedChoiceBlock(blocks.StructBlock):
    """A struct around a chooser (`chosen`, posted under `posted_as`) that survives an id that is no number."""

    chosen = ""
    posted_as = ""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        key = f"{prefix}-{self.posted_as or self.chosen}"
        damaged = bool(data.get(key)) and not is_key(data[key])
        if damaged:
            data = data.copy()
            data[key] = ""
        value = super().value_from_datadict(data, files, prefix)
        value.damaged = damaged
        return value

    def clean(self, value: Any) -> Any:
        if getattr(value, "damaged", False):
            raise self.refusal(damage_message())
        return super().clean(value)

    def refusal(self, message: str) -> StructBlockValidationError:
        """An error that stands beside the chooser."""
        error: ValidationError = ValidationError(message)
        for name in reversed((self.posted_as or self.chosen).split("-")):
            error = StructBlockValidationError(block_errors={name: error})
        return error


class FigureListBlock(GuardedListBlock):
    """The figures of a part: each has an id that is a UUID, for it is the figure's identity for ever."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        value = super().value_from_datadict(data, files, prefix)
        for child in value.bound_blocks:
            if not _is_uuid(child.id):
                child.id = str(uuid.uuid4())
        return value


def _is_uuid(text: Any) -> bool:
    try:
        return str(uuid.UUID(str(text))) == str(text)
    except ValueError:
        return False


def separate_ids(lists: Iterator[Any]) -> None:
    """Give the second of two figures with one id an id of its own."""
    seen: set[str] = set()
    for figures in lists:
        for child in figures.bound_blocks:
            if child.id in seen:
                child.id = str(uuid.uuid4())
            seen.add(child.id)


class DamagedText(RichText):
    """The words that could be saved of a rich text that arrived broken."""


class GuardedRichTextBlock(blocks.RichTextBlock):
    """Rich text that survives a broken post: its words come back as plain paragraphs, beside a message."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> RichText:
        posted = (data.get(prefix) or "").strip()
        if posted in ("", "null"):
            return RichText("")
        saved = words_of(posted)
        try:
            value = RichText(super().value_from_datadict(data, files, prefix).source or "")
        # The converter raises whatever its parts raise: KeyError, TypeError, RecursionError…
        except Exception:
            return DamagedText(saved)
        # It drops blocks and entities that it does not know, with their words.
        return value if _letters(value.source) == _letters(saved) else DamagedText(saved)

    def clean(self, value: RichText) -> RichText:
        if isinstance(value, DamagedText):
            raise ValidationError(damage_message())
        return super().clean(value)

    def deconstruct(self) -> tuple[str, Any, Any]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


def _letters(html: str) -> str:
    return "".join(BeautifulSoup(html, "html.parser").get_text().split())


def words_of(posted: str) -> str:
    """Broken content state as paragraphs of plain words, safe HTML."""
    try:
        state = json.loads(posted)
    except (ValueError, RecursionError):
        state = posted
    found = state.get("blocks") if isinstance(state, dict) else None
    if isinstance(found, list):
        texts = [item.get("text") for item in found if isinstance(item, dict)]
    else:
        texts = [posted if state else ""]
    # What no database keeps: NUL, and halves of characters, which JSON can say and UTF-8 cannot.
    whole = (
        text.encode("utf-8", "ignore").decode().replace("\x00", "") for text in texts if isinstance(text, str)
    )
    lines = [text.strip() for text in whole]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)
