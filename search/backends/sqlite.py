"""Wagtail's SQLite backend, but for the score: stock repeats the whole search for every hit, this searches once."""

from typing import Any

from django.db.models import Expression, F, FloatField, IntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.models import SQLiteFTSIndexEntry


class ScoreOfHit(Expression):
    """The score of a row among the hits of a search, which the database keeps by number."""

    output_field = FloatField()

    def __init__(self, hits: QuerySet[Any], number: Any) -> None:
        super().__init__()
        self.hits, self.number = hits, number

    def get_source_expressions(self) -> list[Any]:
        return [self.number]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.number,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        hits, values = self.hits.query.get_compiler(connection=connection).as_sql()
        number, own = compiler.compile(self.number)
        once = f"WITH hit(id, score) AS MATERIALIZED ({hits})"
        return f"({once} SELECT score FROM hit WHERE id = {number} LIMIT 1)", [*values, *own]  # noqa: S608 - compiled


class ScoredOnce:
    """For a compiler of Wagtail's: the same ids, counts and order, by a score that is asked for once."""

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
        """The rows that are found; what has no number for a key is left to Wagtail."""
        by_relevance: bool = self.order_by_relevance  # type: ignore[has-type]
        query, model = normalize(self.query), self.queryset.model  # type: ignore[attr-defined]
        unscored = score_field is None and not by_relevance
        if unscored or isinstance(query, MatchAll | Not) or not _is_number(model):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        self.order_by_relevance = False
        try:
            found = super().search(config, None, None)  # type: ignore[misc]
        finally:
            self.order_by_relevance = by_relevance
        name = score_field or "_score"
        found = found.annotate(**{name: ScoreOfHit(self.hits(config), F("pk"))})
        return (found.order_by(name, "-pk") if by_relevance else found)[start:stop]

    def hits(self, config: Any) -> QuerySet[Any]:
        """Every hit with its score."""
        compiler: Any = self
        asked = compiler.build_search_query(normalize(compiler.query), config=config)
        match = MatchExpression(compiler.fields or compiler.FTS_TABLE_FIELDS, asked)
        score = compiler._build_rank_expression(compiler.get_search_vectors(), config)
        kinds = get_descendants_content_types_pks(compiler.queryset.model)
        found = SQLiteFTSIndexEntry.objects.filter(match).filter(index_entry__content_type__in=kinds)
        numbered = found.annotate(number=Cast("index_entry__object_id", IntegerField()), score=score)
        return numbered.values_list("number", "score")


def _is_number(model: Any) -> bool:
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return isinstance(key, IntegerField)


class SearchCompiler(ScoredOnce, SQLiteSearchQueryCompiler):
    """Of whole words."""


class AutocompleteCompiler(ScoredOnce, SQLiteAutocompleteQueryCompiler):
    """Of a word that is only begun."""


class ScoredOnceBackend(SQLiteSearchBackend):
    """The backend of SQLite with those two."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
