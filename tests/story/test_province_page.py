"""The page of a unit: who they are, their stories and figures, whom to ask, what is missing."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from story.models import PressContact
from story.province_page import PER_PAGE
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def page(client):
    def get(name="Bắc Ninh", query="", locale="vi"):
        response = client.get(make.province_page(name, locale).get_url() + query)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


class TestWho:
    def test_kind_region_and_the_units_that_went_before_with_their_last_day(self, page):
        facts = page().select_one(".province__facts").get_text(" ", strip=True)
        for words in ("Tỉnh", "Đồng bằng sông Hồng", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh", "1/7/2025"):
            assert words in facts, words

    def test_a_unit_that_stayed_as_it_was_has_no_former_ones(self, page):
        assert "Trước đây" not in page("Hà Nội").select_one(".province__facts").get_text()

    def test_in_english(self, page):
        facts = page(locale="en").select_one(".province__facts").get_text(" ", strip=True)
        assert "Province" in facts and "Bắc Giang province" in facts and "Tỉnh" not in facts


class TestStoriesAndFigures:
    def test_key_figures_stand_in_one_table_with_mark_word_and_link(self, page):
        figures = [
            make.figure("3098490000000", "đồng tiết kiệm", highlight=True, period="2021-12"),
            make.figure("300", "Sẽ tiết kiệm", nature="target", highlight=True),
        ]
        story = make.story_page("Bắc Giang", "Tổ số", figures, live=True)
        rows = page().select(".told-figures tbody tr")
        assert [row.select_one(".number__digits").get_text() for row in rows][1] == "300"
        assert [bool(row.select_one(".word-box")) for row in rows] == [False, True]
        assert not page().select_one(".told-figures .tick__ground")
        assert rows[0].select_one("a")["href"] == f"{story.url}#figure-{figures[0]['id']}"
        make.sign_all(story, make.person())
        assert len(page().select(".told-figures .tick__ground")) == 2

    def test_a_story_keeps_the_name_its_place_had(self, page):
        make.story_page("Bắc Giang", "Tổ số", live=True)
        assert "Bắc Giang" in page().select_one(".tale .place__then").get_text()

    def test_pages_hold_every_story_once(self, page):
        for number in range(PER_PAGE + 1):
            make.story_page("Bắc Giang", f"Chuyện {number}", live=True)
        titles = [h.get_text() for query in ("", "?page=2") for h in page(query=query).select(".tale h3")]
        assert len(titles) == len(set(titles)) == PER_PAGE + 1


class TestContact:
    def test_only_press_lines_with_recorded_consent_of_public_stories(self, page):
        lines = {
            name: PressContact.objects.create(
                organisation=name, phone="0204 385 4000", consent_on=date(2026, 1, 1) if consent else None
            )
            for name, consent in (("Sở KH&CN", True), ("Chưa đồng ý", False), ("Của bản nháp", True))
        }
        for name, live in (("Sở KH&CN", True), ("Chưa đồng ý", True), ("Của bản nháp", False)):
            make.story_page("Bắc Giang", contact=lines[name], live=live)
        make.story_page("Bắc Giang", contact=lines["Sở KH&CN"], live=True)
        contacts = page().select(".contacts li")
        assert [contact.strong.get_text() for contact in contacts] == ["Sở KH&CN"]
        assert contacts[0].a["href"] == "tel:02043854000"


class TestWhatIsMissing:
    def test_without_a_story_it_invites(self, page):
        make.story_page("Cà Mau", "Bản nháp", [make.figure()])
        soup = page("Cà Mau")
        unit = make.province_page("Cà Mau").unit_id
        links = [link["href"] for link in soup.select(".missing a")]
        assert links == [f"/gui-cau-chuyen/?unit={unit}", "/khoang-trong/?province=ca-mau", "/cau-chuyen/"]
        assert not soup.select(".tale, .told-figures, .contacts") and "Bản nháp" not in soup.get_text()

    def test_with_stories_it_asks_for_more(self, page):
        make.story_page("Cà Mau", live=True)
        assert len(page("Cà Mau").select(".missing a")) == 2


def test_more_stories_cost_no_more_queries(client):
    def cost():
        address = make.province_page("Lạng Sơn").get_url()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    for _number in range(2):
        make.story_page(figures=[make.figure(highlight=True)], live=True)
    few = cost()
    for _number in range(5):
        make.story_page(figures=[make.figure(highlight=True)], live=True)
    assert cost() == few <= 13
