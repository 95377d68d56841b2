"""Finds stories by the problem they solved; the words of the question need no accents, and may hold a slip."""

import itertools
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from search.engines import Row, Sought, ask
from search.facets import Chosen
from search.folding import Word, words
from search.indexing import key_of
from search.models import IndexedStory
from search.question import COMMON_EXACT, COMMON_FOLDED, LONGEST_QUERY, Question, clean_query, read
from search.ranking import Score, score
from search.texts import Columns, texts_in_hand
from search.vocabulary import Equal, Indexed
from story.listing import part_lines
from story.models import StoryPage

__all__ = ["LONGEST_QUERY", "Found", "clean_query", "find", "having", "like", "ranked"]

# Where so many stories have all the words, those that lack one are not asked for.
ENOUGH = 20
# A word of so few stories is looked for by itself, others with a neighbour.
RARE = 1_000
MOST_NEAR = 5
# A story is like a text from so many shared pairs of syllables on, and from so much of what they weigh.
FEWEST_PAIRS = 2
SHARE = 0.1


@dataclass(frozen=True)
class Found:
    """What answers a question: the rows of the stories, best first, and those that only come near where none does.

    `counted` are the rows among which facets are counted, `more` says that there are more stories than were looked at.
    """

    question: Question
    rows: list[Row] = field(default_factory=list)
    near: list[Row] = field(default_factory=list)
    counted: list[Row] = field(default_factory=list)
    meant: str = ""


def find(query: str, locale: str, user: Any, chosen: Chosen) -> Found:
    """The public stories of a language that answer a question, in two queries."""
    question = read(query, Indexed(locale))
    if not question.units:
        return Found(question)
    own = (key_of("locale", locale),)
    strict, loose = _all(question, (own,)), _some(question, (own,))
    parts = [[strict], loose]
    if chosen.keys:
        keys = (own, *chosen.keys)
        parts += [[_all(question, keys)], _some(question, keys)]
    rows = ask(parts, chosen.stories(user), whole=tuple(range(0, len(parts), 2)))
    everything = _ranked([row for row in rows if row.part < 2], question)
    hits = _ranked([row for row in rows if row.part >= 2], question) if chosen.keys else everything
    best = max((rank.found for _row, rank in hits), default=0)
    return Found(
        question,
        rows=[row for row, rank in hits if rank.answers(question)],
        near=[row for row, rank in hits if not rank.answers(question)][:MOST_NEAR],
        counted=[row for row, rank in everything if rank.answers(question)],
        meant=question.meant if best < 1 else "",
    )


def ranked(query: str, locale: str, filters: QueryDict) -> list[int]:
    """The numbers of the public stories of a language that filters leave and that answer a question, best first."""
    return [row.pk for row in find(query, locale, None, Chosen(filters)).rows]


def _all(question: Question, keys: tuple[tuple[str, ...], ...]) -> Sought:
    exact = tuple(unit.alternatives[0].exact for unit in question.units)
    groups = tuple(tuple(choice.words for choice in unit.alternatives) for unit in question.units)
    return Sought(groups, exact, keys)


def _some(question: Question, keys: tuple[tuple[str, ...], ...]) -> list[Sought]:
    """Neighbours of the question together, and rare words alone; nothing for a single word, which has no part to lack."""
    if len(question.units) == 1:
        return []
    groups = [tuple(choice.words for choice in unit.alternatives) for unit in question.units]
    asked = [Sought(pair, (), keys) for pair in itertools.pairwise(groups)]
    alone = zip(question.units, groups, strict=True)
    return asked + [Sought((group,), (), keys) for unit, group in alone if 0 < unit.stories <= RARE] or [
        Sought(tuple(groups), (), keys)
    ]


def _ranked(rows: list[Row], question: Question) -> list[tuple[Row, Score]]:
    """Each story once, best first; those without texts stay behind in the order of the index."""
    complete = {row.pk for row in rows if row.part % 2 == 0}
    kept: dict[int, tuple[Row, Score]] = {}
    for row in rows:
        if row.pk in kept or (row.part % 2 and len(complete) >= ENOUGH):
            continue
        if row.texts:
            kept[row.pk] = row, score(row.texts, question)
        elif row.pk in complete:
            kept[row.pk] = row, Score(1, -1)
    # Of equals the newest first.
    return sorted(kept.values(), key=lambda pair: (-round(pair[1].points, 6), -pair[0].pk))


def having(text: str, stories: Iterable[StoryPage]) -> list[StoryPage]:
    """Of these stories, whose figures are at hand, those that have what a text asks for, best first.

    Whatever it finds in one story it finds there among others too: no word weighs more than another, no slip is mended.
    """
    pages = list(stories)
    texts = _texts(pages)
    question = read(clean_query(text), Equal())
    if not question.units:
        return []
    scored = [(score(texts[page.pk], question), page) for page in pages]
    kept = [(rank, page) for rank, page in scored if rank.answers(question)]
    kept.sort(key=lambda pair: -pair[0].points)
    return [page for _rank, page in kept]


def _texts(pages: list[StoryPage]) -> dict[int, Columns]:
    """The words of each story, read once however many texts are looked for in it."""
    unread = [page for page in pages if not hasattr(page, "searched")]
    known = IndexedStory.objects.in_bulk([page.pk for page in unread]) if unread else {}
    for page in unread:
        page.searched = known.get(page.pk) or texts_in_hand(page)
    return {page.pk: page.searched for page in pages}


def like(text: str, stories: Iterable[StoryPage]) -> list[StoryPage]:
    """Of these stories, those about the same thing as a text, best first.

    Two syllables that follow one another are as good as a word in Vietnamese, and one that few stories have
    says more. Accents count only where the text has some.
    """
    asked = list(words(unicodedata.normalize("NFC", text)))
    exact = any(word.exact != word.text for word in asked)
    wanted = _pairs(asked, exact)
    pages = list(stories) if wanted else []
    has = [wanted & _pairs(words(_about(page)), exact) for page in pages]
    weight = {
        pair: math.log((1 + len(pages)) / (1 + sum(pair in found for found in has))) + 1 for pair in wanted
    }
    enough = sum(weight.values()) * SHARE
    scored = [(sum(weight[pair] for pair in found), page) for found, page in zip(has, pages, strict=True)]
    fewest = min(FEWEST_PAIRS, len(wanted))
    likely = [(score, page) for (score, page), found in zip(scored, has, strict=True) if len(found) >= fewest]
    likely.sort(key=lambda pair: -pair[0])
    return [page for score, page in likely if score >= enough]


def _pairs(found: Iterable[Word], exact: bool) -> set[tuple[str, str]]:
    """Neighbouring syllables, the common ones left out."""
    common = COMMON_EXACT if exact else COMMON_FOLDED
    forms = [form for word in found if (form := word.exact if exact else word.text) not in common]
    return set(itertools.pairwise(forms))


def _about(story: StoryPage) -> str:
    """The headline, the standfirst and the words of the problem, whatever figures they name."""
    story.figures = {}
    text = " ".join([story.title, story.standfirst or "", *part_lines(story, "problem")])
    return unicodedata.normalize("NFC", text)
