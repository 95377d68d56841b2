"""The fields and parts without which there is no story, and what its blocks say of themselves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from story.blocks.figure import FigureBlock
from story.blocks.media import CaptionedImageBlock
from story.completeness import Gap, anchor_of, missing_rights
from story.entry.headline import has_headline

if TYPE_CHECKING:
    from story.models import StoryPage

REQUIRED = ("title", "standfirst", "province", "licence")
FIELDS = {"province": "province_id"}
_NAMES = {FigureBlock: "figure", CaptionedImageBlock: "picture"}
_LEAVES = {"source_title": "figure-source", "alt_text": "picture-alt"}
_CURES = {
    "figure-source": gettext_lazy("Name the document or the office that the number comes from."),
    "figure": gettext_lazy("Open the figure and mend the box named here."),
    "picture-alt": gettext_lazy("Say what the picture shows, or mark it as decorative."),
    "picture": gettext_lazy("Mend it in the block, or in the library of pictures."),
}


def fields(page: "StoryPage") -> Iterator[Gap]:
    """Fields that are empty."""
    for name in REQUIRED:
        given = has_headline(page) if name == "title" else getattr(page, FIELDS.get(name, name))
        if not given:
            label = (
                _("Headline") if name == "title" else capfirst(str(page._meta.get_field(name).verbose_name))
            )
            message = missing_rights(page) if name == "licence" else _("This is still empty.")
            yield Gap(label, message, f"id_{name}")
    if not page.pillars.exists():
        label = capfirst(str(page._meta.get_field("pillars").verbose_name))
        yield Gap(label, _("None is chosen yet."), "id_pillars")


def body(page: "StoryPage") -> Iterator[Gap]:
    """What the five parts and their blocks say is missing in them."""
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        yield from _walk(error, page.body, "", "panel-child-content-body-section")


def _walk(
    error: ValidationError, value: Any, where: str, anchor: str, block: Any = None, check: str = ""
) -> Iterator[Gap]:
    """The leaves of a tree of block errors, each with the nearest block that has an address in the form."""
    if isinstance(error, StreamBlockValidationError | ListBlockValidationError):
        children = list(getattr(value, "bound_blocks", ())) or list(value or ())
        for position, nested in (error.block_errors or {}).items():
            child = children[position]
            inner, own = _joined(where, _name(child.value, child.block)), _NAMES.get(type(child.block), check)
            yield from _walk(nested, child.value, inner, anchor_of(child), child.block, own)
        yield from (Gap(where or _("Story"), text, anchor) for text in _texts(error.non_block_errors))
    elif isinstance(error, StructBlockValidationError):
        boxes: dict[str, Any] = getattr(getattr(value, "block", block), "child_blocks", {})
        for name, nested in (error.block_errors or {}).items():
            child_value = value.get(name) if hasattr(value, "get") else None
            child = boxes.get(name)
            label = str(child.label) if child is not None else ""
            nests = hasattr(child_value, "bound_blocks") or hasattr(child_value, "stream_block")
            inner = where if nests and where else _joined(where, label)
            yield from _walk(nested, child_value, inner, anchor, child, _LEAVES.get(name, check))
    else:
        cure = str(_CURES.get(check, ""))
        yield from (Gap(where, text, anchor, check=check, cure=cure) for text in error.messages)


def _texts(errors: Any) -> list[str]:
    return [
        text
        for item in errors or ()
        for text in (item.messages if hasattr(item, "messages") else [str(item)])
    ]


def _joined(*names: str) -> str:
    return " › ".join(name for name in names if name)


def _name(value: Any, block: Any) -> str:
    return str(value.get("label") or block.label) if hasattr(value, "get") else str(block.label)
