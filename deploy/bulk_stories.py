"""Stories by the thousand for measurements: of realistic length, in words that are as common or rare as in Vietnamese."""

import itertools
import json
import random
import re
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

SYLLABLES, WORDS = (
    4_000,
    {"headline": 12, "standfirst": 40, "problem": 110, "figures": 40, "lessons": 60, "rest": 640},
)
AT_ONCE = 400
# A word of so few stories, whatever their number.
RARE, RARE_STORIES = "quxợt", 5
_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "p",
    "ph",
    "q",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "am",
    "an",
    "ang",
    "ao",
    "au",
    "ay",
    "eo",
    "êm",
    "ên",
    "ênh",
    "i",
    "iên",
    "iêng",
    "oan",
    "oi",
    "ôc",
    "ôi",
    "ôn",
    "ông",
    "ơi",
    "ơn",
    "u",
    "ui",
    "uôc",
    "uôi",
    "uôn",
    "uông",
    "ưa",
    "ươi",
    "ươn",
    "ương",
]


class Vocabulary:
    """Syllables, each with its exact and folded form; the nth is n times rarer than the first."""

    def __init__(self, seed: int) -> None:
        from search.folding import words

        self.chance = random.Random(seed)  # noqa: S311 - a measurement, no secret
        told = " ".join(
            path.read_text() for path in sorted(Path("home/demo").rglob("*/*.*")) if path.suffix != ".py"
        )
        common = [word for word, _count in Counter(re.findall(r"[^\W\d_]+", told.lower())).most_common(1_500)]
        made = [onset + rime for onset, rime in itertools.product(_ONSETS, _RIMES)]
        self.chance.shuffle(made)
        texts = list(dict.fromkeys([*common, *made]))[:SYLLABLES]
        forms = [(text, found[0]) for text in texts if len(found := list(words(text))) == 1]
        self.known = [(text, word.exact, word.text) for text, word in forms]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.known) + 1)))

    def some(self, number: int) -> list[tuple[str, str, str]]:
        """So many words as they would follow one another."""
        return self.chance.choices(self.known, cum_weights=self.weights, k=number)


def add(target: int, vocabulary: Vocabulary) -> None:
    """Add stories until there are so many, with their rows in both indexes."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from django.db.models.sql import InsertQuery

    from search.models import IndexedStory
    from story.models import ProvincePage, StoryPage

    kind = ContentType.objects.get_for_model(StoryPage)
    parents = list(ProvincePage.objects.filter(locale__language_code="vi").select_related("unit", "locale"))
    count = StoryPage.objects.count()
    own = list(StoryPage._meta.local_concrete_fields)
    while count < target:
        size = min(AT_ONCE, target - count)
        with transaction.atomic():
            made = [_story(count + number, vocabulary, parents, kind) for number in range(size)]
            pages = _pages([page for page, _words in made])
            for page, (story, _words) in zip(pages, made, strict=True):
                story.pk = story.id = story.page_ptr_id = page.pk
            query = InsertQuery(StoryPage)
            query.insert_values(own, [story for story, _words in made], raw=True)
            query.get_compiler(connection=connection).execute_sql()
            IndexedStory.objects.bulk_create(_row(story, words, vocabulary) for story, words in made)
            _admin_rows(made, kind)
        count += size
        print(f"\r{count:>8} stories", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _story(number: int, vocabulary: Vocabulary, parents: list[Any], kind: Any) -> tuple[Any, dict[str, Any]]:
    from django.utils import timezone

    from story.models import StoryPage

    words = {name: vocabulary.some(length) for name, length in WORDS.items()}
    if number % 1_000 < RARE_STORIES and number < 1_000:
        words["problem"].append((RARE, "quxơtj", "quxot"))
    parent = parents[number % len(parents)]
    text = {name: " ".join(word for word, _exact, _folded in some) for name, some in words.items()}
    story = StoryPage(
        title=text["headline"][:250],
        draft_title=text["headline"][:250],
        standfirst=text["standfirst"][:400],
        slug=f"cau-chuyen-{number}",
        path=f"{parent.path}{_step(number + 1000)}",
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}cau-chuyen-{number}/",
        translation_key=uuid.uuid4(),
        locale=parent.locale,
        content_type=kind,
        province=parent.unit,
        live=True,
        first_published_at=timezone.now() - timedelta(minutes=200_000 - number),
        last_published_at=timezone.now(),
        body=json.dumps(
            [_part(name, text) for name in ("problem", "approach", "steps", "results", "lessons")]
        ),
    )
    return story, words


def _part(name: str, text: dict[str, str]) -> dict[str, Any]:
    said = text.get(name) or text["rest"][: len(text["rest"]) // 3]
    paragraph = {"type": "paragraph", "id": str(uuid.uuid4()), "value": f"<p>{said}</p>"}
    value = {"content": [paragraph], "figures": [], "absent": ""}
    return {"type": name, "id": str(uuid.uuid4()), "value": value}


def _step(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    made = ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        made = digits[rest] + made
    return made


def _pages(stories: list[Any]) -> Any:
    """The rows of Wagtail's own table."""
    from wagtail.models import Page

    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page.objects.bulk_create(
        Page(**{name: getattr(story, name) for name in names}) for story in stories
    )


def _row(story: Any, words: dict[str, Any], vocabulary: Vocabulary) -> Any:
    from search.indexing import key_of
    from search.models import IndexedStory

    chance = vocabulary.chance
    facets = {
        "pillar": chance.sample([["digital-society", "Xã hội số"], ["digital-economy", "Kinh tế số"]], 1),
        "sector": [[f"s{chance.randrange(14)}", "Lĩnh vực"]],
        "province": [[story.province.code, story.province.name]],
    }
    keys = [
        key_of("locale", "vi"),
        *(key_of(name, value[0]) for name, values in facets.items() for value in values),
    ]
    folded = {name: " ".join(word for _text, _exact, word in some) for name, some in words.items()}
    exact = "\n".join(
        " ".join(word for _text, word, _folded in words[name])
        for name in ("problem", "headline", "figures", "lessons")
    )
    headline = f"{folded['headline']} {folded.pop('standfirst')}"
    row = folded | {"headline": headline, "exact": exact, "keys": " ".join(keys)}
    return IndexedStory(page_id=story.pk, locale="vi", facets=facets, **row)


def _admin_rows(made: list[tuple[Any, dict[str, Any]]], kind: Any) -> None:
    """The same in the index of Wagtail's admin."""
    from django.db import connection
    from wagtail.search.models import IndexEntry

    if connection.vendor == "postgresql":
        sql = (
            "INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title, autocomplete, body, title_norm, "
            "title_text, body_text) VALUES (%s, %s, to_tsvector(%s), to_tsvector('simple', %s), to_tsvector(%s), 1, '', '')"
        )
        rows = [(kind.pk, str(s.pk), s.title, s.title, _said(words)) for s, words in made]
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
        return
    IndexEntry.objects.bulk_create(
        IndexEntry(
            content_type=kind, object_id=str(s.pk), title=s.title, autocomplete=s.title, body=_said(words)
        )
        for s, words in made
    )


def _said(words: dict[str, Any]) -> str:
    return " ".join(text for some in words.values() for text, _exact, _folded in some)


def terms() -> Iterator[tuple[str, int]]:
    """Each word and pair of the index with how many stories have it."""
    from search.models import IndexedStory
    from search.texts import terms_of
    from search.vocabulary import EVERY

    counts: Counter[str] = Counter()
    for row in IndexedStory.objects.iterator(chunk_size=AT_ONCE):
        counts.update(terms_of(row))
        counts[EVERY] += 1
    # Pairs that one story has are of no use as a suggestion, and there are millions of them.
    return ((text, count) for text, count in counts.items() if count > 1 or " " not in text)
