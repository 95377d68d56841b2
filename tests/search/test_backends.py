"""The search of the admin: Wagtail's own answers, found once instead of once for every hit."""

import pytest
from django.db import connection
from modelsearch.backends.database import SearchBackend as StockBackend
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from story.models import StoryPage, Tool
from tests.factories import story_page

QUERIES = [
    "lạng",
    "đường rừng",
    "huyện",
    "không-có-đâu",
    PlainText("rút tiền", operator="or"),
    Phrase("bưu điện"),
    And([PlainText("rút"), PlainText("tiền")]),
    Or([PlainText("rút"), PlainText("Huế")]),
    Not(PlainText("rút")),
    And([PlainText("rút"), Not(PlainText("huyện"))]),
]


@pytest.fixture
def stories(newsroom):
    for number in range(12):
        story_page("Lạng Sơn", f"Rút tiền ở bưu điện huyện {number}", standfirst="Đường rừng " * (number + 1))
    story_page("Huế", "Hue-S nhận phản ánh", standfirst="Người dân huyện báo sự cố.")
    Tool.objects.create(names={"vi": "Hue-S"}, vendor="Huế")


def answers(backend, model, query, method="search"):
    found = getattr(backend, method)(query, model)
    return [row.pk for row in found], found.count(), [row.pk for row in found[2:5]]


class TestTheAdmin:
    def test_it_asks_our_backend(self):
        assert type(get_search_backend()).__name__ == (
            "ScoredOnceBackend" if connection.vendor == "sqlite" else "PostgresSearchBackend"
        )

    @pytest.mark.parametrize("query", QUERIES, ids=str)
    def test_ids_counts_and_order_are_those_of_wagtail(self, stories, query):
        ours, stock = get_search_backend(), StockBackend({})
        for model in (Page, StoryPage, Tool):
            assert answers(ours, model, query) == answers(stock, model, query)

    @pytest.mark.parametrize("typed", ["r", "hu", "rút tiề", "Hue", "zzz"])
    def test_choosers_complete_as_wagtail_does(self, stories, typed):
        ours, stock = get_search_backend(), StockBackend({})
        for model in (Page, StoryPage, Tool):
            expected = answers(stock, model, typed, "autocomplete")
            assert answers(ours, model, typed, "autocomplete") == expected

    def test_without_relevance_the_given_order_stays(self, stories):
        sorted_stories = StoryPage.objects.order_by("-title")
        found = get_search_backend().search("rút tiền", sorted_stories, order_by_relevance=False)
        titles = [page.title for page in found]
        assert len(titles) == 12 and titles == sorted(titles, reverse=True)

    def test_a_score_can_be_asked_for(self, stories):
        found = get_search_backend().search("rút tiền", StoryPage).annotate_score("score")
        assert all(isinstance(page.score, float) for page in found)

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="the cure is SQLite's")
    def test_hits_are_scored_once(self, stories, django_assert_num_queries):
        with django_assert_num_queries(1) as asked:
            list(get_search_backend().search("rút tiền", StoryPage))
        assert "MATERIALIZED" in asked[0]["sql"]

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="an index of PostgreSQL")
    def test_title_and_body_together_have_an_index(self, db):
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_admin_title_and_body'")
            assert "gin" in cursor.fetchone()[0]
