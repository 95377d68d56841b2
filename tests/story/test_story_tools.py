"""What a reader can do with a story, and what its page says beside the story itself."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Locale

from accounts import roles
from story import actions, registry
from story.length import WORDS_PER_MINUTE
from story.models import StoryLink, StoryPage
from tests.factories import figure, paragraph, person, sign_all, story_page, unit

pytestmark = pytest.mark.once


@pytest.fixture
def soup(client, newsroom):
    def get(page):
        response = client.get(page.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def words(tag):
    return " ".join(tag.get_text(" ").split())


class TestWhatTheFiguresDoNotSay:
    def lines(self, soup, page):
        return [words(line) for line in soup(page).select("#results .unsaid li")]

    def test_targets_estimates_and_figures_without_date_are_named(self, soup):
        shops = unit("cửa hàng")
        figures = [
            figure("68", "Điểm đang chạy", unit=shops, period="2021-12", period_basis="stated"),
            figure("200", "Điểm sẽ có", unit=shops, nature="target"),
            figure("40", "Điểm ước đoán", nature="estimate"),
            figure("7", "Điểm không ngày"),
        ]
        lines = self.lines(soup, story_page(figures=figures, live=True))
        assert any("Điểm sẽ có (200 cửa hàng)" in line.replace("\xa0", " ") for line in lines)
        assert any("Điểm ước đoán" in line for line in lines)
        assert any(line.startswith("1 số liệu đã đo không ghi mốc") for line in lines)
        assert not any("Điểm đang chạy" in line for line in lines)

    def test_a_printed_share_that_its_own_numbers_deny_is_told(self, soup):
        percent = unit("%", "percent")
        first = figure("867598", "Tài khoản", period="2022", period_basis="stated")
        second = figure("680756", "Dân số có điện thoại", period="2022", period_basis="stated")
        share = figure(
            "127.4",
            "Tỷ lệ tài khoản",
            unit=percent,
            rule="share",
            first=first["id"],
            second=second["id"],
            printed="144%",
        )
        lines = self.lines(soup, story_page(figures=[first, second, share], live=True))
        assert any("144%" in line and "127,4%" in line for line in lines)

    def test_verification_and_absent_parts_are_told(self, soup):
        absent = {"lessons": "Báo cáo không có."}
        story = story_page(figures=[figure(period="2021")], absent=absent, live=True)
        lines = self.lines(soup, story)
        assert "1 số liệu chưa có ai kiểm chứng." in lines
        assert "Nguồn không kể: bài học." in lines
        sign_all(story, person())
        assert "1 số liệu chưa có ai kiểm chứng." not in self.lines(soup, story)

    def test_a_story_without_figures_says_that_nothing_was_measured(self, soup):
        assert "không có số liệu" in self.lines(soup, story_page(live=True))[0]

    def test_what_the_editor_adds_stands_in_the_same_block(self, soup):
        call = {"title": "Điều số liệu chưa nói", "items": ["Nguồn không nêu số lượt rút."]}
        box = {"type": "callout", "id": "0e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3d", "value": call}
        page = soup(story_page(content={"results": [paragraph("Có."), box]}, live=True))
        assert len(page.select(".callout")) == 1
        assert words(page.select_one(".unsaid li")) == "Nguồn không nêu số lượt rút."


class TestBesideTheStory:
    def test_stories_about_a_like_problem_are_offered_at_most_three_and_only_public_ones(
        self, soup, monkeypatch
    ):
        monkeypatch.setattr(registry.finders, "fillers", {"test": lambda text, stories: list(stories)})
        own = story_page(headline="Bài này", sectors=["health"], live=True)
        for number in range(4):
            story_page(headline=f"Bài kia {number}", sectors=["health"], live=True)
        story_page(headline="Bản nháp", sectors=["health"])
        shown = [words(title) for title in soup(own).select("#like h3")]
        assert len(shown) == 3 and all(title.startswith("Bài kia") for title in shown)

    def test_a_story_that_is_withdrawn_is_no_longer_offered(self, soup, monkeypatch):
        monkeypatch.setattr(registry.finders, "fillers", {"test": lambda text, stories: list(stories)})
        own = story_page(headline="Bài này", sectors=["health"], live=True)
        other = story_page(headline="Bài kia", sectors=["health"], live=True)
        assert soup(own).select("#like h3")
        actions.withdraw(other, person(roles.APPROVER), "Sai.")
        assert not soup(own).select("#like")

    def test_who_took_it_up_is_on_the_map_and_in_an_equal_list_whoever_said_so(self, soup):
        own = story_page(headline="Bài này", live=True)
        said_here = story_page("Thừa Thiên Huế", "Huế làm theo", live=True)
        StoryLink.objects.create(story=own, kind="adopted-by", other=said_here)
        said_there = story_page("Cà Mau", "Cà Mau làm theo", live=True)
        StoryLink.objects.create(story=said_there, kind="learnt-from", other=own)
        hidden = story_page("Hà Giang", "Chưa đăng")
        StoryLink.objects.create(story=own, kind="adopted-by", other=hidden)

        page = soup(own)
        listed = [words(link) for link in page.select("#spread li a")]
        assert listed == ["Huế làm theo", "Cà Mau làm theo"]
        assert page.select_one(".adoption__own")["d"].count("M") == 2
        assert page.select_one(".adoption__other")["d"].count("M") == 32 + 2
        drawn = words(page.select_one(".adoption"))
        assert all(name in drawn for name in ("Huế", "Cà Mau", "Hoàng Sa", "Trường Sa"))
        learnt = soup(said_there)
        assert [words(link) for link in learnt.select("#spread li a")] == ["Bài này"]
        assert not learnt.select(".adoption")

    def test_nothing_is_shown_where_there_is_nothing(self, soup):
        assert not soup(story_page(live=True)).select(".beside")


class TestSendingOn:
    def test_the_menu_is_plain_links_to_the_canonical_address(self, soup):
        page = soup(story_page(headline="Câu chuyện & số", live=True))
        canonical = page.select_one('link[rel="canonical"]')["href"]
        menu = page.select_one("details.share")
        assert canonical.startswith(settings.PUBLIC_BASE_URL) and menu["data-share"] == canonical
        links = {words(link): link["href"] for link in menu.select("a")}
        facebook, telegram = (parse_qs(urlsplit(links[name]).query) for name in ("Facebook", "Telegram"))
        assert facebook["u"] == [canonical] and telegram["url"] == [canonical]
        assert telegram["text"] == ["Câu chuyện & số"]
        assert links["Thư điện tử"].startswith(
            "mailto:?subject=C%C3%A2u%20chuy%E1%BB%87n%20%26%20s%E1%BB%91&body=http"
        )
        assert menu.select_one("svg.qr path") and words(menu.select_one(".share__address")) == canonical

    def test_an_english_story_sends_its_english_address(self, client, newsroom):
        source = story_page(live=True)
        english = source.copy_for_translation(Locale.objects.get(language_code="en"))
        english.save_revision().publish()
        english = StoryPage.objects.get(pk=english.pk)
        page = BeautifulSoup(client.get(english.url).content, "html.parser")
        assert urlsplit(page.select_one("details.share")["data-share"]).path == english.url
        assert english.url.startswith("/en/")

    def test_the_citation_names_who_where_what_when_and_the_address(self, soup):
        byline = {
            "type": "byline",
            "value": {"name": "Nông Thị Lan", "role": "", "organisation": "", "contributor": None},
        }
        story = story_page(headline="ATM mềm", bylines=[byline], live=True)
        cited = words(soup(story).select_one(".cite__text"))
        day = story.last_published_at.astimezone().date()
        assert cited.startswith("Nông Thị Lan (Lạng Sơn). “ATM mềm”. Lời giải, bản ngày ")
        assert str(day.year) in cited and cited.endswith(story.url)


class TestReading:
    def test_the_time_counts_vietnamese_syllables(self, soup):
        text = "chữ " * (WORDS_PER_MINUTE["vi"] * 5)
        page = soup(story_page(content={"problem": [paragraph(text)]}, live=True))
        assert "6 phút đọc" in words(page.select_one(".story-head__facts"))

    def test_a_figure_carries_what_is_said_for_it(self, soup):
        shops = figure(116000, "cửa hàng", qualifier="over", unit=unit("cửa hàng"))
        link = f'<a linktype="figure" id="{shops["id"]}">cũ</a>'
        page = soup(
            story_page(figures=[shops], content={"results": [paragraph(f"<p>Có {link}.</p>")]}, live=True)
        )
        shown = page.select_one("#results .paragraph [data-spoken]")
        assert shown["data-spoken"] == "hơn một trăm mười sáu nghìn cửa hàng"

    def test_paper_carries_the_address_that_says_whether_it_is_still_right(self, soup):
        proof = soup(story_page(live=True)).select_one(".print-only")
        assert "/k/" in words(proof) and proof.select_one("svg.qr")


class TestKeptOnADevice:
    def test_the_list_and_the_worker_are_the_same_for_everybody(self, client, newsroom):
        shelf = BeautifulSoup(client.get("/da-luu/").content, "html.parser")
        assert words(shelf.h1) == "Bài đã lưu" and shelf.select_one("[data-kept]")
        assert BeautifulSoup(client.get("/en/saved/").content, "html.parser").html["lang"] == "en"
        assert client.get("/saved/").headers["Location"] == "/da-luu/"
        worker = client.get("/sw.js")
        assert worker.headers["Content-Type"].startswith("text/javascript")
        assert '"/da-luu/"' in worker.content.decode() and "no-cache" in worker.headers["Cache-Control"]

    def test_the_policy_allows_workers_of_this_site_alone(self, client, newsroom):
        assert "worker-src 'self'" in client.get("/da-luu/").headers["Content-Security-Policy"]

    def test_only_a_public_story_can_be_kept(self, soup, client):
        assert soup(story_page(live=True)).select_one("[data-save]")
        draft = story_page()
        assert client.get(draft.url or "/").status_code in (404, 200)
