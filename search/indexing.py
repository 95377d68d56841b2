"""Keeps the index of public stories: after each verb of the newsroom, and rebuilt whole by one command."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import translation
from wagtail.models import Locale

from search.models import LONGEST_TERM, IndexedStory, Term
from search.texts import Texts, terms_of, texts_of
from search.vocabulary import EVERY
from story import outbox
from story.filters import facets
from story.models import StoryPage
from story.selectors import visible_to

TOPICS = ("published", "corrected", "withdrawn", "moved", "figure_signed", "figure_disputed")
AT_ONCE = 200
Item = TypeVar("Item")


def follow(payload: dict[str, Any]) -> None:
    """A story has changed: bring it and its translations, which show its figures, up to date."""
    stories = StoryPage.objects.filter(pk=payload["page"]).values("translation_key")
    for page in StoryPage.objects.filter(translation_key__in=stories).select_related("locale"):
        update(page)


for topic in TOPICS:
    outbox.consumer(f"story.{topic}")(follow)


@transaction.atomic
def update(page: StoryPage) -> None:
    """Write one story into the index, or take it out when the public may not read it."""
    locale = page.locale.language_code
    # Two publications at once would count the same words at once, each in its own order.
    list(Locale.objects.select_for_update(no_key=True).filter(language_code=locale))
    before = IndexedStory.objects.filter(page_id=page.pk).first()
    public = visible_to(None).filter(pk=page.pk).first()
    texts = texts_of(public) if public else None
    _count(locale, terms_of(before) | {EVERY} if before else set(), texts)
    if public and texts:
        _row(public, texts).save()
    elif before:
        before.delete()


def rebuild() -> int:
    """Make the whole index anew; returns how many stories it has."""
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    with transaction.atomic():
        IndexedStory.objects.all().delete()
        stories = visible_to(None).select_related("locale", "province__successor").order_by("pk")
        for pages in batched(stories.iterator(chunk_size=AT_ONCE), AT_ONCE):
            IndexedStory.objects.bulk_create(_counted(page, counts, shown) for page in pages)
        replace_terms(counts, shown)
    return sum(count for (_locale, text), count in counts.items() if text == EVERY)


def replace_terms(counts: Counter[tuple[str, str]], shown: dict[tuple[str, str], str]) -> None:
    """Put these words, by language, in the place of all."""
    Term.objects.all().delete()
    rows = (
        Term(locale=locale, text=text, shown=shown.get((locale, text), text)[:LONGEST_TERM], stories=count)
        for (locale, text), count in counts.items()
    )
    for some in batched(rows, 5_000):
        Term.objects.bulk_create(some)


def _counted(
    page: StoryPage, counts: Counter[tuple[str, str]], shown: dict[tuple[str, str], str]
) -> IndexedStory:
    texts, locale = texts_of(page), page.locale.language_code
    for text in (EVERY, *terms_of(texts)):
        counts[locale, text] += 1
        shown.setdefault((locale, text), texts.shown.get(text, text))
    return _row(page, texts)


def _row(page: StoryPage, texts: Texts) -> IndexedStory:
    locale = page.locale.language_code
    found = facets_of(page)
    names = [key_of("locale", locale)]
    names += [key_of(name, value) for name, choices in found.items() for value, _label in choices]
    columns = asdict(texts)
    del columns["shown"]
    return IndexedStory(page_id=page.pk, locale=locale, facets=found, keys=" ".join(names), **columns)


def facets_of(page: StoryPage) -> dict[str, list[list[str]]]:
    """What a story counts for in each facet of the lists: values with their names in its language."""
    with translation.override(page.locale.language_code):
        found = facets(QueryDict(), StoryPage.objects.filter(pk=page.pk))
        return {
            facet.name: [[str(choice.value), str(choice.label)] for choice in facet.choices if choice.count]
            for facet in found
        }


def key_of(name: str, value: str) -> str:
    """One value of a facet, as a word of the index."""
    return "k" + hashlib.blake2b(f"{name}={value}".encode(), digest_size=6).hexdigest()


def _count(locale: str, before: set[str], texts: Texts | None) -> None:
    after = terms_of(texts) | {EVERY} if texts else set()
    new, gone = sorted(after - before), sorted(before - after)
    rows = (
        Term(locale=locale, text=text, shown=(texts.shown.get(text, text) if texts else text)[:LONGEST_TERM])
        for text in new
    )
    Term.objects.bulk_create(rows, ignore_conflicts=True)
    _add(locale, new, 1)
    _add(locale, gone, -1)


def _add(locale: str, texts: Iterable[str], number: int) -> None:
    least = 1 if number < 0 else 0
    for some in batched(texts, 2_000):
        rows = Term.objects.filter(locale=locale, text__in=some, stories__gte=least)
        rows.update(stories=F("stories") + number)


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
