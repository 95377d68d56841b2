"""A feed as JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from press.feeds.channel import Channel, Entry

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel) -> bytes:
    """The feed as UTF-8 JSON, with a final line break."""
    feed = {
        "version": VERSION,
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.home,
        "feed_url": channel.place.address(),
        "next_url": channel.place.links().get("next"),
        "language": channel.locale,
        "authors": [{"name": channel.author}],
        "items": [item(entry, channel.locale) for entry in channel.entries],
    }
    return (json.dumps(filled(feed), ensure_ascii=False, indent=2) + "\n").encode()


def filled(node: dict[str, Any]) -> dict[str, Any]:
    """The object without the keys that have no value; the list of items may be empty."""
    return {
        key: value for key, value in node.items() if value not in (None, "") and (value or key == "items")
    }


def item(entry: Entry, locale: str) -> dict[str, Any]:
    """One entry."""
    return filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_text": entry.text or entry.title,
            "image": entry.pictures[0].url if entry.pictures else None,
            "date_published": entry.published.isoformat(timespec="seconds"),
            "date_modified": entry.updated.isoformat(timespec="seconds"),
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.tags),
            "language": locale,
            "attachments": [
                {"url": picture.url, "mime_type": picture.content_type, "title": picture.title}
                for picture in entry.pictures
            ],
            "_rights": rights(entry),
        }
    )


def rights(entry: Entry) -> dict[str, Any]:
    """Our own addition: who is to be named for the text and for each picture, and under which terms."""
    pictures = {
        picture.url: filled({"credit": picture.credit, "terms": picture.rights}) for picture in entry.pictures
    }
    return filled({"terms": entry.rights, "pictures": pictures})
