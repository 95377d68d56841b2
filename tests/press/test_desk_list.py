"""The list of the press desk: filters, words, what waits for its time, the last visit, the basket."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from press.listing import matching
from story import criteria
from story.filters import StoryFilterSet
from story.models import FigureSignOff, StoryPage, Tool
from tests import factories as make
from tests.press.desk_stories import HIDDEN, UNTIL, ids_shown, journalist, text, told
from tests.story.files import block, recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def titles(query="", user=None, locale="vi"):
    return [page.title for page in matching(user, QueryDict(query), locale)]


class TestFilters:
    def test_the_province_at_the_time_is_found_by_name_and_by_code_and_that_of_today_has_it_too(self):
        told("Ở tỉnh cũ", province="Bắc Giang")
        told("Ở nơi khác")
        for query in ("then=bac-giang", "then=Bắc+Giang", "then=tinh+bac+giang", "then=24"):
            assert titles(query) == ["Ở tỉnh cũ"], query
        assert titles("province=bac-ninh") == ["Ở tỉnh cũ"]
        assert titles("then=bac-ninh") == []

    def test_a_tool_is_found_by_its_number(self):
        tool = Tool.objects.create(names={"vi": "Zalo"})
        told("Có công cụ", tool=tool)
        told("Không có")
        assert titles(f"tool={tool.pk}") == ["Có công cụ"]

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("100.000", {"100000", "2 triệu"}),
            ("100,000", {"100000", "2 triệu"}),
            ("1,5 triệu", {"2 triệu"}),
            ("100001", {"2 triệu"}),
            ("2 triệu hộ", {"2 triệu"}),
            ("99 %", set()),
        ],
    )
    def test_a_number_is_read_as_people_type_it(self, typed, found):
        make.unit("%", "percent")
        for value, headline in (("100000", "100000"), ("2000000", "2 triệu"), ("500", "500")):
            told(headline, value, unit=make.unit("hộ"))
        assert set(titles(urlencode({"least": typed}))) == found

    @pytest.mark.parametrize("typed", ["1.234", "1,234", "7–10", "khoảng 100", "68/200", "x", "1.2.3"])
    def test_a_number_that_can_mean_two_things_is_asked_again(self, client, typed):
        told("Một chuyện")
        page = text(client.get("/press/", {"least": typed}))
        assert page.count("desk-problem") == 1 and f'value="{typed}"' in page and "Một chuyện" in page

    def test_nearly_a_number_is_not_that_number_and_the_end_of_a_range_is_no_promise(self):
        told("gần", "100", qualifier="nearly")
        told("đúng", "100")
        told("khoảng", "7", value_max="100")
        assert titles("least=100") == ["đúng"]

    def test_number_and_unit_are_those_of_one_figure(self):
        page = make.story_page(
            headline="Hai số",
            figures=[make.figure("900", unit=make.unit("xã")), make.figure("5", unit=make.unit("tỉnh"))],
        )
        make.publish_through_workflow(page)
        units = {name: make.unit(name).pk for name in ("xã", "tỉnh")}
        assert titles(f"least=900&unit={units['xã']}") == ["Hai số"]
        assert titles(f"least=900&unit={units['tỉnh']}") == []

    def test_a_number_that_cannot_be_read_says_so_keeps_what_was_typed_and_the_other_filters_hold(
        self, client
    ):
        told("Ở tỉnh cũ", province="Bắc Giang")
        told("Ở nơi khác")
        response = client.get("/press/?then=bac-giang&least=rất+nhiều&since=hôm+nào")
        page = text(response)
        assert 'value="rất nhiều"' in page and 'value="hôm nào"' in page
        assert page.count('aria-invalid="true"') == 2 and page.count("desk-problem") == 2
        assert "Ở tỉnh cũ" in page and "Ở nơi khác" not in page

    def test_verified_means_every_figure_by_its_newest_word(self):
        whole, doubted, plain = (
            told("Đủ"),
            told("Bị hỏi lại"),
            make.story_page(headline="Không số", live=True),
        )
        signed = FigureSignOff.objects.filter(translation_key=doubted.translation_key).get()
        signed.pk, signed.decision, signed.note = None, FigureSignOff.Decision.DISPUTED, "Nguồn nào?"
        signed.save()
        told_of = make.story_page(headline="Chưa ai xem", figures=[make.figure()], live=True)
        assert titles("verified=1") == [whole.title]
        assert {plain.title, told_of.title} <= set(titles())

    def test_a_film_is_one_that_can_be_taken_and_a_sound_is_none(self):
        film = block(
            "video", {"video": recording("video", licence="CC BY 4.0").pk, "caption": "", "transcript": ""}
        )
        sound = block(
            "audio", {"audio": recording("audio", licence="CC BY 4.0").pk, "caption": "", "transcript": ""}
        )
        told("Có phim", content={"steps": [make.paragraph("Các bước."), film]})
        told("Có tiếng", content={"steps": [make.paragraph("Các bước."), sound]})
        told("Phim chưa đăng", content={"steps": [make.paragraph("Các bước."), film]}, until=UNTIL)
        assert titles("video=1") == ["Có phim"]
        assert titles("video=1", journalist()) == ["Phim chưa đăng", "Có phim"]

    def test_since_is_a_day_of_vietnam_or_a_moment(self):
        page = told("Mới")
        at = timezone.make_aware(datetime(2026, 3, 1, 0, 30))
        StoryPage.objects.filter(pk=page.pk).update(first_published_at=at)
        assert titles("since=2026-03-01") == titles("since=1/3/2026") == ["Mới"]
        assert titles("since=2026-03-02") == []
        assert titles("since=2026-03-01T00:31:00%2B07:00") == []
        assert titles("since=2026-02-28T17:30:00%2B00:00") == ["Mới"]

    def test_a_value_that_none_has_is_no_filter(self):
        told("Một chuyện")
        for query in ("tool=0", "unit=x", "then=Atlantis", "video=2", f"tool={10**30}", "since=0001-01-01"):
            assert titles(query) == ["Một chuyện"], query

    def test_every_filter_is_asked_of_waiting_stories_too(self):
        assert set(criteria.TESTS) == set(StoryFilterSet.base_filters)

    def test_the_counts_are_of_what_the_other_filters_leave(self, client):
        told("Một", province="Bắc Giang", pillars=["digital-economy"])
        told("Hai", province="Bắc Giang")
        told("Ba")
        facets = client.get("/press/?then=bac-giang").context["facets"]
        assert {c.value: c.count for c in facets["pillar"].choices} == {
            "digital-economy": 1,
            "digital-society": 1,
        }
        assert {c.value: (c.count, c.chosen) for c in facets["then"].choices} == {
            "bac-giang": (2, True),
            "lang-son": (1, False),
        }

    def test_the_public_list_and_the_feeds_take_them_too(self, client):
        told("Ở tỉnh cũ", province="Bắc Giang")
        told("Ở nơi khác")
        for address in ("/cau-chuyen/", "/feeds/stories.json"):
            page = text(client.get(f"{address}?then=bac-giang&least=100"))
            assert "Ở tỉnh cũ" in page and "Ở nơi khác" not in page, address


class TestWords:
    @pytest.mark.parametrize("query", ["rút tiền", "rut tien", "RUT TIEN", "ATM"])
    def test_stories_are_found_without_accents_and_by_one_word(self, query):
        told("Rút tiền bằng ATM mềm")
        told("Chợ quê lên mạng")
        assert titles(f"q={query}") == ["Rút tiền bằng ATM mềm"]

    def test_words_and_filters_hold_together(self):
        told("Rút tiền ở bưu điện", province="Bắc Giang")
        told("Rút tiền ở chợ")
        assert titles("q=rut+tien&then=bac-giang") == ["Rút tiền ở bưu điện"]

    def test_nothing_found_says_what_to_try_and_each_filter_can_be_taken_off(self, client):
        told("Chợ quê lên mạng")
        response = client.get("/press/?q=tàu+vũ+trụ&pillar=digital-society&locale=vi")
        assert response.context["rows"] == [] and 'class="empty"' in text(response)
        chips = {chip["address"] for chip in response.context["chips"]}
        assert "/press/?pillar=digital-society" in chips and any(
            "q=" in c and "pillar" not in c for c in chips
        )


class TestRows:
    def test_the_figure_that_was_asked_for_is_shown_with_its_word(self, client):
        figures = [
            make.figure("5", "xã có mạng", highlight=True),
            make.figure("900000", "sẽ có", nature="target", unit=make.unit("hộ")),
        ]
        make.publish_through_workflow(make.story_page(headline="Hai số", figures=figures))
        page = text(client.get("/press/?least=900.000"))
        row = page[page.index('class="desk-row"') :]
        assert '<span class="number__digits number__digits--ahead">900.000</span>' in row
        assert "Mục tiêu" in row and "xã có mạng" not in row
        assert "xã có mạng" in text(client.get("/press/"))

    def test_a_row_names_place_then_and_today_languages_and_where_to_go(self, client):
        page = told("Ở tỉnh cũ", province="Bắc Giang")
        make.in_english(page).save_revision().publish()
        response = client.get("/press/")
        row = text(response)
        assert "Bắc Giang" in row and "nay là Bắc Ninh" in row
        assert response.context["rows"][0].languages == ("vi", "en") and "· English" in row
        assert f'href="/press/{page.pk}/slot/"' in row and f'src="/press/{page.pk}/card.png"' in row

    def test_a_title_is_text(self, client):
        told("<script>alert(1)</script>")
        page = text(client.get("/press/?q=<script>alert(1)</script>"))
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page


class TestWaiting:
    @pytest.fixture
    def story(self):
        return told(HIDDEN, "867598", province="Bắc Giang", until=UNTIL, pillars=["digital-economy"])

    def test_comes_first_with_its_time_and_no_preview_for_those_who_may_know(self, signed_in, story):
        told("Đã đăng")
        response = signed_in(journalist()).get("/press/")
        page = text(response)
        assert ids_shown(response)[0] == story.pk
        assert "Chưa được đăng, phát trước 06:00 1/12/2031" in page
        assert f'"/press/{story.pk}/card.png"' not in page
        assert response["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("then=bac-giang", True),
            ("then=lang-son", False),
            ("province=bac-ninh", True),
            ("pillar=digital-economy", True),
            ("pillar=digital-society", False),
            ("least=867.598", True),
            ("least=867.599", False),
            ("verified=1", True),
            ("video=1", False),
            ("q=hoang+yen", True),
            ("q=con+tau", False),
            ("since=2020-01-01", True),
            ("since=2030-01-01", False),
        ],
    )
    def test_filters_and_words_hold_for_it(self, story, query, found):
        assert (HIDDEN in titles(query, journalist())) is found
        assert titles(query) == []

    def test_it_is_the_approved_version_that_is_found_and_shown(self, story):
        make.edit(story, title="Viết sau khi duyệt", body=make.body([make.figure("1", "số khác")]))
        (page,) = matching(journalist(), QueryDict("least=867598"), "vi")
        assert (page.title, [f.label for f in page.figures.values()]) == (HIDDEN, ["điều đếm được"])
        assert all(f.verified for f in page.figures.values())
        assert matching(journalist(), QueryDict("q=viet+sau+khi+duyet"), "vi") == []

    def test_a_translation_has_the_figures_and_the_time_of_its_source(self, story):
        english = make.in_english(story)
        english.save_revision().publish()
        later = UNTIL + timedelta(days=1)
        Revision.objects.filter(object_id=story.pk, approved_go_live_at=UNTIL).update(
            approved_go_live_at=later
        )
        (page,) = matching(journalist(), QueryDict(""), "en")
        assert (page.pk, page.go_live_at) == (english.pk, later)
        assert [f.forms.digits for f in page.figures.values()] == ["867,598"]

    @pytest.mark.parametrize("who", ["nobody", "contributor of another unit", "ended"])
    def test_nobody_else_learns_of_it_from_list_counts_or_basket(self, client, story, who):
        told("Đã đăng")
        users = {
            "contributor of another unit": lambda: make.person("contributor", "Huế"),
            "ended": lambda: journalist(accredited_until=timezone.localdate() - timedelta(days=1)),
        }
        if who in users:
            client.force_login(users[who]())
        response = client.get(f"/press/?chon={story.pk}&q=hoang+yen")
        assert HIDDEN not in text(response) and len(response.context["basket"]) == 0
        page = client.get("/press/")
        assert HIDDEN not in text(page) and "bac-giang" not in text(page)


def test_many_stories_cost_no_more_queries(signed_in):
    person = journalist()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = text(signed_in(person).get("/press/?verified=1&least=1&q=chuyen"))
        assert page.count('class="desk-row') > 0
        return len(queries)

    def more():
        number = StoryPage.objects.count()
        told(f"Chuyện {number}", unit=make.unit("hộ"))
        waiting = told(f"Chuyện chờ {number}", until=UNTIL, unit=make.unit("hộ"))
        make.in_english(waiting).save_revision().publish()

    more()
    cost()
    few = cost()
    more()
    more()
    assert cost() == few
