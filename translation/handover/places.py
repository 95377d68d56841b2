"""Where a string stands on its page, in words, and how long it may be."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

_PARTED = " › "


@dataclass(frozen=True)
class Place:
    """The way to a field in the words of the editor, and the most characters its text may have."""

    words: str
    limit: int | None = None


def place_of(model: type[models.Model], field_path: str) -> Place:
    """The place of a path of localize such as `body.results.figures.item.label`."""
    try:
        return _in_model(model, field_path.split("."))
    except (FieldDoesNotExist, KeyError, AttributeError, IndexError):
        return Place(field_path)


def _in_model(model: type[models.Model], names: list[str]) -> Place:
    field: Any = model._meta.get_field(names[0])
    if isinstance(field, StreamField):
        return _in_block(field.stream_block, names[1:], [capfirst(str(field.verbose_name))])
    if field.is_relation and len(names) > 1:
        return _in_model(field.related_model, names[1:])
    return Place(capfirst(str(field.verbose_name)), getattr(field, "max_length", None))


def _in_block(block: Any, names: list[str], words: list[str]) -> Place:
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
            block = block.child_blocks[name]
            words = [*words, str(block.label or name)]
    limit = None if isinstance(block, blocks.RichTextBlock) else getattr(block.field, "max_length", None)
    return Place(_PARTED.join(dict.fromkeys(words)), limit)
