"""Finds stories by the problem they solved; the words of the question need no accents."""

import itertools
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Locale

from search.folding import Question, Word, fold, pieces, words
from story.listing import part_lines, prepared
from story.models import StoryPage
from story.selectors import in_listing, visible_to

LONGEST_QUERY = 200
MOST_RESULTS = 50
# How much a word counts by where it is found, and how many of the question's words a story must have.
WEIGHTS = (("problem", 4), ("headline", 3), ("standfirst", 1))
NEEDED = 0.5
# A story is like a text from so many shared pairs of syllables on, and from so much of what they weigh.
FEWEST_PAIRS = 2
SHARE = 0.1
# Words that hold a sentence together and say nothing of its matter.
COMMON = frozenset(
    [
        "ở",
        "có",
        "không",
        "là",
        "và",
        "của",
        "cho",
        "các",
        "những",
        "một",
        "thì",
        "mà",
        "để",
        "với",
        "trong",
        "khi",
        "được",
        "đã",
        "đang",
        "này",
        "vào",
        "ra",
        "bị",
        "do",
        "từ",
        "đến",
        "nào",
        "gì",
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "is",
        "are",
        "and",
        "or",
        "no",
        "not",
        "for",
        "with",
    ]
)


@dataclass(frozen=True)
class Hit:
    """A story found, with its texts in stretches that are hits or not."""

    story: StoryPage
    problem: list[tuple[str, bool]]
    headline: list[tuple[str, bool]]
    standfirst: list[tuple[str, bool]]


def clean_query(typed: str) -> str:
    """The question in one line of NFC, without control characters, at most 200 letters."""
    text = unicodedata.normalize("NFC", typed[: 4 * LONGEST_QUERY])
    visible = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return " ".join(visible.split())[:LONGEST_QUERY]


def find(request: HttpRequest, query: str, locale: Locale) -> list[Hit]:
    """The public stories of a language that share at least half of the question's words, best first."""
    question = Question.of(query, COMMON)
    if not question.wanted:
        return []
    stories = prepared(in_listing(visible_to(request.user).filter(locale=locale)))
    return [_hit(story, question) for story in _ranked(stories, question)[:MOST_RESULTS]]


def having(text: str, stories: Iterable[StoryPage]) -> list[StoryPage]:
    """Of these stories, whose figures are at hand, those that `find` would find for a text, best first."""
    question = Question.of(clean_query(text), COMMON)
    return _ranked(stories, question) if question.wanted else []


def _ranked(stories: Iterable[StoryPage], question: Question) -> list[StoryPage]:
    scored = [(score, story) for story in stories if (score := _score(story, question))]
    scored.sort(key=lambda pair: -pair[0])
    return [story for _score_, story in scored]


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
    common = COMMON if exact else {fold(word) for word in COMMON}
    forms = [form for word in found if (form := word.exact if exact else word.text) not in common]
    return set(itertools.pairwise(forms))


def _about(story: StoryPage) -> str:
    """The headline, the standfirst and the words of the problem, whatever figures they name."""
    story.figures = {}
    text = " ".join([story.title, story.standfirst or "", *part_lines(story, "problem")])
    return unicodedata.normalize("NFC", text)


def _score(story: StoryPage, question: Question) -> float:
    texts = {
        "problem": " ".join(part_lines(story, "problem")),
        "headline": story.title,
        "standfirst": story.standfirst or "",
    }
    found = {name: question.found_in(text) for name, text in texts.items()}
    if len(set().union(*found.values())) < math.ceil(len(question.wanted) * NEEDED):
        return 0
    return sum(weight * len(found[name]) for name, weight in WEIGHTS)


def _hit(story: StoryPage, question: Question) -> Hit:
    lines = part_lines(story, "problem")
    best = max(lines, key=lambda line: len(question.found_in(line)), default="")
    return Hit(
        story, pieces(best, question), pieces(story.title, question), pieces(story.standfirst or "", question)
    )
