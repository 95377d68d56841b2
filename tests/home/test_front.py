"""The front page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Call, HomePage
from places import tiles
from story import registry
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
        names = [tile.a.span.get_text() for tile in soup.select(".map .tile") if tile.a]
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
            tile.a.span.get_text(): tile.select_one(".number__digits").get_text().split()[0]
            for tile in soup.select(".tile--told")
        }
        assert told == {"Lạng Sơn": "2", "Huế": "1"}
        rows = [(row.th.get_text(), row.td.get_text()) for row in soup.select(".ranks tbody tr")]
        assert rows == [("Lạng Sơn", "2"), ("Huế", "1")]

    def test_who_does_not_see_the_map_learns_the_same_from_table_and_list(self, page):
        counted_story()
        soup = page()
        drawn = {tile.a["href"] for tile in soup.select(".map .tile") if tile.a}
        listed = {link["href"] for link in soup.select(".ranks a, .ranks__waiting a")}
        assert drawn == listed and len(listed) == 34
        said = {
            tile.a["href"]: tile.a.get_text(" ", strip=True) for tile in soup.select(".map .tile") if tile.a
        }
        assert said["/cau-chuyen/lang-son/"] == "Lạng Sơn 1 câu chuyện"
        assert said["/cau-chuyen/ha-noi/"].endswith("chưa có câu chuyện")

    def test_pillars_are_counted_in_their_own_shapes(self, page):
        counted_story()
        pillars = {item["class"][0]: item for item in page().select(".trio li")}
        economy = pillars["pillar--digital-economy"]
        assert economy.select_one(".cells path")["d"].count("z") == 1
        assert not pillars["pillar--digital-society"].select(".cells")


class TestNumbersSoFar:
    @staticmethod
    def numbers(page):
        items = page().select(".so-far li")
        return {item.get_text(" ", strip=True).split(" ", 1)[1]: item.span.get_text() for item in items}

    def test_they_count_records_of_public_stories(self, page):
        story = counted_story()
        story_page("Thừa Thiên Huế", "Chi phí", [figure("5", nature="cost", unit=unit("đồng"))], live=True)
        story_page("Cà Mau", "Bản nháp", [figure("9")])
        said = self.numbers(page)
        assert said["câu chuyện đã kể"] == "2"
        assert said["trên 34 tỉnh, thành phố đã kể"] == "2"
        assert [n for words, n in said.items() if words.startswith("số liệu đã đăng")] == ["4"]
        assert [n for words, n in said.items() if "mục tiêu hoặc dự kiến" in words] == ["2"]
        assert said["câu chuyện nói rõ tốn bao nhiêu"] == "1"
        assert not any("xác nhận" in words for words in said)
        sign_all(story, person())
        said = self.numbers(page)
        assert [n for words, n in said.items() if "bởi 1 người" in words] == ["3"]
        assert said["câu chuyện có mọi số liệu đã xác nhận"] == "1"

    def test_figures_of_different_stories_are_never_added_up(self, page):
        for value in ("200", "300"):
            story_page(figures=[figure(value, "Xã của tỉnh", unit=unit("xã"), highlight=True)], live=True)
        soup = page()
        assert "500" not in soup.select_one(".so-far").get_text()
        assert "không cộng với nhau" in soup.get_text()

    def test_their_list_shows_as_many(self, page, client):
        sign_all(counted_story(), person())
        story_page(figures=[figure()], live=True)
        (link,) = page().select(".so-far a")
        assert client.get(link["href"]).context["count"] == 1

    def test_an_empty_site_has_none(self, page):
        assert not page().select(".so-far")


class TestWaysIn:
    def test_open_calls_stand_there_and_others_do_not(self, page):
        Call.objects.create(title="Đang tìm chuyện", theme="Về trường học.", published=True)
        Call.objects.create(title="Đã đóng", theme="Hết hạn.", published=True, closed=True)
        Call.objects.create(title="Chưa đăng", theme="Nháp.")
        assert [title.get_text() for title in page().select(".asked h3")] == ["Đang tìm chuyện"]

    def test_the_band_at_the_end_names_the_five_parts_and_leads_to_the_form(self, page):
        band = page().select_one(".told-band")
        parts = [part.get_text(" ", strip=True) for part in band.select("li")]
        assert parts == ["1 Vấn đề", "2 Cách làm", "3 Các bước", "4 Kết quả", "5 Bài học"]
        assert band.select_one(".button")["href"] == "/gui-cau-chuyen/"

    def test_a_room_can_put_a_section_there_and_an_empty_one_shows_nothing(self, page, monkeypatch):
        monkeypatch.setattr(registry.home_slots, "fillers", {})
        before = page().get_text()
        for name, context in (("editions", {"pieces": [("Ấn phẩm", False)]}), ("empty", None)):
            filler = registry.HomeSlotFiller(
                "components/search_pieces.html", lambda _page, _request, c=context: c
            )
            registry.home_slots.fill(name, filler)
        after = page().get_text()
        assert "Ấn phẩm" not in before and after.count("Ấn phẩm") == 1


class TestQueries:
    def test_ten_whatever_the_number_of_stories(self, client, home):
        def cost():
            client.get(home.url)
            with CaptureQueriesContext(connection) as captured:
                client.get(home.url)
            return len(captured)

        Call.objects.create(title="Đang tìm chuyện", theme="Về trường học.", published=True)
        counted_story()
        few = cost()
        for _story in range(8):
            counted_story(headline=None)
        assert few <= 10 and cost() <= 10
