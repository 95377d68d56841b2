"""Slots where other rooms join the centre: it offers them, they fill them in `AppConfig.ready`; an empty one shows nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import QueryDict

Filler = TypeVar("Filler")


@dataclass
class Slot(Generic[Filler]):
    """A named place with its fillers in order; the same name twice is an error."""

    name: str
    kind: type | tuple[type, ...] | Callable[..., bool]
    fillers: dict[str, Filler] = field(default_factory=dict)

    def fill(self, key: str, filler: Filler) -> Filler:
        """Put `filler` into the slot under `key`.

        Raises ValueError when the key is taken, TypeError when it is of the wrong kind.
        """
        if key in self.fillers:
            raise ValueError(f"{self.name}: {key} is already registered")
        fits = isinstance(filler, self.kind) if isinstance(self.kind, type | tuple) else self.kind(filler)
        if not fits:
            raise TypeError(f"{self.name}: {filler!r} does not fit")
        self.fillers[key] = filler
        return filler

    def __iter__(self) -> Any:
        return iter(self.fillers.values())


@dataclass(frozen=True)
class PageSlotFiller:
    """A template shown on a story page, with the context a function makes for it."""

    template: str
    context: Callable[[Any, Any], dict[str, Any]]


@dataclass(frozen=True)
class MenuLink:
    """A link of the site's menu; `address` gives its path in a language."""

    label: Any
    address: Callable[[str], str]


@dataclass(frozen=True)
class FootLink(MenuLink):
    """A link at the foot of every page, in one of its columns: how we work, what to take, how to take part."""

    column: int = 1


# The addresses of something public that is no page of Wagtail, by language.
Addresses = dict[str, str]


@dataclass(frozen=True)
class FeedLink:
    """A feed of the story list that programs find by themselves; `address` gives its path in a language."""

    label: Any
    content_type: str
    address: Callable[[str], str]


@dataclass(frozen=True)
class DataFile:
    """A file with the figures of a story that anybody may take; `address` gives its path."""

    media_type: str
    address: Callable[[Any], str]


@dataclass(frozen=True)
class PreviewMode:
    """A further way to preview a story in the editor."""

    label: Any
    serve: Callable[[Any, Any], Any]


@dataclass(frozen=True)
class StoryCheck:
    """A question asked of a story before it goes on: `find` yields each `story.completeness.Gap`.

    The key in the slot is the name of the check; `cure` says how to mend what it finds.
    """

    find: Callable[[Any], Iterable[Any]]
    cure: Any = ""


@dataclass(frozen=True)
class HomeSlotFiller:
    """A section of a front page; `context` makes what its template shows, None where there is nothing to show."""

    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]


home_slots: Slot[HomeSlotFiller] = Slot("home slot", HomeSlotFiller)
page_slots: Slot[PageSlotFiller] = Slot("page slot", PageSlotFiller)
# What readers are told above a story, such as that it is being brought up to date; empty where there is nothing.
page_notices: Slot[Callable[[Any], str]] = Slot("page notice", callable)
# A page that is not public in its language, with its figures if these may be told all the same; else None.
figures_ahead: Slot[Callable[[Any], Any]] = Slot("figures ahead of their story", callable)
story_checks: Slot[StoryCheck] = Slot("story check", StoryCheck)
menu_links: Slot[MenuLink] = Slot("menu link", MenuLink)
# Where somebody can go on who has not found what they looked for.
ways_on: Slot[MenuLink] = Slot("way on", MenuLink)
foot_links: Slot[FootLink] = Slot("foot link", FootLink)
feed_links: Slot[FeedLink] = Slot("feed link", FeedLink)
admin_panels: Slot[Callable[..., Any]] = Slot("admin panel", callable)
preview_modes: Slot[PreviewMode] = Slot("preview mode", PreviewMode)
# Stories that are about the same thing as a text.
finders: Slot[Callable[..., Any]] = Slot("finder", callable)
# Stories with the few words that somebody types into a box.
searches: Slot[Callable[..., Any]] = Slot("search", callable)
# The numbers of the public stories of a language that answer such words, best first: `(query, locale, filters)`.
rankings: Slot[Callable[[str, str, QueryDict], list[int]]] = Slot("ranking", callable)
sitemap_entries: Slot[Callable[[], Iterable[Addresses]]] = Slot("sitemap entries", callable)
# Where a term of the glossary stands: its slug and a language give a path.
term_addresses: Slot[Callable[[str, str], str]] = Slot("term address", callable)
public_addresses: Slot[Callable[..., list[str]]] = Slot("public addresses", callable)
share_cards: Slot[Callable[..., str]] = Slot("share card", callable)
data_files: Slot[DataFile] = Slot("data file", DataFile)
# The page of search results in a language, and what is known of the body that publishes the site (schema.org).
search_pages: Slot[Callable[[str], str]] = Slot("search page", callable)
publisher_details: Slot[Callable[[str], dict[str, Any]]] = Slot("publisher details", callable)
edition_exports: Slot[Callable[..., Any]] = Slot("edition export", callable)
# Letters of other rooms that go out with the daily digests: each sends its own and says how many.
digests: Slot[Callable[[], int]] = Slot("digest", callable)
# Who wrote a version besides its last author, by their numbers: they do not check it themselves.
co_authors: Slot[Callable[[Any], Iterable[int]]] = Slot("co-authors", callable)
