"""The words of a story one by one: each with its place in the form, and rich text ready to take a figure's link."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from story.blocks.data import ChartBlock, TableBlock
from story.blocks.fields import TypedBlock, VerbatimBlock

if TYPE_CHECKING:
    from story.models import StoryPage

FIELDS = ("title", "standfirst", "abridged")
# Where a figure already stands: as long as its words, so that places in the text stay.
LINKED = "\ue002"
_ELEMENTS = ("p", "li", "h2", "h3", "h4", "blockquote")
_SILENT = (ChartBlock, TableBlock, TypedBlock, VerbatimBlock, blocks.URLBlock, blocks.ChoiceBlock)


@dataclass(frozen=True)
class Passage:
    """A stretch of words: where it stands in words, in the form (`anchor`) and in the story (`part`, `key`).

    `text` is what is read; in `plain` the words of figures are left out. `link` puts a figure's link over a stretch
    of it and answers whether there was room; None where a field takes no links.
    """

    where: str
    anchor: str
    part: str
    key: str
    text: str
    plain: str
    link: Callable[[int, int, str], bool] | None = None


def passages(page: "StoryPage") -> Iterator[Passage]:
    """Headline, standfirst, short telling, then the five parts in their order."""
    for name in FIELDS:
        text = getattr(page, name) or ""
        label = _("Headline") if name == "title" else capfirst(str(page._meta.get_field(name).verbose_name))
        yield Passage(label, f"id_{name}", "", name, text, text)
    for part in page.body:
        walk = _Walk(part.block_type, str(part.block.label))
        for child in part.value["content"]:
            yield from walk.child(child)


class _Walk:
    """Through the blocks of one part."""

    def __init__(self, part: str, label: str) -> None:
        self.part, self.label = part, label

    def child(self, child: Any) -> Iterator[Passage]:
        """The passages of one block of the part's stream."""

        def put(value: Any) -> None:
            child.value = value

        where = f"{self.label} › {child.block.label}"
        yield from self._value(
            child.block, child.value, f"block-{child.id}-section", str(child.id), where, put
        )

    def _value(
        self, block: Any, value: Any, anchor: str, key: str, where: str, put: Callable[[Any], None]
    ) -> Iterator[Passage]:
        if isinstance(block, _SILENT) or not value:
            return
        if isinstance(value, RichText):
            yield from self._rich(value, anchor, key, where, put)
        elif isinstance(block, ImageBlock):
            alt = "" if value.decorative else value.contextual_alt_text or ""
            yield Passage(where, anchor, self.part, f"{key}.alt", alt, alt)
        elif isinstance(block, blocks.StructBlock):
            for name, inner in block.child_blocks.items():

                def put_inner(new: Any, name: str = name) -> None:
                    value[name] = new

                yield from self._value(inner, value.get(name), anchor, f"{key}.{name}", where, put_inner)
        elif isinstance(block, blocks.ListBlock):
            for number, item in enumerate(value):
                yield from self._value(block.child_block, item, anchor, f"{key}.{number}", where, put)
        elif isinstance(value, str):
            yield Passage(where, anchor, self.part, key, value, value)

    def _rich(
        self, value: RichText, anchor: str, key: str, where: str, put: Callable[[Any], None]
    ) -> Iterator[Passage]:
        for number, element in enumerate(_elements(BeautifulSoup(value.source or "", "html.parser"))):

            def link(start: int, end: int, figure: str, number: int = number) -> bool:
                source = _linked(value.source, number, start, end, figure)
                put(RichText(source or value.source))
                return source is not None

            strings = list(_strings(element))
            text = "".join(str(string) for string, _free in strings)
            plain = "".join(str(string) if free else LINKED * len(string) for string, free in strings)
            yield Passage(where, anchor, self.part, f"{key}.{number}", text, plain, link)


def _elements(soup: BeautifulSoup) -> list[Tag]:
    leaves = [element for element in soup.find_all(_ELEMENTS) if not element.find(_ELEMENTS)]
    return leaves or [soup]


def _strings(element: Tag) -> Iterator[tuple[NavigableString, bool]]:
    """The strings of an element; free are those in no link yet."""
    for string in element.find_all(string=True):
        if type(string) is NavigableString:
            yield string, string.find_parent("a") is None


def _linked(source: str, number: int, start: int, end: int, figure: str) -> str | None:
    """The rich text with a figure's link over these places of an element; None where they are not plain words."""
    soup = BeautifulSoup(source, "html.parser")
    position = 0
    for string, free in list(_strings(_elements(soup)[number])):
        first, last = start - position, end - position
        position += len(string)
        if not (first >= 0 and last <= len(string)):
            continue
        if not free:
            return None
        link = soup.new_tag("a", attrs={"linktype": "figure", "id": figure})
        link.string = string[first:last]
        string.replace_with(string[:first], link, string[last:])
        return str(soup)
    return None
