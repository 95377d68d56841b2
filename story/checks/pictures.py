"""Pictures: whose they are, what may be done with them, and words that are no words."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from story.blocks import PARTS
from story.blocks.media import CREDIT_MISSING
from story.completeness import Gap
from story.media import COVER_ANCHOR, media_of
from story.neutral import Medium

if TYPE_CHECKING:
    from story.models import StoryPage

KINDS = {
    "picture": gettext_lazy("Picture"),
    "audio": gettext_lazy("Sound"),
    "video": gettext_lazy("Film"),
    "document": gettext_lazy("Document"),
}
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg|pdf|docx?)"
    r"|(?:IMG|DSC|DSCN|DSCF|PXL|MVI|VID|WP|P|scan|image|img|photo|anh|hinh|screenshot|untitled)[-_ ]?\(?[0-9][\w() -]*"
    r"|[0-9]{6,}(?:[-_ ]+[\w-]*)?",
    re.IGNORECASE,
)


def is_file_name(text: str) -> bool:
    """Whether a caption is the name a camera or a computer gave (IMG_2031.jpg, 20220113-pg1)."""
    return len(text) <= 200 and _FILE_NAME.fullmatch(text.strip()) is not None


def rights(page: "StoryPage") -> Iterator[Gap]:
    """Files of the library without credit or licence. (In the parts their own block asks for the credit.)"""
    for medium in media_of(page):
        title = {"title": medium.file.title}
        if medium.anchor == COVER_ANCHOR and not medium.file.credit:
            yield Gap(_where(page, medium), str(CREDIT_MISSING) % title, medium.anchor)
        if not medium.file.licence:
            message = _("“%(title)s” has no licence: nobody knows what may be done with it.") % title
            yield Gap(_where(page, medium), message, medium.anchor)


def file_names(page: "StoryPage") -> Iterator[Gap]:
    """Names of files where people read or hear words."""
    for medium in media_of(page):
        alt = "" if medium.decorative or medium.anchor == COVER_ANCHOR else medium.alt
        for text in dict.fromkeys((medium.caption or "", alt or "")):
            if is_file_name(text):
                message = _("“%(text)s” is the name of a file, not words for readers.") % {"text": text[:60]}
                yield Gap(_where(page, medium), message, medium.anchor)


def _where(page: "StoryPage", medium: Medium) -> str:
    if medium.anchor == COVER_ANCHOR:
        return capfirst(str(page._meta.get_field("cover").verbose_name))
    return f"{PARTS[medium.part]} › {KINDS[medium.kind]}"
