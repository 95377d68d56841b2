"""Asks the full-text index of the database; what it answers is ranked by ourselves, alike on every engine."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from search.folding import Form
from search.texts import FIELDS
from story.models import StoryPage

# Of more hits than this the newest are looked at, so many of all whole parts together, and of each other part a quarter;
# the best come with their texts.
MOST_HITS, MOST_NEAR, MOST_READ = 2_000, 500, 60
TEXTS = (*FIELDS, "exact")


@dataclass(frozen=True)
class Sought:
    """Words to ask the index for: every group, of each group one run, of each run all words.

    `exact` has the words of each group as they were typed, empty where they have no accents; of each of `keys` a story
    must have one mark. With `prefix` the last word is the beginning of one.
    """

    groups: tuple[tuple[Form, ...], ...]
    exact: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    prefix: bool = False


@dataclass
class Row:
    """One story that the index has found: `part` is the number of what was asked, and its texts where they were read."""

    pk: int
    part: int
    facets: dict[str, list[list[str]]]
    texts: "Read | None"


@dataclass
class Read:
    """The texts of a row."""

    problem: str
    headline: str
    figures: str
    lessons: str
    rest: str
    exact: str


def ask(
    parts: Sequence[Sequence[Sought]], stories: QuerySet[StoryPage], whole: Sequence[int] = (0,)
) -> list[Row]:
    """Of these stories, which the reader may read, those that answer each part, in one query.

    One of what a part seeks is enough, a part that seeks nothing finds nothing. Of the parts that are `whole` all come, of
    the others the best. A story stands once in each part; within a part the best come first as the index sees it, the
    newest of equals.
    """
    writer = POSTGRES if connection.vendor == "postgresql" else SQLITE
    visible, seen = stories.order_by().values("pk").query.sql_with_params()
    hits, values = [], []
    for number, part in enumerate(parts):
        if not part:
            continue
        expression = writer.either([writer.all_of(sought) for sought in part])
        most = MOST_HITS // len(whole) if number in whole else MOST_NEAR
        hits.append(writer.HITS.format(part=number, most=most, weights=writer.WEIGHTS))
        values += [expression] * writer.HITS.count("%s")
    sql = QUERY.format(
        hits=" UNION ALL ".join(f"SELECT * FROM ({hit}) AS hit{n}" for n, hit in enumerate(hits)),  # noqa: S608 - our own text, values apart
        visible=visible,
        read=MOST_READ,
        whole=", ".join(str(number) for number in whole),
        texts=", ".join(f"CASE WHEN placed.place <= {MOST_READ} THEN story.{name} END" for name in TEXTS),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *seen])
        found = cursor.fetchall()
    # Decoded together they cost a fifth.
    facets = json.loads(f"[{','.join(row[2] for row in found)}]")
    return [
        Row(pk, part, known, Read(*texts) if texts[0] is not None else None)
        for (pk, part, _facets, *texts), known in zip(found, facets, strict=True)
    ]


QUERY = """
WITH hit AS MATERIALIZED ({hits}),
visible(id) AS ({visible}),
placed AS (
    SELECT hit.id, hit.part, row_number() OVER (PARTITION BY hit.part ORDER BY hit.score, hit.id DESC) AS place
    FROM hit JOIN visible ON visible.id = hit.id
)
SELECT placed.id, placed.part, story.facets, {texts}
FROM placed JOIN search_indexedstory AS story ON story.page_id = placed.id
WHERE placed.place <= {read} OR placed.part IN ({whole})
ORDER BY placed.part, placed.place
"""


class Writer:
    """Writes what is sought in the language of an engine."""

    HITS = WEIGHTS = AND = OR = PREFIX = ""

    def all_of(self, sought: Sought) -> str:
        """Every group, and a mark of each kind."""
        groups = [self.group(number, sought) for number in range(len(sought.groups))]
        return self.AND.join(
            groups + [self.among("keys", self.OR.join(map(self.word, keys))) for keys in sought.keys]
        )

    def group(self, number: int, sought: Sought) -> str:
        """One of the runs; what has it as it was typed counts more."""
        runs = [self.run(run) for run in sought.groups[number]]
        if sought.prefix and number == len(sought.groups) - 1:
            runs = [run + self.PREFIX for run in runs]
        asked = self.among("text", self.OR.join(f"({run})" for run in runs))
        exact = sought.exact[number].split() if sought.exact else []
        return f"({asked}{self.OR}{self.among('exact', self.run(exact))})" if exact else asked

    def run(self, words: Iterable[str]) -> str:
        """All of some words."""
        return self.AND.join(map(self.word, words))

    def either(self, expressions: Iterable[str]) -> str:
        """One of several."""
        return self.OR.join(f"({expression})" for expression in expressions)

    def among(self, columns: str, expression: str) -> str:
        """An expression asked of some columns."""
        return f"({expression})"

    def word(self, word: str) -> str:
        """A word, whatever it consists of."""
        raise NotImplementedError


class SQLite(Writer):
    """The language of FTS5."""

    # By how much a word weighs in each column: keys, headline, problem, figures, lessons, rest, exact.
    WEIGHTS = "0, 4, 5, 2.5, 2, 1, 4"
    HITS = (
        "SELECT rowid AS id, {part} AS part, bm25(search_words, {weights}) AS score "
        "FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT {most}"
    )
    AND, OR, PREFIX = " AND ", " OR ", " *"
    COLUMNS = {"text": "{headline problem figures lessons rest}", "keys": "keys", "exact": "exact"}

    def among(self, columns: str, expression: str) -> str:
        """Columns have names."""
        return f"({self.COLUMNS[columns]} : ({expression}))"

    def word(self, word: str) -> str:
        """In quotation marks nothing is an operator."""
        return '"' + word.replace('"', "") + '"'


class Postgres(Writer):
    """The language of tsquery."""

    # The same for the labels D, C, B, A: rest, figures with lessons and exact words, headline, problem.
    WEIGHTS = "0.2, 0.5, 0.8, 1.0"
    HITS = (
        "SELECT id, {part} AS part, -ts_rank('{{{weights}}}', document, %s::tsquery) AS score FROM ("
        "SELECT page_id AS id, document FROM search_indexedstory WHERE document @@ %s::tsquery "
        "ORDER BY page_id DESC LIMIT {most}) AS found"
    )
    AND, OR, PREFIX = " & ", " | ", ":*"

    def word(self, word: str) -> str:
        """In apostrophes nothing is an operator."""
        return "'" + word.replace("\\", "").replace("'", "") + "'"


SQLITE, POSTGRES = SQLite(), Postgres()
