"""The result page: problems found with or without accents, filtered, marked, and what follows where nothing is found."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.finding import LONGEST_QUERY, clean_query, having
from search.models import IndexedStory
from story.filters import PER_PAGE
from story.listing import with_figures
from story.models import StoryPage
from tests.factories import embargoed, figure, paragraph, story_page
from tests.search.conftest import headline

URL = "/search/"


@pytest.fixture
def stories(newsroom):
    problem = paragraph("Dân đi đường rừng rất xa mới tới một máy rút tiền.")
    story_page(
        "Lạng Sơn",
        "ATM mềm",
        [figure("116000", highlight=True)],
        content={"problem": [problem]},
        sectors=["finance-banking"],
        live=True,
    )
    story_page("Huế", "Hue-S", standfirst="Phản ánh của người dân được xử lý.", live=True)
    story_page("Huế", "Đường sắt bản nháp", standfirst="Máy rút tiền ở nhà ga.")


@pytest.mark.usefixtures("stories")
class TestFinding:
    @pytest.mark.parametrize(
        "query",
        [
            "rút tiền",
            "rut tien",
            "RÚT TIỀN ở xã xa",
            unicodedata.normalize("NFD", "rút tiền"),
            "may rut tien",
            "rut tuen",
            "rút tièn",
            "116.000",
            "116000 cua hang",
            "116,000",
        ],
    )
    def test_however_it_is_typed(self, found, query):
        assert found(query)[0] == ["ATM mềm"]

    def test_typed_accents_that_no_story_has_only_come_near(self, found):
        assert found("rừng")[0] == ["ATM mềm"]
        titles, soup = found("rụng")
        assert titles == []
        assert "ATM mềm" in [headline(hit) for hit in soup.select(".near ~ .hit")]

    def test_exact_accents_come_first(self, found):
        story_page("Huế", "Ma trận", content={"problem": [paragraph("Quét má hay quét mà?")]}, live=True)
        story_page("Huế", "Quét mã", content={"problem": [paragraph("Quét mã rồi vào.")]}, live=True)
        story_page("Huế", "Má và mà", content={"problem": [paragraph("Quét má hay quét mà?")]}, live=True)
        assert found("quét mã")[0][0] == "Quét mã"
        assert set(found("quet ma")[0]) == {"Ma trận", "Quét mã", "Má và mà"}

    def test_the_problem_weighs_more_than_headline_figures_lessons_and_the_rest(self, found):
        def told(headline, **parts):
            content = {name: [paragraph(text)] for name, text in parts.items()}
            story_page("Huế", headline, content=content, live=True)

        told("Một", results="Vườn quýt nhà tôi.")
        told("Hai", lessons="Vườn quýt nhà tôi.")
        story_page("Huế", "Ba", [figure("7", "vườn quýt")], live=True)
        told("Vườn quýt")
        told("Năm", problem="Vườn quýt nhà tôi.")
        assert found("vườn quýt")[0] == ["Năm", "Vườn quýt", "Ba", "Hai", "Một"]

    def test_hits_are_marked_in_problem_and_headline(self, found):
        _titles, soup = found("atm rut tien")
        assert [mark.get_text() for mark in soup.select("mark")] == ["máy rút tiền", "ATM"]

    def test_the_problem_comes_above_the_headline(self, found):
        _titles, soup = found("rút tiền")
        words = soup.select_one(".hit__words")
        assert words.select_one(".hit__problem").sourceline < words.select_one("h2").sourceline

    def test_where_the_problem_is_not_told_the_approach_stands_and_says_so(self, found):
        told = {"problem": [], "approach": [paragraph("Gắn thẻ lên từng con trâu.")]}
        story_page("Huế", "Đàn trâu", content=told, absent={"problem": "Nguồn không kể."}, live=True)
        _titles, soup = found("con trâu")
        assert "nguồn không nêu" in soup.select_one(".hit__part").get_text().lower()
        assert "con trâu" in soup.select_one(".hit__problem mark").get_text()

    def test_other_languages_are_other_stories(self, found):
        assert found("ATM", "/en/search/")[0] == []

    def test_what_was_meant_can_be_asked_with_one_link(self, found):
        for typed, meant in (("rut tuen", "rut tien"), ("rút tuèn", "rút tiền")):
            _titles, soup = found(typed)
            assert soup.select_one(".meant a").get_text() == meant
        assert found("rút tiền")[1].select_one(".meant") is None

    def test_a_slip_that_is_a_word_itself_is_seen_beside_its_neighbour(self, found):
        story_page("Huế", "Tiên nữ", live=True)
        story_page("Lạng Sơn", "Rứt lúa", live=True)
        story_page("Lạng Sơn", "Chuyện mây", content={"problem": [paragraph("Mây bay.")]}, live=True)
        _titles, soup = found("rut mien")
        assert soup.select_one(".meant a").get_text() == "rut tien"


@pytest.mark.usefixtures("stories")
class TestNothingFound:
    def test_it_offers_where_to_go_on(self, found):
        titles, soup = found("trâu bò gà vịt")
        assert titles == []
        links = {link["href"] for link in soup.select(".ways-on a")}
        assert links == {"/gui-cau-chuyen/", "/khoang-trong/"}

    def test_it_offers_near_problems(self, found):
        _titles, soup = found("rút phép thông công lễ hội")
        assert "ATM mềm" in [headline(hit) for hit in soup.select(".near ~ .hit")]


@pytest.mark.usefixtures("stories")
class TestWhatIsNotPublic:
    def test_drafts_and_embargoed_stories_are_in_nothing_that_is_answered(self, found, client):
        embargoed(headline="Kênh mương bí mật", standfirst="Máy rút tiền chạy bằng kênh mương.")
        for query in ("kenh muong", "kênh mương bí mật", "kenh muomg", "máy rút tiền"):
            titles, soup = found(query)
            for field in soup.select("input[name=q]"):
                field.decompose()
            assert not {"bí mật", "mương"} & set(soup.main.get_text().lower().split())
            assert "Đường sắt bản nháp" not in titles and "bí mật" not in soup.main.get_text()
        assert client.get("/search/suggest/", {"q": "kenh"}).json() == {"suggestions": []}

    def test_an_index_that_lags_behind_shows_nothing_all_the_same(self, found, client):
        found("rút tiền")
        StoryPage.objects.filter(title="ATM mềm").update(live=False)
        assert IndexedStory.objects.filter(page__title="ATM mềm").exists()
        titles, soup = found("rút tiền")
        assert titles == []
        assert soup.select(".facet") == [] and soup.select(".near") == []
        assert client.get("/search/suggest/", {"q": "rut ti"}).json() == {"suggestions": []}


@pytest.mark.usefixtures("stories")
class TestFacets:
    @pytest.fixture(autouse=True)
    def more(self, stories):
        for number in range(3):
            title = f"Rút tiền {number}"
            story_page("Huế", title, pillars=["digital-economy"], sectors=["health"], live=True)

    def facet(self, soup, name):
        links = soup.select(f"[aria-labelledby=facet-{name}] a")
        return {
            link.select_one(".facet__label").get_text(): int(link.select_one(".facet__count").contents[0])
            for link in links
        }

    def test_they_count_what_was_found(self, found):
        titles, soup = found("rút tiền")
        assert len(titles) == 4
        assert self.facet(soup, "pillar") == {"Kinh tế số": 3, "Xã hội số": 1}
        assert self.facet(soup, "province") == {"Huế": 3, "Lạng Sơn": 1}

    def test_one_that_is_on_leaves_the_others_of_its_kind_to_choose(self, found):
        titles, soup = found("rút tiền", pillar="digital-society")
        assert titles == ["ATM mềm"]
        assert self.facet(soup, "pillar") == {"Kinh tế số": 3, "Xã hội số": 1}
        assert self.facet(soup, "province") == {"Lạng Sơn": 1}
        chip = soup.select_one(".chip")
        assert "Xã hội số" in chip.get_text() and "pillar" not in chip["href"]

    def test_two_of_one_kind_are_alternatives_and_kinds_combine(self, found):
        both = ["digital-society", "digital-economy"]
        assert len(found("rút tiền", pillar=both)[0]) == 4
        assert len(found("rút tiền", pillar=both, province="lang-son")[0]) == 1

    def test_what_is_no_facet_filters_too(self, found):
        assert found("rút tiền", least="100.000")[0] == ["ATM mềm"]
        assert len(found("rút tiền", since="2020-01-01")[0]) == 4

    def test_a_value_that_nobody_has_leaves_nothing_and_can_be_taken_away(self, found):
        titles, soup = found("rút tiền", pillar="<b>")
        assert titles == []
        assert soup.select_one(".chip")["href"] == "?q=r%C3%BAt+ti%E1%BB%81n"


@pytest.mark.usefixtures("stories")
class TestManyStories:
    def queries(self, client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    def test_at_most_six_queries_however_many_there_are(self, found, client):
        paths = [
            f"{URL}?q=rut+tien+ma",
            f"{URL}?q=rut+tien&pillar=digital-society",
            f"{URL}?q=rut+tuen",
            f"{URL}?q=xyz",
        ]
        found("rút tiền")
        few = [self.queries(client, path) for path in paths]
        for number in range(PER_PAGE + 5):
            story_page("Huế", f"Rút tiền lần {number}", [figure(str(number))], live=True)
        titles, soup = found("rút tiền")
        assert len(titles) == PER_PAGE and soup.select_one("a[rel=next]")
        assert [self.queries(client, path) for path in paths] == few
        assert max(few) <= 6

    @pytest.mark.parametrize("page", ["2", "99999999999999999999999", "-1", "x", "0", ""])
    def test_any_page_is_answered(self, found, page):
        assert found("rút tiền", page=page)[0] == ["ATM mềm"]


@pytest.mark.usefixtures("stories")
class TestBadInput:
    @pytest.mark.parametrize(
        "query",
        [
            "",
            " ",
            "%",
            "'\"<script>",
            "\u202e\u200b",
            "a" * 7000,
            "?" * 300,
            "\"rút' : * ^ ( )",
            "AND",
            "NEAR(a b)",
        ],
    )
    def test_any_question_is_answered(self, found, query):
        _titles, soup = found(query)
        assert not soup.select("main script")

    @pytest.mark.parametrize(
        "typed",
        [
            "rút AND tiền",
            '"rút tiền"',
            "rút* tiền*",
            "NEAR(rút, tiền)",
            "rút - tiền",
            "problem: rút tiền",
            "rút | tiền & !",
            "rút:* <-> tiền\\",
        ],
    )
    def test_operators_are_nothing_but_words(self, found, typed):
        assert found(typed)[0] == ["ATM mềm"]

    @pytest.mark.parametrize("query", ["%00", "a%00b", "%ff%fe", "a" * 8192, "+".join(["the", "rut"] * 400)])
    @pytest.mark.parametrize("path", ["/search/", "/search/suggest/", "/en/search/suggest/"])
    def test_nothing_is_an_error(self, client, path, query):
        assert client.get(f"{path}?q={query}&page=10000000000000000000000&pillar=%00").status_code in (
            200,
            400,
            404,
        )

    def test_the_query_is_one_clean_line(self):
        assert clean_query("  rút\n tiền\x07 ") == "rút tiền"
        assert len(clean_query("ế" * 5000)) == LONGEST_QUERY

    def test_only_reading_is_allowed(self, client, newsroom):
        assert client.post(URL).status_code == 405


class TestInHand:
    """What the press desk asks of stories it has in hand, those included that wait for their time."""

    @pytest.mark.parametrize("text", ["rut tien", "RÚT TIỀN", "cây ATM", "116000", "Đường rừng"])
    def test_words_may_be_folded_and_mean_the_same(self, stories, text):
        pages = list(StoryPage.objects.exclude(title="Đường sắt bản nháp"))
        assert [page.title for page in having(text, with_figures(pages))] == ["ATM mềm"]

    def test_a_story_under_embargo_is_found_by_who_has_it(self, newsroom):
        page = embargoed(headline="Kênh mương bí mật")
        assert having("kenh muong", [page]) == [page]

    def test_the_others_in_hand_change_nothing(self, stories):
        pages = with_figures(StoryPage.objects.all())
        together = {page.pk for page in having("máy rút tiền xã", pages)}
        assert together == {page.pk for page in pages if having("máy rút tiền xã", [page])}

    def test_more_texts_cost_no_more_queries(self, stories, django_assert_num_queries):
        pages = with_figures(StoryPage.objects.all())
        having("rút tiền", pages)
        with django_assert_num_queries(0):
            for text in ("hue", "phản ánh", "atm"):
                having(text, pages)
