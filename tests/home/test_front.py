"""The front page."""

import pytest
from bs4 import BeautifulSoup

from home.models import HomePage
from places import tiles
from tests.factories import figure, paragraph, person, sign_all, story_page, unit

TARGET = "20000000-0000-4000-8000-000000000002"


@pytest.fixture
def home(newsroom):
    return HomePage.objects.get(locale__language_code="vi")


@pytest.fixture
def page(client, home):
    def get():
        response = client.get(home.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def counted_story(headline="ATM mềm", **fields):
    figures = [
        figure("68", "Điểm phục vụ", unit=unit("điểm"), highlight=True, target=TARGET),
        figure("200", "Mục tiêu", id=TARGET, unit=unit("xã"), nature="target"),
        figure("300", "Khoản tiết kiệm", nature="projection", highlight=True),
    ]
    content = {"problem": [paragraph("Dân đi hàng chục ki-lô-mét đường rừng mới tới một máy rút tiền.")]}
    return story_page(
        "Lạng Sơn", headline, figures, content=content, pillars=["digital-economy"], live=True, **fields
    )


class TestEmptySite:
    def test_the_search_comes_first_and_nothing_is_promised(self, page):
        soup = page()
        form = soup.select_one("form.ask__form")
        assert (form["action"], form["method"]) == ("/search/", "get")
        assert not soup.select(".lead, .ledger, .solved, .tile--told, .ranks")


class TestLeadStory:
    def test_it_is_told_by_its_figure_and_field(self, page):
        counted_story()
        lead = page().select_one(".lead")
        assert lead.select_one(".lead__number .number__digits").get_text() == "68"
        solid, hollow = lead.select(".cells path")
        assert (solid["d"].count("z"), hollow["d"].count("z")) == (68, 132)

    def test_the_slab_waits_for_a_named_person(self, page):
        story = counted_story()
        assert not page().select_one(".lead .number--marked")
        sign_all(story, person())
        assert page().select_one(".lead .number--marked")

    def test_what_it_still_expects_stands_beside_it_hollow_with_its_word(self, page):
        counted_story()
        ahead = page().select_one(".lead__ahead")
        assert ahead.select_one(".number--ahead .number__digits").get_text() == "300"
        assert ahead.select_one(".word-box").get_text(strip=True)


class TestNewest:
    def test_rows_have_figure_problem_and_place_then_and_now(self, page):
        counted_story()
        story_page(
            "Thừa Thiên Huế",
            "Hue-S",
            [figure("97.1", "Đã xử lý", unit=unit("%", kind="percent"), highlight=True)],
            content={
                "problem": [
                    paragraph("Muốn lên tiếng phải qua nhiều cửa. Đơn thư phần lớn bị trễ, dân chờ lâu.")
                ]
            },
            live=True,
        )
        row = page().select_one(".ledger .row")
        assert row.select_one(".number__digits").get_text() == "97,1%"
        assert row.select_one(".row__story p").get_text().startswith("Muốn lên tiếng phải qua nhiều cửa.")
        assert row.select_one(".place__then").get_text() == "Thừa Thiên Huế"
        assert "Huế" in row.select_one(".place__now").get_text()

    def test_problems_lead_to_their_stories(self, page):
        story = counted_story()
        solved = page().select_one(".solved a")
        assert solved["href"] == story.url
        assert "đường rừng" in solved.get_text()

    def test_a_draft_shows_nowhere(self, page, client, home):
        story_page("Hà Nội", "Chưa đăng", [figure("5150", highlight=True)])
        text = client.get(home.url).content.decode()
        assert "Chưa đăng" not in text and "5.150" not in text
        assert not page().select(".tile--told")


class TestMap:
    def test_every_unit_and_both_archipelagos_stand_on_it(self, page):
        soup = page()
        names = [tile.get_text(strip=True) for tile in soup.select(".map .tile")]
        assert len(soup.select(".map .tile:not(.tile--zone):not(.tile--sea)")) == len(tiles.TILES) == 34
        zones = soup.select(".tile--zone")
        assert [zone.get_text(strip=True) for zone in zones] == [str(zone.name) for zone in tiles.ATTACHED]
        assert "Lạng Sơn" in names

    def test_solid_tiles_count_their_stories_and_the_list_ranks_them(self, page):
        counted_story("Một")
        counted_story("Hai")
        story_page("Thừa Thiên Huế", "Ba", live=True)
        soup = page()
        told = {
            tile.a.contents[0].strip(): tile.select_one(".number__digits").get_text()
            for tile in soup.select(".tile--told")
        }
        assert told == {"Lạng Sơn": "2", "Huế": "1"}
        assert [item.a.get_text() for item in soup.select(".ranks li")] == ["Lạng Sơn", "Huế"]

    def test_pillars_are_counted_in_their_own_shapes(self, page):
        counted_story()
        pillars = {item["class"][0]: item for item in page().select(".trio li")}
        economy = pillars["pillar--digital-economy"]
        assert economy.select_one(".cells path")["d"].count("z") == 1
        assert not pillars["pillar--digital-society"].select(".cells")


class TestQueries:
    def test_six_stories_cost_no_more_than_one(self, client, home, django_assert_max_num_queries):
        for _story in range(6):
            counted_story(headline=None)
        client.get(home.url)
        with django_assert_max_num_queries(26):
            client.get(home.url)
