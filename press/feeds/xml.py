"""A feed as RSS 2.0 with Media RSS and Dublin Core, and as Atom 1.0 with its pages and its tombstones."""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape, linebreaks

from press.feeds.channel import Channel, Entry, Picture

RSS_NAMES = {
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class StoriesRss(Rss201rev2Feed):
    """RSS with the links between pages, the pictures with their credit, and the day of the last change."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **RSS_NAMES}

    def latest_post_date(self) -> Any:
        return self.feed["channel"].changed

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        for rel, address in channel.place.links().items():
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.addQuickElement("dc:creator", author)
        handler.addQuickElement("dcterms:created", rfc3339_date(entry.published))
        handler.addQuickElement("dcterms:modified", rfc3339_date(entry.updated))
        handler.addQuickElement("dcterms:identifier", entry.id)
        if entry.rights:
            handler.addQuickElement("dcterms:rights", entry.rights)
        for picture in entry.pictures:
            add_picture(handler, picture)


def add_picture(handler: Any, picture: Picture) -> None:
    """A picture by the rules of Media RSS."""
    size = {"width": str(picture.width), "height": str(picture.height)}
    handler.startElement(
        "media:content", {"url": picture.url, "type": picture.content_type, "medium": "image", **size}
    )
    handler.addQuickElement("media:title", picture.title, {"type": "plain"})
    if picture.alt:
        handler.addQuickElement("media:description", picture.alt, {"type": "plain"})
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    if picture.rights:
        handler.addQuickElement("media:copyright", picture.rights)
    handler.endElement("media:content")


class StoriesAtom(Atom1Feed):
    """Atom with paged feeds (RFC 5005) and deleted entries (RFC 6721)."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def latest_post_date(self) -> Any:
        return self.feed["channel"].changed

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        for rel, address in channel.place.links().items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        for gone in self.feed["channel"].deleted:
            handler.startElement("at:deleted-entry", {"ref": gone.id, "when": rfc3339_date(gone.at)})
            if gone.reason:
                handler.addQuickElement("at:comment", gone.reason)
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author)
            handler.endElement("author")
        handler.addQuickElement("content", markup(entry.text), {"type": "html"})
        for picture in entry.pictures:
            link = {
                "rel": "related",
                "type": picture.content_type,
                "href": picture.url,
                "title": picture.title,
            }
            handler.addQuickElement("link", "", link)


def markup(text: str) -> str:
    """Plain text as the HTML that readers take a description for: nothing in it is a tag but the line breaks."""
    return linebreaks(escape(text))


def write(channel: Channel, kind: type[SyndicationFeed]) -> bytes:
    """The feed as UTF-8 XML."""
    feed = kind(
        title=channel.title,
        link=channel.home,
        description=channel.description,
        subtitle=channel.description,
        language=channel.locale,
        author_name=channel.author,
        feed_url=channel.place.address(),
        feed_guid=channel.id,
        channel=channel,
    )
    for entry in channel.entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=markup(entry.text if kind is StoriesRss else entry.summary),
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=entry.tags,
            item_copyright=entry.rights or None,
            entry=entry,
        )
    return feed.writeString("utf-8").encode()


def rss(channel: Channel) -> bytes:
    """The feed as RSS."""
    return write(channel, StoriesRss)


def atom(channel: Channel) -> bytes:
    """The feed as Atom."""
    return write(channel, StoriesAtom)
