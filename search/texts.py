"""What of a story is searched: its words by where they stand, folded and exact."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from django.utils import translation

from search.folding import Word, words
from story.blocks import PARTS
from story.listing import part_lines
from story.models import StoryPage
from story.neutral import BodyItem, Context

# By how much they say of what a story is about, most first.
FIELDS = ("problem", "headline", "figures", "lessons", "rest")
EXACT = ("problem", "headline", "figures", "lessons")
# A story longer than this is found by its first words.
MOST_WORDS = 6_000


class Columns(Protocol):
    """The folded words of a story by where they stand, and the exact ones a line for each of `EXACT`."""

    problem: str
    headline: str
    figures: str
    lessons: str
    rest: str
    exact: str


@dataclass
class Texts:
    """A story's words, ready for the index; `shown` has each as it was first written."""

    problem: str = ""
    headline: str = ""
    figures: str = ""
    lessons: str = ""
    rest: str = ""
    exact: str = ""
    shown: dict[str, str] = field(default_factory=dict)


def texts_of(page: StoryPage) -> Texts:
    """The words of a story, its figures and vocabularies included, in its own language."""
    with translation.override(page.locale.language_code):
        raw = {name: [""] for name in FIELDS} | _by_part(page)
        raw["headline"] = [page.title, page.standfirst or "", *_labels(page.tags.all(), page)]
        raw["figures"] = list(_figures(page))
        raw["rest"] += _around(page)
    return _read(raw)


def texts_in_hand(page: StoryPage) -> Texts:
    """The words of a story whose figures are at hand, as far as they can be had without asking the database."""
    parts = {name: part_lines(page, name) for name in PARTS}
    raw = {name: parts.get(name, []) for name in FIELDS}
    raw["headline"] = [page.title, page.standfirst or ""]
    raw["figures"] = list(_figures(page))
    raw["rest"] = [page.abridged, page.place_detail, *parts["approach"], *parts["steps"], *parts["results"]]
    return _read(raw)


def _read(raw: dict[str, list[str]]) -> Texts:
    texts, exact = Texts(), dict.fromkeys(EXACT, "")
    for name, lines in raw.items():
        found = list(_words(lines, texts.shown))
        setattr(texts, name, " ".join(word.text for word in found))
        if name in exact:
            exact[name] = " ".join(word.exact for word in found)
    texts.exact = "\n".join(exact.values())
    return texts


def terms_of(texts: Columns) -> set[str]:
    """The words of a story, and the pairs of neighbours in its headline and problem."""
    terms = {word for name in FIELDS for word in getattr(texts, name).split()}
    for name in ("headline", "problem"):
        terms |= {f"{first} {second}" for first, second in pairwise(getattr(texts, name).split())}
    return terms


def _words(lines: Iterable[str], shown: dict[str, str]) -> Iterator[Word]:
    text = unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
    before: Word | None = None
    for number, word in enumerate(words(text)):
        if number == MOST_WORDS:
            return
        shown.setdefault(word.text, text[word.start : word.end].lower())
        if before:
            pair = f"{text[before.start : before.end]} {text[word.start : word.end]}".lower()
            shown.setdefault(f"{before.text} {word.text}", pair)
        before = word
        yield word


def _by_part(page: StoryPage) -> dict[str, list[str]]:
    """Problem and lessons by themselves, the other parts together."""
    found: dict[str, list[str]] = {"problem": [], "lessons": [], "rest": [page.abridged]}
    for part in page.body:
        lines = found.get(part.block_type, found["rest"])
        for child in part.value["content"]:
            context = Context(page.locale.language_code, page.figures, str(child.id))
            for item in child.block.neutral(child.value, context):
                lines += _lines(item)
    return found


def _lines(item: BodyItem) -> list[str]:
    rows = [" ".join(row) for row in item.rows]
    return [
        item.text or "",
        "".join(run.text for run in item.runs) if not item.text else "",
        *item.items,
        *rows,
    ]


def _figures(page: StoryPage) -> Iterator[str]:
    for record in page.figures.values():
        yield f"{record.forms.whole} {record.label}"
        yield record.forms.compact
        yield record.printed


def _around(page: StoryPage) -> list[str]:
    units = [unit for unit in (page.province, page.province and page.province.today()) if unit]
    places = [f"{unit.name} {unit.full_name} {unit.name_en}" for unit in dict.fromkeys(units)]
    named = [*page.pillars.all(), *page.sectors.all(), *page.tools.all()]
    tellers = [
        str(byline.value.get(key) or "") for byline in page.bylines for key in ("name", "organisation")
    ]
    vendors = [tool.vendor for tool in page.tools.all()]
    replication = page.get_replication_display() if page.replication else ""
    return [*places, page.place_detail, *_labels(named, page), *vendors, *tellers, str(replication)]


def _labels(items: Iterable[Any], page: StoryPage) -> list[str]:
    return [item.name_in(page.locale.language_code) for item in items]
