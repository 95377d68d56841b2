"""How long a story takes to read."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from story.neutral import BodyItem, Context

if TYPE_CHECKING:
    from story.models import StoryPage

# English: silent reading of non-fiction, mean of 190 studies (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). Vietnamese
# writes each syllable apart: the stories told here in both languages have 1.15 syllables for an English word, and
# texts of the same content take the same time in each language (IReST 2012, doi:10.1167/iovs.11-8284).
WORDS_PER_MINUTE = {"vi": 274, "en": 238}


def reading_minutes(page: "StoryPage") -> int:
    """How many minutes the text of a story takes, at least one."""
    rate = WORDS_PER_MINUTE.get(page.locale.language_code, WORDS_PER_MINUTE["en"])
    texts = [page.title, page.standfirst or "", *_texts(page)]
    return max(1, math.ceil(sum(len(text.split()) for text in texts) / rate))


def _texts(page: "StoryPage") -> Iterator[str]:
    context = Context(page.locale.language_code, page.figures)
    for part in page.body:
        for child in part.value["content"]:
            if hasattr(child.block, "neutral"):
                for item in child.block.neutral(child.value, context):
                    yield from _words(item)


def _words(item: BodyItem) -> Iterator[str]:
    yield item.text
    yield from item.items
    if item.kind == "step":
        yield "".join(run.text for run in item.runs)
    for row in item.rows:
        yield from row
