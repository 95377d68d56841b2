"""Stories in lists: their figures and their problem at hand, in a fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import Truncator

from story import registry
from story.models import Figure, StoryPage
from story.neutral import Context
from story.records import decided, newest_words, record_of_row
from story.richtext import items_of
from story.selectors import visible_to

SHORTEST_PROBLEM, LONGEST_PROBLEM = 60, 160
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\w)")


def with_figures(stories: Iterable[StoryPage]) -> list[StoryPage]:
    """The stories with the figures of their public versions, in two queries however many they are."""
    pages = list(stories)
    keys = {page.translation_key for page in pages}
    rows, words = _rows(keys), newest_words(keys)
    for page in pages:
        locale, key = page.locale.language_code, page.translation_key
        own = {} if locale == settings.LANGUAGE_CODE else _own_words(page)
        records = (record_of_row(row, locale, own.get(str(row.block_id))) for row in rows[key])
        # Takes the place of the cached property, which would ask for each story by itself.
        page.figures = {record.id: decided(record, words[key]) for record in records}
    return pages


def prepared(stories: Iterable[StoryPage]) -> list[StoryPage]:
    """The stories with their figures, and their problem in one line as `problem`."""
    pages = with_figures(stories)
    for page in pages:
        page.problem = problem_line(page)
    return pages


def having_words(query: str, stories: Iterable[StoryPage]) -> list[StoryPage]:
    """Of these stories those that have the words somebody typed, best first, as the rooms that search say.

    Pages given one by one have their figures at hand; those of a query get the figures of their public versions.
    """
    asked = with_figures(stories.select_related("locale")) if isinstance(stories, QuerySet) else None
    pages = list(stories) if asked is None else asked
    kept = {page.pk: page for search in registry.searches for page in search(query, pages)}
    return list(kept.values())


def answering(query: str, locale: str, filters: QueryDict) -> list[int]:
    """The numbers of the public stories of a language that filters leave and that answer what somebody typed, best first."""
    found = {number: True for ranking in registry.rankings for number in ranking(query, locale, filters)}
    return list(found)


def problem_line(page: StoryPage) -> str:
    """The story's problem in a line: its first sentences, as many as make a line; empty where it is not stated."""
    lines = part_lines(page, "problem")
    taken = ""
    for sentence in _SENTENCE_END.split(" ".join(lines)):
        taken = f"{taken} {sentence}".strip()
        if len(taken) >= SHORTEST_PROBLEM:
            break
    return Truncator(taken).chars(LONGEST_PROBLEM, truncate="…")


def part_lines(page: StoryPage, name: str) -> list[str]:
    """The paragraphs of a part as plain text, its figures in the page's language."""
    context = Context(page.locale.language_code, page.figures)
    parts: list[dict[str, Any]] = [part["value"] for part in page.body.raw_data if part["type"] == name]
    blocks = (block for part in parts for block in part["content"])
    paragraphs = (block["value"] for block in blocks if block["type"] == "paragraph")
    texts = (item.text for source in paragraphs for item in items_of(source, context) if item.text)
    return [text.strip() for text in texts]


def _rows(keys: set[Any]) -> dict[Any, list[Figure]]:
    live = (
        visible_to(None)
        .filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
        .values("live_revision_id")
    )
    rows: dict[Any, list[Figure]] = defaultdict(list)
    for row in Figure.objects.filter(revision_id__in=live).select_related("unit").order_by("position"):
        rows[row.translation_key].append(row)
    return rows


def _own_words(page: StoryPage) -> dict[str, dict[str, Any]]:
    return {item["id"]: item["value"] for part in page.body.raw_data for item in part["value"]["figures"]}
