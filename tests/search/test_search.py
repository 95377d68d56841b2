"""The search: problems found with or without accents."""

import unicodedata

import pytest
from bs4 import BeautifulSoup

from search.finding import LONGEST_QUERY, clean_query
from search.folding import Question, fold, pieces
from tests.factories import figure, paragraph, story_page

URL = "/search/"


@pytest.fixture
def stories(newsroom):
    problem = paragraph("Dân đi đường rừng rất xa mới tới một máy rút tiền.")
    story_page(
        "Lạng Sơn", "ATM mềm", [figure("68", highlight=True)], content={"problem": [problem]}, live=True
    )
    story_page("Huế", "Hue-S", standfirst="Phản ánh của người dân được xử lý.", live=True)
    story_page("Huế", "Đường sắt bản nháp", standfirst="Máy rút tiền ở nhà ga.")


@pytest.fixture
def found(client, stories):
    def search(query, url=URL):
        response = client.get(url, {"q": query})
        assert response.status_code == 200
        soup = BeautifulSoup(response.content, "html.parser")
        return [hit.get_text(strip=True) for hit in soup.select(".hit h2")], soup

    return search


class TestFolding:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Đường sắt", "duong sat"),
            ("THỪA THIÊN HUẾ", "thua thien hue"),
            ("Lời giải", "loi giai"),
            ("", ""),
        ],
    )
    def test_marks_and_capitals_go(self, text, folded):
        assert fold(text) == folded
        assert fold(unicodedata.normalize("NFD", text)) == folded

    def test_pieces_give_the_whole_text_back(self):
        text = "Dân đi đường rừng, rất xa."
        made = pieces(text, Question.of("duong rung"))
        assert "".join(piece for piece, _hit in made) == text
        assert [piece for piece, hit in made if hit] == ["đường rừng"]


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        [
            "rút tiền",
            "rut tien",
            "RÚT TIỀN ở xã xa",
            unicodedata.normalize("NFD", "rút tiền"),
            "may rut tien",
        ],
    )
    def test_with_or_without_accents(self, found, query):
        assert found(query)[0] == ["ATM mềm"]

    def test_typed_accents_must_agree(self, found):
        assert found("rừng")[0] == ["ATM mềm"]
        assert found("rụng")[0] == []

    def test_hits_are_marked_in_problem_and_headline(self, found):
        _titles, soup = found("atm rut tien")
        assert [mark.get_text() for mark in soup.select("mark")] == ["rút tiền", "ATM"]

    def test_drafts_are_never_found(self, found):
        assert "Đường sắt bản nháp" not in found("máy rút tiền")[0]

    def test_the_problem_comes_above_the_headline(self, found):
        _titles, soup = found("rút tiền")
        words = soup.select_one(".hit__words")
        assert words.select_one(".hit__problem").sourceline < words.select_one("h2").sourceline

    def test_other_languages_are_other_stories(self, found):
        assert found("ATM", "/en/search/")[0] == []


class TestBadInput:
    @pytest.mark.parametrize("query", ["", " ", "%", "'\"<script>", "\u202e\u200b", "a" * 7000, "?" * 300])
    def test_any_question_is_answered(self, found, query):
        titles, soup = found(query)
        assert titles == []
        assert not soup.select("main script")

    def test_the_query_is_one_clean_line(self):
        assert clean_query("  rút\n tiền\x07 ") == "rút tiền"
        assert len(clean_query("ế" * 5000)) == LONGEST_QUERY

    def test_only_reading_is_allowed(self, client, newsroom):
        assert client.post(URL).status_code == 405
