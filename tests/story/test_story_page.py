"""A story's page as a reader gets it."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from story import registry
from tests.factories import figure, paragraph, person, province_page, sign_all, story_page, unit

MEASURED, TARGET, PROJECTED, MINOR = (f"{n}0000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))


def link(key):
    return f'<a linktype="figure" id="{key}">số cũ</a>'


def step(title, period="", planned=False):
    value = {"title": title, "text": "", "period": period, "planned": planned}
    return {"type": "step", "id": title, "value": value}


@pytest.fixture
def story(newsroom):
    points, communes, dong = unit("điểm"), unit("xã"), unit("đồng", kind="money")
    figures = [
        figure(
            "68", "Điểm phục vụ", id=MEASURED, unit=points, highlight=True, target=TARGET, source_page="mục 2"
        ),
        figure("200", "Mục tiêu phủ", id=TARGET, unit=communes, nature="target", highlight=True),
        figure("300000000000", "Tiết kiệm", id=PROJECTED, unit=dong, nature="projection", highlight=True),
        figure("1702", "Tổ đã lập", id=MINOR, period="2021-12", period_basis="stated"),
    ]
    results = paragraph(f"<p>Có {link(MEASURED)}, sẽ tới {link(TARGET)}, tiết kiệm {link(PROJECTED)}.</p>")
    steps = [step("Chạy thật", period="2021-12"), step("Tính thử"), step("Mở rộng", planned=True)]
    return story_page(
        "Lạng Sơn",
        "ATM mềm",
        figures,
        content={"results": [results], "steps": steps},
        absent={"lessons": "Báo cáo không có phần bài học."},
        pillars=["digital-economy"],
        lead=MEASURED,
        live=True,
    )


@pytest.fixture
def soup(client, story):
    def get():
        response = client.get(story.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


class TestFiguresInTheText:
    def test_a_figure_shows_its_record_and_opens_its_row(self, soup):
        page = soup()
        shown = page.select_one(f'.paragraph a[href="#figure-{MEASURED}"]')
        assert shown.get_text() == "68\xa0điểm"
        row = page.find(id=f"figure-{MEASURED}")
        assert "Báo cáo chuyên đề, mục 2" in row.get_text()

    def test_only_a_verified_figure_is_marked(self, soup, story):
        assert not soup().select(".fig--verified, .number--marked, .tick__ground")
        sign_all(story, person(last_name="Đỗ", first_name="Minh"))
        page = soup()
        assert page.select_one(f'.fig--verified[href="#figure-{MEASURED}"]')
        assert page.select_one(".key--lead .number--marked .number__digits").get_text() == "68"
        assert "Đỗ Minh" in page.find(id=f"figure-{MEASURED}").get_text()

    def test_what_is_ahead_is_dashed_and_keeps_its_word_even_when_verified(self, soup, story):
        sign_all(story, person())
        page = soup()
        for key in (TARGET, PROJECTED):
            shown = page.select_one(f'.paragraph a[href="#figure-{key}"]')
            assert "fig--ahead" in shown["class"] and "fig--verified" not in shown["class"]
            assert shown.select_one(".fig__word").get_text(strip=True)
            assert page.find(id=f"figure-{key}").select_one(".word-box").get_text(strip=True)

    def test_a_figure_without_a_period_says_that_the_source_states_none(self, soup):
        page = soup()
        silent = page.find(id=f"figure-{TARGET}").get_text()
        dated = page.find(id=f"figure-{MINOR}").get_text()
        assert "12/2021" in dated
        assert "12/2021" not in silent and len(page.find(id=f"figure-{TARGET}").select(".quiet")) >= 1

    def test_every_link_to_a_figure_has_its_row_once(self, soup):
        page = soup()
        for anchor in page.select('a[href^="#"]'):
            assert len(page.find_all(id=anchor["href"][1:])) == 1, anchor


class TestKeyFigures:
    def test_the_lead_comes_first_and_projections_are_hollow(self, soup):
        keys = soup().select(".key")
        assert [key.select_one(".number__digits").get_text() for key in keys] == ["68", "200", "300"]
        assert [bool(key.select_one(".number--ahead")) for key in keys] == [False, True, True]
        assert all(key.select_one(".word-box") for key in keys[1:])

    def test_the_scale_of_a_short_number_stands_beside_its_digits(self, soup):
        assert soup().select(".key")[2].select_one(".number__unit").get_text() == "tỷ\xa0đồng"

    def test_the_lead_is_drawn_thing_by_thing_up_to_its_target(self, soup):
        solid, hollow = soup().select(".field .cells path")
        assert solid["d"].count("z") == 68
        assert hollow["d"].count("z") == 132
        assert solid["fill"] == "currentColor" and hollow["fill"] == "none"


class TestParts:
    def test_five_parts_in_order_with_their_numbers(self, soup):
        parts = soup().select(".part")
        assert [part["id"] for part in parts] == ["problem", "approach", "steps", "results", "lessons"]
        assert [part.select_one(".part__number").get_text() for part in parts] == list("12345")

    def test_a_part_the_source_does_not_tell_says_why(self, soup):
        assert "Báo cáo không có phần bài học." in soup().select_one("#lessons .absent").get_text()

    def test_steps_are_one_timeline_with_planned_ones_dashed(self, soup):
        timeline = soup().select("#steps .timeline")
        assert len(timeline) == 1
        done, silent, planned = timeline[0].select(".timeline__step")
        assert done.select_one(".step__period").get_text() == "12/2021"
        assert silent.select_one(".step__when .quiet") and not silent.select_one(".word-box")
        assert "timeline__step--planned" in planned["class"] and planned.select_one(".word-box")

    def test_data_are_dated_by_the_latest_period(self, soup):
        assert "12/2021" in soup().select_one(".story-head__facts").get_text()


class TestFrame:
    def test_nothing_is_inline_and_nothing_is_asked_of_another_host(self, soup):
        page = soup()
        # What the page says to machines is data, which no browser runs.
        own = "script:not([src]):not([type='application/ld+json'])"
        assert not page.select(f"[style], style, [onclick], {own}")
        addresses = [
            tag.get("src") or tag.get("href") for tag in page.select("link[rel=stylesheet], script[src], img")
        ]
        assert addresses and all(address.startswith("/") for address in addresses)

    def test_title_description_and_canonical_address(self, soup, story):
        page = soup()
        assert page.title.get_text().startswith("ATM mềm · ")
        assert page.select_one('meta[name="description"]')["content"] == story.standfirst
        assert page.select_one('link[rel="canonical"]')["href"].endswith(story.url)

    def test_a_language_without_a_public_translation_is_not_offered(self, soup):
        page = soup()
        assert not page.select('link[rel="alternate"], .menu a[hreflang]')

    def test_a_slot_of_another_room_is_shown(self, soup, monkeypatch):
        filler = registry.PageSlotFiller(
            "components/shape.html", lambda page, request: {"code": "digital-society"}
        )
        monkeypatch.setitem(registry.page_slots.fillers, "test", filler)
        assert soup().select_one(".records__slots svg.shape circle")


class TestProvincePage:
    def test_old_names_stories_and_their_figures(self, client, newsroom):
        story_page("Thừa Thiên Huế", "Hue-S", [figure("97.1", "Đã xử lý", highlight=True)], live=True)
        page = BeautifulSoup(client.get(province_page("Huế").url).content, "html.parser")
        assert "Thừa Thiên Huế" in page.select_one(".province__facts").get_text()
        assert page.select_one(".tale h3").get_text(strip=True) == "Hue-S"
        assert page.select_one(".figure-list .number__digits").get_text() == "97,1"

    def test_a_place_without_stories_says_so(self, client, newsroom):
        page = BeautifulSoup(client.get(province_page("Cà Mau").url).content, "html.parser")
        assert page.select_one(".missing") and not page.select(".tale")


class TestStoryList:
    def rows(self, client, index, query=""):
        page = BeautifulSoup(client.get(index.url + query).content, "html.parser")
        return page, [row.get_text(strip=True) for row in page.select(".row h3")]

    @pytest.fixture
    def index(self, newsroom):
        story_page("Lạng Sơn", "Một", pillars=["digital-economy"], live=True)
        story_page("Thừa Thiên Huế", "Hai", pillars=["digital-society"], sectors=["health"], live=True)
        story_page("Lạng Sơn", "Bản nháp", pillars=["digital-economy"])
        return province_page("Lạng Sơn").get_parent()

    def test_drafts_are_not_listed_and_the_newest_comes_first(self, client, index):
        assert self.rows(client, index)[1] == ["Hai", "Một"]

    @pytest.mark.parametrize("query", ["?pillar=digital-society", "?sector=health", "?province=hue"])
    def test_each_filter_leaves_its_stories(self, client, index, query):
        assert self.rows(client, index, query)[1] == ["Hai"]

    def test_choices_are_counted_among_what_the_other_filters_leave(self, client, index):
        page, _rows = self.rows(client, index, "?province=hue")
        boxes = {
            (box["name"], box["value"])
            for box in page.select("#filters .facet__choice:not(.facet__choice--none) input")
        }
        assert {value for name, value in boxes if name == "pillar"} == {"digital-society"}
        assert {value for name, value in boxes if name == "province"} == {"hue", "lang-son"}

    def test_an_empty_list_says_so_and_leads_back(self, client, index):
        page, rows = self.rows(client, index, "?pillar=digital-economy&sector=health")
        assert rows == []
        assert page.select_one(".empty a")["href"] == index.url

    @pytest.mark.parametrize(
        "query", ["?page=99999999999999999999999", "?page=-1", "?page=x", "?pillar=%2e%2e&page="]
    )
    def test_a_senseless_page_or_filter_is_answered(self, client, index, query):
        assert len(self.rows(client, index, query)[1]) == 2


class TestErrorPages:
    def test_an_unknown_address_leads_to_the_stories(self, client, newsroom):
        response = client.get("/khong-co/")
        page = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 404
        assert page.select_one("main a.button")["href"] == province_page("Huế").get_parent().url

    def test_the_page_for_an_error_needs_no_database(self, django_assert_num_queries, db):
        with django_assert_num_queries(0):
            html = render_to_string("500.html")
        assert BeautifulSoup(html, "html.parser").select_one("h1").get_text(strip=True)
