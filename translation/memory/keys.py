"""What two sentences share that differ only in numbers: the text with signs for numbers, figures and tags."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.html import strip_tags
from wagtail_localize.strings import StringValue

TAG, FIGURE, NUMBER = "\ue000", "\ue001", "\ue002"
_FIGURE = re.compile(r'<a id="(?P<id>[^"]*)">.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


@dataclass(frozen=True)
class Key:
    """The text with signs, and what stood in their places: the numbers as printed, the ids of the figures."""

    text: str
    numbers: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Short enough for an index."""
        return hashlib.md5(self.text.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()


def canonical(data: str) -> str:
    """Markup as localize writes it, letters composed; what it refuses stays as it is."""
    data = unicodedata.normalize("NFC", data)
    try:
        return str(StringValue.from_translated_html(data).data)
    except ValueError:
        return data


def as_text(data: str) -> str:
    """A string without its markup."""
    return html.unescape(strip_tags(data.replace("<br/>", " ")))


def key_of(data: str, figures: Collection[str] = ()) -> Key:
    """The key of a string of localize; `figures` are the ids of its links that are figures."""
    numbers: list[str] = []
    ids: list[str] = []

    def figure(match: re.Match[str]) -> str:
        if match["id"] not in figures:
            return match[0]
        ids.append(match["id"])
        return FIGURE

    def number(match: re.Match[str]) -> str:
        numbers.append(match[0])
        return NUMBER

    text = _TAG.sub(TAG, _FIGURE.sub(figure, canonical(data)))
    text = " ".join(html.unescape(text).split())
    return Key(NUMERAL.sub(number, text), tuple(numbers), tuple(ids))
