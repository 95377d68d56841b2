"""Where a string of a translation stands in the story: the names of its boxes, and how long it may be."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

_TAG = re.compile(r"<[^>]*>")


def labels(model: type[models.Model], field_path: str) -> list[str]:
    """The names of the boxes from the outside in, as the editor of the story shows them."""
    name, *rest = field_path.split(".")
    field: Any = model._meta.get_field(name)
    if not isinstance(field, StreamField):
        return [capfirst(str(getattr(field, "verbose_name", name)))]
    walked = [str(block.label) for block in _walk(field.stream_block, rest) if block.label]
    return [capfirst(label) for label in dict.fromkeys(walked)]


def limit(model: type[models.Model], field_path: str) -> int | None:
    """How many characters a string may have; None where nothing limits it by itself, as in running text."""
    name, *rest = field_path.split(".")
    field: Any = model._meta.get_field(name)
    if not isinstance(field, StreamField):
        return getattr(field, "max_length", None)
    leaf = list(_walk(field.stream_block, rest))[-1]
    # Running text is cut into several strings: its length is asked of the block as a whole.
    if isinstance(leaf, blocks.RichTextBlock):
        return None
    return getattr(getattr(leaf, "field", None), "max_length", None)


def length(text: str) -> int:
    """How many characters a string has without its markup."""
    return len(html.unescape(_TAG.sub("", text)))


def _walk(block: Any, names: list[str]) -> Iterator[Any]:
    """The blocks on the way of a path, the outermost first."""
    for name in names:
        children = getattr(block, "child_blocks", {})
        block = block.child_block if isinstance(block, blocks.ListBlock) else children.get(name)
        if block is None:
            return
        yield block
