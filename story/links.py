"""The web addresses a story names, and what became of them: asked in the background, never by a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from story.completeness import anchor_of
from story.models.links import LinkCheck, LinkPlace
from story.probe import probe
from story.selectors import visible_to

if TYPE_CHECKING:
    from story.models import StoryPage

AGAIN_AFTER = timedelta(days=7)
LONGEST_URL = 2000


@dataclass(frozen=True)
class Link:
    """An address and the block that names it."""

    url: str
    where: str
    anchor: str


def links_of(page: "StoryPage") -> Iterator[Link]:
    """The addresses in the text and of the sources."""
    for part in page.body:
        for child in part.value["content"]:
            for url in _urls(child.value):
                yield Link(url, f"{part.block.label} › {child.block.label}", anchor_of(child))
        for child in part.value["figures"].bound_blocks:
            if url := child.value["source_url"]:
                yield Link(url[:LONGEST_URL], str(child.value["label"] or _("Figure")), anchor_of(child))


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        for link in BeautifulSoup(value.source or "", "html.parser").find_all("a", href=True):
            if str(link["href"]).startswith(("http://", "https://")):
                yield str(link["href"])[:LONGEST_URL]
    elif isinstance(value, dict):
        for item in value.values():
            yield from _urls(item)


def check_links(most: int) -> int:
    """Ask the addresses of all latest versions that were not asked for a week, at most so many; how many were asked.

    Afterwards the places of all links are noted anew.
    """
    from story.models import StoryPage

    fresh = set(
        LinkCheck.objects.filter(checked_at__gte=timezone.now() - AGAIN_AFTER).values_list("url", flat=True)
    )
    stories = StoryPage.objects.filter(
        Q(pk__in=visible_to(None).values("pk")) | Q(has_unpublished_changes=True), alias_of=None
    )
    found = [
        (page.pk, link)
        for page in stories.order_by("pk").iterator()
        for link in links_of(page.get_latest_revision_as_object())
    ]
    urls = [url for url in dict.fromkeys(link.url for _page, link in found) if url not in fresh][:most]
    for url in urls:
        _note(url, *probe(url))
    _note_places(found)
    return len(urls)


def _note(url: str, result: str, status: int | None) -> None:
    now = timezone.now()
    check = LinkCheck.objects.filter(url=url).first() or LinkCheck(url=url, result=result, since=now)
    was_broken = check.is_broken
    check.result, check.status, check.checked_at = result, status, now
    if check.is_broken != was_broken:
        check.since = now
    check.save()


@transaction.atomic
def _note_places(found: list[tuple[int, Link]]) -> None:
    checks = dict(LinkCheck.objects.values_list("url", "pk"))
    LinkPlace.objects.all().delete()
    LinkPlace.objects.bulk_create(
        LinkPlace(link_id=checks[link.url], page_id=page, where=link.where[:300], anchor=link.anchor[:100])
        for page, link in found
        if link.url in checks
    )
