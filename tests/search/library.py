"""The 28 stories of the demonstration, all of them public, and 150 questions as officials and journalists type them."""

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from django.http import QueryDict

from home.demo.clock import Clock
from home.demo.content import load_stories
from home.demo.loading import DemoLoader
from home.demo.people import contributor_for, load_people
from home.demo.sending import WordLoader
from home.demo.shelf import load_shelf
from home.demo.word_files import load_word_stories
from search.facets import Chosen
from search.finding import find
from search.indexing import rebuild
from story.models import StoryPage

QUERIES = Path(__file__).parent / "queries.tsv"


class Straight(DemoLoader):
    """Publishes whatever state a file names, without the newsroom's way to it."""

    def advance(self, page: StoryPage, *args: object, **kwargs: object) -> None:
        StoryPage.objects.get(pk=page.pk).get_latest_revision().publish(skip_permission_checks=True)


def load() -> int:
    """Load all 28, and fill the index; returns how many it has."""
    users, clock = load_people(), Clock()
    with clock.running():
        loader = Straight(
            users, lambda page: contributor_for(page, users), load_shelf(users), clock, lambda _line: None
        )
        # The questions are asked in Vietnamese.
        loader.english.contents = {}
        for story in load_stories():
            loader.advance(loader._draft(story, loader._parent(story)))
        sent = WordLoader(loader)
        for file in load_word_stories():
            sent.load(file)
    return rebuild()


@dataclass
class Measured:
    """How well the questions are answered: of the stories they want so many among the first five, and how high."""

    recall: float
    reciprocal_rank: float
    missed: list[str]
    questions: int


def measure() -> Measured:
    """Ask every question of the list."""
    slugs = dict(StoryPage.objects.values_list("pk", "slug"))
    with QUERIES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    recall, ranks, missed = [], [], []
    for row in rows:
        query = unicodedata.normalize("NFD", row["query"]) if row["form"] == "nfd" else row["query"]
        wanted = set(row["stories"].split(","))
        assert wanted <= set(slugs.values()), row["query"]
        found = [slugs[hit.pk] for hit in find(query, "vi", None, Chosen(QueryDict())).rows]
        recall.append(len(wanted.intersection(found[:5])) / len(wanted))
        ranks.append(next((1 / rank for rank, slug in enumerate(found, 1) if slug in wanted), 0))
        if recall[-1] < 1:
            missed.append(query)
    questions = len({row["query"] for row in rows})
    return Measured(sum(recall) / len(rows), sum(ranks) / len(rows), missed, questions)
