"""The sentences of a story that name a figure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from story.models import StoryPage
from story.neutral import Context, Run
from story.records import FigureRecord
from story.richtext import figure_ids, items_of, rich_texts

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def sentences_of(page: StoryPage, record: FigureRecord) -> Iterator[list[Run]]:
    """The sentences that name the figure, as runs; then those of headline and standfirst that hold its digits."""
    context = Context(page.locale.language_code, page.figures)
    for part in page.body:
        for source in rich_texts(part.value["content"]):
            if record.id in figure_ids(source):
                for item in items_of(source, context):
                    yield from (s for s in _split(item.runs) if any(run.figure == record.id for run in s))
    for text in (page.title, page.standfirst or ""):
        for sentence in SENTENCE_END.split(text):
            before, found, after = sentence.partition(record.forms.digits)
            if found and not (before[-1:].isdigit() or after[:1].isdigit()):
                yield [Run(before), Run(found, figure=record.id), Run(after)]


def _split(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    sentence: list[Run] = []
    for run in runs:
        pieces = [run.text] if run.figure else SENTENCE_END.split(run.text)
        for number, piece in enumerate(pieces):
            if number:
                yield sentence
                sentence = []
            sentence.append(replace(run, text=piece))
    yield sentence
