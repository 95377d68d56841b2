"""The gap board counts what the public can read, and nothing else."""

import re

import pytest
from django.http import QueryDict
from django.utils import translation

from accounts import roles
from home.gaps.board import board
from home.models import Call
from story.models import Pillar, Sector, Tool
from tests.factories import person, publish_through_workflow, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

PUBLIC, REPORT = "/khoang-trong/", "/admin/reports/gaps/"


def published(province="Lạng Sơn", tools=(), **words):
    page = story_page(province, **words)
    page.tools = tools
    page.save()
    page.save_revision()
    return publish_through_workflow(page)


def counts(query=""):
    """(pillar, sector) -> count, of the cells that are not empty."""
    rows = board(QueryDict(query), None).rows
    return {
        (cell.pillar.code, cell.sector.code): cell.count for row in rows for cell in row.cells if cell.count
    }


ECONOMY_HEALTH = {"pillars": ["digital-economy"], "sectors": ["health"]}


def test_every_pillar_meets_every_sector_and_an_empty_site_is_all_gaps():
    found = board(QueryDict(), None)
    assert (len(found.rows), len(found.pillars)) == (Sector.objects.count(), Pillar.objects.count())
    assert found.empty == found.size == 42


def test_a_story_counts_once_in_each_of_its_cells():
    published(pillars=["digital-economy", "digital-society"], sectors=["health", "tourism"])
    published(**ECONOMY_HEALTH)
    assert counts() == {
        ("digital-economy", "health"): 2,
        ("digital-economy", "tourism"): 1,
        ("digital-society", "health"): 1,
        ("digital-society", "tourism"): 1,
    }
    assert board(QueryDict(), None).total == 2


def test_drafts_and_other_languages_are_not_counted():
    story_page(**ECONOMY_HEALTH)
    assert counts() == {}
    published(**ECONOMY_HEALTH)
    with translation.override("en"):
        assert counts() == {}


def test_it_is_narrowed_by_province_of_today_and_by_tool():
    tool, other = (Tool.objects.create(names={"vi": name}) for name in ("Hue-S", "Zalo"))
    published("Thừa Thiên Huế", tools=[tool, other], **ECONOMY_HEALTH)
    published("Lạng Sơn", tools=[other], pillars=["digital-society"], sectors=["health"])
    hue, lang_son = {("digital-economy", "health"): 1}, {("digital-society", "health"): 1}
    assert counts("province=hue") == hue
    assert counts("province=lang-son") == lang_son
    assert counts(f"tool={tool.pk}") == hue
    assert counts(f"tool={other.pk}") == hue | lang_son
    assert counts(f"tool={tool.pk}&province=lang-son") == {}


@pytest.mark.parametrize("value", ["", "none", "9" * 40, "<script>", "-1", "1&tool=2"])
def test_unknown_filters_are_ignored(client, signed_in, value):
    for address in (PUBLIC, "/en/gaps/"):
        response = client.get(address, {"province": value, "tool": value})
        assert response.status_code == 200 and "<script>alert" not in response.content.decode()
    assert signed_in(person(roles.EDITOR)).get(REPORT, {"province": value, "tool": value}).status_code == 200


def test_a_full_cell_leads_to_its_stories_and_an_empty_one_invites(client):
    published(**ECONOMY_HEALTH)
    page = client.get(PUBLIC).content.decode()
    told = re.search(r'class="gap__told" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert told == "/cau-chuyen/?pillar=digital-economy&sector=health"
    assert client.get(told).context["count"] == 1
    assert page.count('class="gap__empty" href="/gui-cau-chuyen/"') == 41


def test_a_filtered_gap_hands_its_province_to_the_form(client):
    page = client.get(PUBLIC, {"province": "lang-son"}).content.decode()
    form = client.get(re.search(r'class="gap__empty" href="([^"]+)"', page)[1]).content.decode()
    assert re.search(r"<option value=\"\d+\" selected>Lạng Sơn", form)


def test_an_open_call_stands_in_the_cells_it_asks_for(client):
    row = Call.objects.create(title="Y tế", theme="Kể.", published=True)
    row.pillars.set(Pillar.objects.filter(code="digital-economy"))
    row.sectors.set(Sector.objects.filter(code="health"))
    assert client.get(PUBLIC).content.decode().count(f'class="gap__asked" href="/loi-moi/{row.pk}/"') == 1
    Call.objects.update(closed=True)
    assert "gap__asked" not in client.get(PUBLIC).content.decode()


def test_editors_open_a_call_for_a_gap_with_everything_filled_in(signed_in):
    client, tool = signed_in(person(roles.EDITOR)), Tool.objects.create(names={"vi": "Hue-S"})
    page = client.get(REPORT, {"province": "hue", "tool": tool.pk}).content.decode()
    address = re.search(r'class="gap-board__empty" href="([^"]+)"', page)[1].replace("&amp;", "&")
    initial = client.get(address).context["form"].initial
    cell = board(QueryDict(), None).rows[0].cells[0]
    assert (initial["pillars"], initial["sectors"]) == ([cell.pillar.pk], [cell.sector.pk])
    assert initial["tools"] == [tool.pk] and len(initial["units"]) == 1


def test_contributors_read_the_report_without_opening_calls(signed_in):
    page = signed_in(person("contributor")).get(REPORT).content.decode()
    assert "/snippets/home/call/add/" not in page and "gap-board__empty" in page


def test_the_board_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    for number in range(4):
        Call.objects.create(title=f"Lời mời {number}", theme="Kể.", published=True)
        published(**ECONOMY_HEALTH)
    with django_assert_max_num_queries(12):
        counts("province=lang-son")
