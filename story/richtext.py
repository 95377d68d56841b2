"""Rich text with figures in it: the stored link `<a linktype="figure" id="…">` shows its record in the page's language."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import LinkHandler, RichText, expand_db_html

from story.neutral import BodyItem, Context, Run

INLINE_FEATURES = ["bold", "italic", "link", "figure"]
FEATURES = [*INLINE_FEATURES, "h3", "ol", "ul"]
BLOCKS = ("p", "ul", "ol", "h2", "h3", "h4", "blockquote")
_KEPT = {*BLOCKS, "li", "b", "strong", "i", "em", "br", "a"}
_DROPPED_WHOLE = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "template",
    "noscript",
    "form",
]
_LINKTYPES = ("page", "document", "figure")
_KEPT_CONTROLS = "\n\t"
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def plain(text: str) -> str:
    """The text in NFC with plain line ends, without control characters and marks that turn the direction of writing."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (char for char in text if char in _KEPT_CONTROLS or unicodedata.category(char) not in ("Cc", "Cf"))
    return "".join(kept).strip()


def clean_source(html: str) -> str:
    """The text with what a story's rich text may hold, and nothing else: for text that no editor typed.

    Unknown elements leave their words behind, scripts and the like leave nothing; links go to the web, to mail,
    to a telephone or, by `linktype` and `id`, to something of the newsroom.
    """
    soup = BeautifulSoup(html or "", "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()
    for element in soup.find_all(_DROPPED_WHOLE):
        element.decompose()
    for element in soup.find_all(True):
        element.attrs = {**_kept_attributes(element)}
        if element.name not in _KEPT or (element.name == "a" and not element.attrs):
            element.unwrap()
    return str(soup)


def _kept_attributes(element: Tag) -> dict[str, str]:
    if element.name != "a":
        return {}
    linktype, key, href = (str(element.get(name) or "").strip() for name in ("linktype", "id", "href"))
    if linktype in _LINKTYPES and re.fullmatch(r"[0-9a-fA-F-]{1,36}", key):
        return {"linktype": linktype, "id": key}
    # A tab or a line break inside a scheme is skipped by browsers.
    plain = "".join(href.split())
    return {"href": plain} if plain.lower().startswith(_SCHEMES) else {}


class FigureLinkHandler(LinkHandler):
    """Where no story is at hand (search index, admin), a figure link shows the words it was stored with."""

    identifier = "figure"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return '<a class="figure-reference">'

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[Any]:
        # A figure lives inside its own page: nothing outside refers to it.
        return iter(())


def _figure_links(soup: BeautifulSoup) -> list[Tag]:
    return soup.find_all("a", attrs={"linktype": "figure"})


def figure_ids(source: str) -> list[str]:
    """The ids of the figures a rich text names, in order."""
    return [str(link.get("id", "")) for link in _figure_links(BeautifulSoup(source or "", "html.parser"))]


def rich_texts(value: Any) -> Iterator[str]:
    """The sources of all rich texts in a block's value, however deep."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from rich_texts(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from rich_texts(getattr(item, "value", item))


class Marks(Protocol):
    """Puts signs into a text, and says which HTML each stands for."""

    def mark(self, soup: BeautifulSoup) -> dict[str, SafeString]:
        """Change the text, which has its figures as signs already."""
        ...


def render(source: str, context: Context, marks: Marks | None = None) -> SafeString:
    """The text as safe HTML, each figure link replaced by its record's own words and marks."""
    soup = BeautifulSoup(source or "", "html.parser")
    markers: dict[str, str] = {}
    for number, link in enumerate(_figure_links(soup)):
        record = context.figures.get(str(link.get("id", "")))
        if record is None:
            link.unwrap()
            continue
        marker = f"\ue000{number}\ue001"
        markers[marker] = render_to_string("components/figure_inline.html", {"figure": record}).strip()
        link.replace_with(marker)
    if marks:
        # A figure that was taken out leaves two strings where a term may stand in one.
        soup.smooth()
        markers |= marks.mark(soup)
    html = expand_db_html(str(soup))
    for marker, text in markers.items():
        html = html.replace(marker, text)
    return mark_safe(html)


def runs_of(source: str, context: Context) -> tuple[Run, ...]:
    """The text of one paragraph as styled runs."""
    return tuple(_walk(BeautifulSoup(source or "", "html.parser"), context, {}))


def _walk(node: Tag, context: Context, style: dict[str, Any]) -> Iterator[Run]:
    for child in node.children:
        if not isinstance(child, Tag):
            # Comments and other declarations are kinds of string too, and say nothing.
            if type(child) is NavigableString and str(child):
                yield Run(str(child), **style)
        elif child.name == "br":
            yield Run("\n", **style)
        elif child.name == "a" and child.get("linktype") == "figure":
            record = context.figures.get(str(child.get("id", "")))
            text = record.told if record else child.get_text()
            yield Run(text, **{**style, "figure": record.id if record else ""})
        else:
            yield from _walk(child, context, style | _style_of(child))


def _style_of(tag: Tag) -> dict[str, Any]:
    if tag.name in ("b", "strong"):
        return {"bold": True}
    if tag.name in ("i", "em"):
        return {"italic": True}
    if tag.name == "a" and tag.get("href"):
        return {"href": tag["href"]}
    return {}


def items_of(source: str, context: Context) -> list[BodyItem]:
    """A rich text as one item for each paragraph, heading or list."""
    items = []
    soup = BeautifulSoup(source or "", "html.parser")
    for element in soup.find_all(BLOCKS, recursive=False) or [soup]:
        if element.name in ("ul", "ol"):
            lines = tuple(
                "".join(run.text for run in _walk(line, context, {}))
                for line in element.find_all("li", recursive=False)
            )
            items.append(BodyItem("list", items=lines))
            continue
        runs = tuple(_walk(element, context, {}))
        text = "".join(run.text for run in runs)
        if text.strip():
            items.append(BodyItem("paragraph", text, runs=runs))
    return items
