"""Terms of the glossary explained where a story uses them: once in each part, at the first place of running text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from library.glossary import Entry, Finder, entries, written
from story import registry

# Words in these are not ours to mark: they lead somewhere already, or are a heading, or somebody's own.
_LEFT_ALONE = ("a", "h2", "h3", "h4", "blockquote")


@dataclass(frozen=True)
class Explanation:
    """A term in the language of the page, with its place in the glossary and the id of its note on the page.

    `words` is how the story writes it; empty where that is the name itself.
    """

    slug: str
    name: str
    words: str
    definition: str
    address: str
    note: str


class Explainer:
    """The glossary of one language as a story's page needs it: asked for once, and only if there is text."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The terms that are explained in stories, by slug."""
        return {entry.slug: entry for entry in entries(self.locale) if entry.explained}

    @cached_property
    def finder(self) -> Finder:
        """Finds them."""
        return Finder(self.entries.values(), self.locale)

    def explanations(self, sources: Iterable[str], part: str, seen: set[str]) -> dict[str, Explanation]:
        """The terms that these rich texts use and `seen` lacks, which it has afterwards, in the order of the text."""
        found: dict[str, Explanation] = {}
        for source in sources:
            for text in map(str, free_strings(BeautifulSoup(source, "html.parser"))):
                for place in self.finder.find(text):
                    if place.slug not in seen:
                        seen.add(place.slug)
                        words = text[place.start : place.end]
                        found[place.slug] = self._explanation(place.slug, words, part)
        return found

    def _explanation(self, slug: str, words: str, part: str) -> Explanation:
        entry = self.entries[slug]
        other = "" if written(words).startswith(written(entry.name)) else words
        address = next((made(slug, self.locale) for made in registry.term_addresses), "")
        return Explanation(slug, entry.name, other, entry.definition, address, f"term-{part}-{slug}")


class Marking:
    """Marks the terms of one group of blocks while its texts are set, each at its first place."""

    def __init__(self, explainer: Explainer, explanations: dict[str, Explanation], beside: str = "") -> None:
        self.explainer, self.waiting, self.beside = explainer, dict(explanations), beside

    def mark(self, soup: BeautifulSoup) -> dict[str, SafeString]:
        """Put signs where terms stand for the first time; returns what each sign stands for."""
        made: dict[str, SafeString] = {}
        for string in free_strings(soup) if self.waiting else ():
            text, done, pieces = str(string), 0, []
            for place in self.explainer.finder.find(text):
                term = self.waiting.pop(place.slug, None)
                if term is None:
                    continue
                sign = f"\ue004{len(made)}\ue005"
                words = {
                    "term": term,
                    "text": text[place.start : place.end],
                    "beside": term.slug == self.beside,
                }
                made[sign] = SafeString(render_to_string("components/term_inline.html", words).strip())
                pieces += [text[done : place.start], sign]
                done = place.end
            if pieces:
                string.replace_with("".join([*pieces, text[done:]]))
        return made


def free_strings(soup: BeautifulSoup) -> Iterator[NavigableString]:
    """The words of a rich text that may be marked."""
    for string in soup.find_all(string=True):
        if type(string) is NavigableString and string.find_parent(_LEFT_ALONE) is None:
            yield string
