"""A feed before it is RSS, Atom or JSON: entries, what was taken out, and where its other pages are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

# A feed in which nothing ever stood.
NEVER = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with an entry, with what its makers ask for."""

    url: str
    content_type: str
    width: int
    height: int
    title: str
    alt: str
    credit: str
    rights: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A story, a correction or a withdrawal, in plain text without markup; moments in the newsroom's own time."""

    id: str
    url: str
    title: str
    summary: str
    text: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A story that stood in the feed and was withdrawn."""

    id: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which feed: its path without the format, the format, the filters and the number of the page."""

    path: str
    form: str
    filters: tuple[tuple[str, str], ...]
    number: int
    last: int

    def address(self, number: int | None = None, form: str | None = None) -> str:
        """The address of a page; the first has no number, so that each page has one address alone."""
        page = number or self.number
        query = [*sorted(self.filters), *([("page", str(page))] if page > 1 else [])]
        tail = f"?{urlencode(query)}" if query else ""
        return f"{settings.PUBLIC_BASE_URL}{self.path}.{form or self.form}{tail}"

    def links(self) -> dict[str, str]:
        """The other pages by their relation (RFC 5005); none for a feed of one page."""
        if self.last == 1:
            return {}
        numbers = {"first": 1, "previous": self.number - 1, "next": self.number + 1, "last": self.last}
        return {rel: self.address(number) for rel, number in numbers.items() if 1 <= number <= self.last}


@dataclass(frozen=True, slots=True)
class Channel:
    """One page of a feed; `changed` is the last change in all of it."""

    place: Place
    locale: str
    title: str
    description: str
    home: str
    changed: datetime
    entries: tuple[Entry, ...]
    deleted: tuple[Deleted, ...] = ()

    @property
    def id(self) -> str:
        """The name of the feed, the same for all its pages."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.place.address(1, form="atom")).urn

    @property
    def author(self) -> str:
        """The newsroom."""
        return settings.WAGTAIL_SITE_NAME


def absolute(address: str) -> str:
    """An address of this site with scheme and host."""
    return address if "://" in address or not address else settings.PUBLIC_BASE_URL + address
