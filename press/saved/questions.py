"""What a saved search asks, read in memory: all of them against one story cost as much as the words they differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone, translation

from press.facets import cleaned_values
from press.models import SavedSearch
from story import criteria
from story.filters import LONGEST_QUERY, StoryFilterSet, words_in
from story.listing import having_words, with_figures
from story.models import StoryPage
from story.selectors import in_listing, visible_to, waiting_pages
from story.waiting import as_approved


class Reader:
    """The values of filters as a language reads them, each once however many ask for them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.known: dict[tuple[str, ...], Any] = {}

    def value(self, name: str, *typed: str) -> Any:
        """What the values of a filter stand for; None for such as say nothing, or nothing any more."""
        if (name, *typed) not in self.known:
            data = QueryDict(mutable=True)
            data.setlist(name, typed)
            with translation.override(self.locale):
                self.known[(name, *typed)] = cleaned_values(data).get(name) or None
        return self.known[(name, *typed)]

    def filters(self, query: QueryDict) -> dict[str, Any] | None:
        """All filters of a search; None when one of them is known no more, so that the search finds nothing.

        Left out, it would make the search find everything else.
        """
        names = [name for name in StoryFilterSet.base_filters if name in query]
        read = {name: self.value(name, *map(str, query.getlist(name))) for name in names}
        return None if None in read.values() else read


def question_of(data: QueryDict, locale: str) -> str:
    """What of an address of the desk is kept: the words, and the filters that can be read."""
    reader = Reader(locale)
    typed = [
        (name, str(value)[:LONGEST_QUERY])
        for name in StoryFilterSet.base_filters
        for value in data.getlist(name)
    ]
    said = [(name, value) for name, value in typed if value and reader.value(name, value) is not None]
    words = words_in(data)
    return urlencode([("q", words), *said] if words else said)


@dataclass(frozen=True)
class Told:
    """A story as it is told of: public, or as it will go out; `since` is when it could first be had."""

    page: StoryPage
    since: datetime
    until: datetime | None = None


def as_told(numbers: Any) -> dict[int, Told]:
    """Of pages by their numbers those that are public or wait for their time, with what filters and words ask of."""
    public = in_listing(visible_to(None).filter(pk__in=numbers)).prefetch_related("tools", "tagged_items")
    told = {}
    for page in with_figures(public):
        # The name under which a filter asks since when a story can be had.
        page.approved_at = page.first_published_at
        told[page.pk] = Told(page, page.first_published_at)
    ahead = StoryPage.objects.filter(pk__in=waiting_pages(approved_go_live_at__gt=timezone.now()))
    waiting = ahead.filter(pk__in=numbers).exclude(pk__in=visible_to(None).values("pk"))
    for page in as_approved(waiting.select_related("locale")):
        told[page.pk] = Told(page, page.approved_at, page.go_live_at)
    return told


def that_find(page: StoryPage, searches: Iterable[SavedSearch]) -> Iterator[SavedSearch]:
    """Of searches in the language of a story those that find it."""
    reader = Reader(page.locale.language_code)
    has: dict[str, bool] = {"": True}
    for search in searches:
        query = QueryDict(search.query)
        filters, words = reader.filters(query), words_in(query)
        if filters is None or not criteria.fits(page, filters):
            continue
        if words not in has:
            has[words] = bool(having_words(words, [page]))
        if has[words]:
            yield search
