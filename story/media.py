"""What a story shows of the library: every picture, sound, film and document, with its place in the editor's form."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from story.neutral import Medium

if TYPE_CHECKING:
    from story.models import StoryPage

COVER_ANCHOR = "id_cover"


def media_of(page: "StoryPage") -> list[Medium]:
    """Everything of the library that the story shows, in order, the cover first; a file shown twice comes twice."""
    return list(_walk(page))


def pictures(page: "StoryPage") -> list[Medium]:
    """The pictures alone."""
    return [medium for medium in _walk(page) if medium.kind == "picture"]


def _walk(page: "StoryPage") -> Iterator[Medium]:
    if page.cover:
        yield Medium("picture", page.cover, alt=page.cover.description, anchor=COVER_ANCHOR)
    yield from shown_in(page.body)


def shown_in(body: Any) -> Iterator[Medium]:
    """What the blocks of a body show."""
    for part in body:
        for child in part.value["content"]:
            if hasattr(child.block, "media_shown"):
                yield from child.block.media_shown(child.value, f"block-{child.id}-section", part.block_type)
