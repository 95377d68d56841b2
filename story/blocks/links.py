"""References between the figures of one story: each must point to a figure that is there."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from story.blocks.fields import is_reference
from story.richtext import figure_ids

REFERENCES = ("target", "first", "second")


def dangling(body: Any) -> dict[int, ValidationError]:
    """The errors of a story's parts by position: references to figures that are not in the story."""
    known = {str(child.id) for part in body for child in part.value["figures"].bound_blocks}
    errors: dict[int, ValidationError] = {}
    for position, part in enumerate(body):
        found: dict[str, ValidationError] = {}
        if figures := _figures(part.value["figures"], known):
            found["figures"] = ListBlockValidationError(block_errors=figures)
        if content := _content(part.value["content"], known):
            found["content"] = StreamBlockValidationError(block_errors=content)
        if found:
            errors[position] = StructBlockValidationError(block_errors=found)
    return errors


def _figures(figures: Any, known: set[str]) -> dict[int, ValidationError]:
    errors: dict[int, ValidationError] = {}
    for position, child in enumerate(figures.bound_blocks):
        wrong = {
            name: ValidationError(_("This figure is no longer in the story. Choose another."))
            for name in REFERENCES
            if child.value[name] and child.value[name] not in known
        }
        wrong |= {
            name: ValidationError(_("A figure cannot refer to itself."))
            for name in REFERENCES
            if child.value[name] and child.value[name] == str(child.id)
        }
        if wrong:
            errors[position] = StructBlockValidationError(block_errors=wrong)
    return errors


def _content(content: Any, known: set[str]) -> dict[int, ValidationError]:
    errors: dict[int, ValidationError] = {}
    for position, block in enumerate(content):
        if isinstance(block.value, RichText):
            if _names_unknown(block.value, known):
                errors[position] = _unknown_in_text()
        elif block.block_type == "chart":
            if series := dict(_series(block.value["series"], known)):
                listed = ListBlockValidationError(block_errors=series)
                errors[position] = StructBlockValidationError(block_errors={"series": listed})
        elif block.block_type == "interview":
            if exchanges := dict(_exchanges(block.value["exchanges"], known)):
                listed = ListBlockValidationError(block_errors=exchanges)
                errors[position] = StructBlockValidationError(block_errors={"exchanges": listed})
        elif (
            isinstance(block.value, dict)
            and isinstance(block.value.get("text"), RichText)
            and _names_unknown(block.value["text"], known)
        ):
            errors[position] = StructBlockValidationError(block_errors={"text": _unknown_in_text()})
    return errors


def _exchanges(exchanges: Any, known: set[str]) -> Iterator[tuple[int, ValidationError]]:
    for position, exchange in enumerate(exchanges):
        if _names_unknown(exchange["answer"], known):
            yield position, StructBlockValidationError(block_errors={"answer": _unknown_in_text()})


def _names_unknown(text: RichText, known: set[str]) -> bool:
    return any(key not in known for key in figure_ids(text.source))


def _unknown_in_text() -> ValidationError:
    return ValidationError(
        _("The text names a figure that is no longer in the story. Take it out or put it in again.")
    )


def _series(series: Any, known: set[str]) -> Iterator[tuple[int, ValidationError]]:
    for position, row in enumerate(series):
        wrong = {
            place: ValidationError(_("This figure is no longer in the story. Choose another."))
            for place, cell in enumerate(row["values"])
            if is_reference(cell) and cell not in known
        }
        if wrong:
            listed = ListBlockValidationError(block_errors=wrong)
            yield position, StructBlockValidationError(block_errors={"values": listed})
