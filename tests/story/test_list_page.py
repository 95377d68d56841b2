"""The list of stories: filters that count and combine, orders, pages, what nobody may learn of."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log

from press.listing import matching
from search.indexing import rebuild
from story import actions
from story.filters import PER_PAGE, StoryFilterSet, facets
from story.models import StoryPage, Tool
from story.selectors import visible_to
from tests import factories as make
from tests.story.files import block, recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

LIST = "/cau-chuyen/"


@pytest.fixture
def listed(client):
    def get(query="", address=LIST):
        response = client.get(address + (f"?{query}" if query else ""))
        assert response.status_code == 200
        return response

    return get


@pytest.fixture
def titles(listed):
    return lambda query="": [story.title for story in listed(query).context["stories"]]


def counts(response, name):
    found = {facet.name: facet for facet in response.context["facets"]}
    return {choice.value: choice.count for choice in found[name].choices} if name in found else {}


def published_at(page, year):
    moment = timezone.make_aware(datetime(year, 1, 1, 0, 30))
    StoryPage.objects.filter(pk=page.pk).update(first_published_at=moment)


@pytest.fixture
def three():
    """Three stories that differ in everything a list filters by."""
    tool = Tool.objects.create(names={"vi": "Zalo"})
    film = block(
        "video", {"video": recording("video", licence="CC BY 4.0").pk, "caption": "", "transcript": ""}
    )
    first = make.story_page(
        "Bắc Giang", "Rút tiền ở bưu điện", [make.figure("100", unit=make.unit("hộ"))],
        pillars=["digital-economy"], sectors=["health"], tags=["chợ quê"], replication="pilot",
        content={"steps": [make.paragraph("Các bước."), film]},
    )  # fmt: skip
    first.tools = [tool]
    first.save()
    first.save_revision()
    make.publish_through_workflow(StoryPage.objects.get(pk=first.pk))
    published_at(first, 2022)
    make.story_page(
        "Huế", "Ánh sáng đường quê", [make.figure("5")], pillars=["digital-society"], sectors=["education"],
        live=True,
    )  # fmt: skip
    make.story_page("Huế", "Đèn ở bến sông", pillars=["digital-society", "digital-economy"], live=True)
    rebuild()
    return tool


FILTERS = {
    "pillar=digital-economy": {"Rút tiền ở bưu điện", "Đèn ở bến sông"},
    "sector=health": {"Rút tiền ở bưu điện"},
    "sector=health&sector=education": {"Rút tiền ở bưu điện", "Ánh sáng đường quê"},
    "province=bac-ninh": {"Rút tiền ở bưu điện"},
    "province=bac-ninh&province=hue": {"Rút tiền ở bưu điện", "Ánh sáng đường quê", "Đèn ở bến sông"},
    "then=bac-giang": {"Rút tiền ở bưu điện"},
    "then=B%E1%BA%AFc+Giang": {"Rút tiền ở bưu điện"},
    "region=north-central": {"Ánh sáng đường quê", "Đèn ở bến sông"},
    "tool=TOOL": {"Rút tiền ở bưu điện"},
    "tag=cho-que": {"Rút tiền ở bưu điện"},
    "year=2022": {"Rút tiền ở bưu điện"},
    "replication=pilot": {"Rút tiền ở bưu điện"},
    "replication=not-stated": {"Ánh sáng đường quê", "Đèn ở bến sông"},
    "verified=1": {"Rút tiền ở bưu điện"},
    "video=1": {"Rút tiền ở bưu điện"},
    "least=100": {"Rút tiền ở bưu điện"},
    "since=2023-01-01": {"Ánh sáng đường quê", "Đèn ở bến sông"},
    "q=rut+tien": {"Rút tiền ở bưu điện"},
    "pillar=digital-economy&region=north-central": {"Đèn ở bến sông"},
    "q=bến+sông&pillar=digital-society": {"Đèn ở bến sông"},
    "tag=unknown&year=1&replication=x&region=x": {
        "Rút tiền ở bưu điện",
        "Ánh sáng đường quê",
        "Đèn ở bến sông",
    },
}


class TestFilters:
    def test_list_feed_and_desk_leave_the_same_stories_for_every_filter(self, client, titles, three):
        for query, wanted in FILTERS.items():
            query = query.replace("TOOL", str(three.pk))
            feed = client.get(f"/feeds/stories.json?{query}").json()
            assert set(titles(query)) == wanted, query
            assert {item["title"] for item in feed["items"]} == wanted, query
            assert {page.title for page in matching(None, QueryDict(query), "vi")} == wanted, query

    def test_the_cases_above_ask_every_filter(self):
        asked = {name for query in FILTERS for name in parse_qs(query)}
        assert asked - {"q"} == set(StoryFilterSet.base_filters) - {"unit"}

    def test_a_feed_keeps_several_values_of_one_filter_in_its_address(self, client, three):
        query = "sector=education&sector=health"
        assert query in client.get(f"/feeds/stories.json?{query}").json()["feed_url"]
        soup = BeautifulSoup(client.get(f"{LIST}?{query}").content, "html.parser")
        assert all(query in link["href"] for link in soup.select('link[type*="+xml"][rel="alternate"]'))

    def test_a_version_that_waits_is_filtered_by_what_it_will_say(self):
        make.embargoed(
            headline="Chờ đăng", tags=["chợ quê"], replication="pilot", figures=[make.figure("100")]
        )
        year = timezone.localdate().year
        person = make.superuser()
        for query, found in (
            ("tag=cho-que", True), ("replication=pilot", True), ("replication=spread", False),
            (f"year={year}&year={year + 1}", True), ("year=2001", False),
            ("region=northern-midlands", True), ("region=southeast&region=mekong-delta", False),
        ):  # fmt: skip
            assert bool(matching(person, QueryDict(query), "vi")) is found, query


class TestFacets:
    def test_each_is_counted_among_what_the_other_filters_leave(self, listed, three):
        response = listed("pillar=digital-economy")
        assert counts(response, "pillar") == {
            "digital-government": 0,
            "digital-economy": 2,
            "digital-society": 2,
        }
        assert counts(response, "province") == {"bac-ninh": 1, "hue": 1}
        assert counts(response, "year")["2022"] == 1
        assert counts(listed("pillar=digital-economy&year=2022"), "province") == {"bac-ninh": 1}

    def test_what_is_on_stays_to_be_taken_off_when_nothing_is_left(self, listed, three):
        response = listed("sector=health&region=north-central")
        assert response.context["count"] == 0
        soup = BeautifulSoup(response.content, "html.parser")
        on = {(box["name"], box["value"]) for box in soup.select("#filters input[checked]")}
        assert on == {("sector", "health"), ("region", "north-central")}
        assert soup.select_one(".empty .button")["href"] == LIST

    def test_many_choices_are_folded_but_for_the_first_and_those_that_are_on(self, listed):
        names = ["Lạng Sơn", "Huế", "Hà Nội", "Cà Mau", "Đà Nẵng", "Sơn La", "Lào Cai", "Nghệ An"]
        for name in names:
            make.story_page(name, live=True)
        (facet,) = [f for f in listed("province=son-la").context["facets"] if f.name == "province"]
        assert len(facet.first) == 7 and facet.chosen in facet.first and len(facet.more) == 1
        assert [c.label for c in facet.choices][:3] == ["Cà Mau", "Đà Nẵng", "Hà Nội"]

    def test_other_rooms_count_among_stories_of_their_own(self, three):
        stories = visible_to(None).filter(title__startswith="Đèn")
        for given in (stories, [story.pk for story in stories]):
            (pillar,) = [f for f in facets(QueryDict(""), given) if f.name == "pillar"]
            assert [choice.count for choice in pillar.choices] == [0, 1, 1]


class TestState:
    def test_a_chip_takes_one_value_away_and_keeps_the_rest(self, listed, three):
        response = listed("pillar=digital-economy&pillar=digital-society&q=bến&sort=name")
        chips = {chip.label: parse_qs(urlsplit(chip.address).query) for chip in response.context["chips"]}
        kept = {"pillar": ["digital-society"], "q": ["bến"], "sort": ["name"]}
        assert chips["Kinh tế số"] == kept
        assert chips["“bến”"]["pillar"] == ["digital-economy", "digital-society"]

    def test_the_form_sends_on_what_has_no_box(self, listed, three):
        soup = BeautifulSoup(listed("sort=name&least=5&page=2&x=y").content, "html.parser")
        hidden = {(field["name"], field["value"]) for field in soup.select("#filters input[type=hidden]")}
        assert hidden == {("sort", "name"), ("least", "5")}

    def test_a_number_that_cannot_be_read_is_said(self, listed):
        make.story_page(headline="Một chuyện", live=True)
        response = listed("least=rất+nhiều")
        problem = BeautifulSoup(response.content, "html.parser").select_one(".listed__problem")
        assert problem and response.context["count"] == 1

    def test_typed_markup_is_text(self, listed):
        page = listed("q=<script>alert(1)</script>").content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page

    def test_other_languages_have_lists_of_their_own(self, listed, three):
        assert listed(address="/en/stories/").context["count"] == 0
        english = make.in_english(StoryPage.objects.get(title="Đèn ở bến sông"))
        english.save_revision().publish()
        response = listed(address="/en/stories/")
        assert response.context["count"] == 1
        assert counts(response, "province") == {"hue": 1}


class TestOrders:
    def test_newest_oldest_and_by_the_vietnamese_alphabet(self, titles, three):
        assert titles() == ["Đèn ở bến sông", "Ánh sáng đường quê", "Rút tiền ở bưu điện"]
        assert titles("sort=oldest") == titles()[::-1]
        assert titles("sort=name") == ["Ánh sáng đường quê", "Đèn ở bến sông", "Rút tiền ở bưu điện"]
        assert titles("sort=unknown") == titles()

    def test_pages_share_nothing_and_keep_the_filters(self, listed):
        for _number in range(PER_PAGE + 2):
            make.story_page(live=True)
        first, second = listed("pillar=digital-society"), listed("pillar=digital-society&page=2")
        shown = [{story.pk for story in page.context["stories"]} for page in (first, second)]
        assert not shown[0] & shown[1] and len(shown[0] | shown[1]) == PER_PAGE + 2
        link = BeautifulSoup(first.content, "html.parser").select_one('.pages a[rel="next"]')["href"]
        assert parse_qs(link.lstrip("?")) == {"pillar": ["digital-society"], "page": ["2"]}
        assert listed("page=99999999999999999999").context["pages"].number == 2


class TestWhatIsKept:
    """The list reads what it counts once; what changes shows at the next request."""

    def test_a_story_that_is_gone_is_gone_from_list_counts_and_front_page(self, client, listed, three):
        story = StoryPage.objects.get(title="Rút tiền ở bưu điện")
        assert counts(listed(), "sector")["health"] == 1
        actions.withdraw(story, make.superuser(), "Sai địa danh.")
        assert "health" not in counts(listed(), "sector")
        assert "Rút tiền ở bưu điện" not in listed().content.decode()
        assert story.title not in client.get("/").content.decode()

    def test_drafts_and_what_waits_are_in_no_count(self, listed):
        make.story_page("Cà Mau", "Bản nháp", sectors=["health"], tags=["bí mật"])
        make.embargoed(province="Cà Mau", headline="Chờ đăng", sectors=["health"], tags=["bí mật"])
        page = listed()
        assert page.context["count"] == 0
        assert not any(choice.count for facet in page.context["facets"] for choice in facet.choices)
        assert "bi-mat" not in page.content.decode()

    def test_a_figure_that_is_signed_is_counted(self, listed):
        story = make.story_page(figures=[make.figure()], live=True)
        assert counts(listed(), "verified") == {}
        make.sign_all(story, make.person())
        assert counts(listed(), "verified") == {"1": 1}

    def test_a_name_that_an_editor_changes_is_new_at_once(self, listed, three):
        listed()
        three.names = {"vi": "Zalo Mini App"}
        three.save()
        log(instance=three, action="wagtail.edit")
        (facet,) = [each for each in listed().context["facets"] if each.name == "tool"]
        assert facet.choices[0].label == "Zalo Mini App"


def test_eight_queries_whatever_the_number_of_stories_and_filters(client, three, listed):
    queries = (
        "",
        "pillar=digital-society&sort=name",
        "year=2022&region=northern-midlands&verified=1",
        "page=2",
        "q=tien",
        "q=cho+phien&pillar=digital-society&least=1",
    )

    def cost():
        spent = []
        for query in queries:
            client.get(f"{LIST}?{query}")
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{LIST}?{query}")
            spent.append(len(captured))
        return spent

    few = cost()
    for number in range(PER_PAGE + 3):
        headline = f"Chợ phiên {number} về tiền"
        pillars = ["digital-society"]
        make.story_page(
            "Cà Mau", headline, [make.figure()], tags=[f"thẻ {number}"], pillars=pillars, live=True
        )
    rebuild()
    assert max(few) <= 8 and max(cost()) <= 8
    assert listed("q=cho+phien&pillar=digital-society&least=1").context["count"] == PER_PAGE + 3


def test_a_slip_of_one_letter_finds_the_story_in_the_list_and_in_its_feed(client, three, listed):
    assert listed("q=rut+tienn").context["count"] == 1
    (item,) = client.get("/feeds/stories.json?q=rut+tienn").json()["items"]
    assert item["title"] == "Rút tiền ở bưu điện"
