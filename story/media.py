"""What a story shows of the library: every picture, sound, film and document, with its place in the editor's form."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

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


def pictures_in_public(pages: Iterable[int]) -> dict[int, list[str]]:
    """The addresses of the pictures that public pages show, by the number of the page, in a fixed number of queries.

    Wagtail's index of references is read, which follows what is published, never a draft; of each picture the largest
    JPEG that was made for the page.
    """
    from story.models import StoryPage

    picture = get_image_model()
    kinds = ContentType.objects.get_for_models(StoryPage, picture)
    wanted = {str(page) for page in pages}
    uses = ReferenceIndex.objects.filter(content_type=kinds[StoryPage], to_content_type=kinds[picture])
    pairs = [
        (int(page), int(to)) for page, to in uses.values_list("object_id", "to_object_id") if page in wanted
    ]
    if not pairs:
        return {}
    made = picture.get_rendition_model().objects.filter(image_id__in={to for _page, to in pairs})
    largest = {
        each.image_id: each.url
        for each in made.order_by("width")
        if each.file.name.endswith(".jpg") or each.file.name.endswith(".jpeg")
    }
    found: dict[int, list[str]] = {}
    for page, to in dict.fromkeys(pairs):
        if to in largest:
            found.setdefault(page, []).append(largest[to])
    return found


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
