"""“Has this been told?”: stories of a like problem, and never another unit's draft."""

import pytest
from django.urls import reverse

from accounts import roles
from story.entry.told import LONGEST
from tests.factories import paragraph, person, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

PROBLEM = "Nông sản khó ra khỏi bản, thương lái ép giá khi vào mùa."


def told(client, query, **params):
    response = client.get(reverse("story_told"), {"q": query, **params})
    assert response.status_code == 200
    return [story["title"] for story in response.json()["stories"]]


@pytest.fixture
def stories(client):
    content = {"problem": [paragraph(PROBLEM)]}
    made = {
        "public": story_page("Đà Nẵng", "Chợ quê lên mạng", content=content, live=True),
        "own": story_page("Lạng Sơn", "Phiên chợ của bản", content=content),
        "foreign": story_page("Đà Nẵng", "Chợ phiên chưa kể", content=content),
        "unlike": story_page("Huế", "Trạm y tế gọi bác sĩ", live=True),
    }
    client.force_login(person("contributor", "Lạng Sơn"))
    return made


@pytest.mark.parametrize(
    "query",
    [
        "Nông sản của bản bị thương lái ép giá",
        "nong san cua ban bi thuong lai ep gia",
        "NÔNG SẢN, THƯƠNG LÁI!",
    ],
)
def test_public_stories_anywhere_and_drafts_of_the_own_unit(client, stories, query):
    assert set(told(client, query)) == {"Chợ quê lên mạng", "Phiên chợ của bản"}


def test_story_in_hand_is_not_told_of_itself(client, stories):
    assert told(client, PROBLEM, **{"not": stories["own"].pk}) == ["Chợ quê lên mạng"]


def test_editor_hears_of_every_draft(client, stories):
    client.force_login(person(roles.EDITOR))
    assert set(told(client, PROBLEM)) == {"Chợ quê lên mạng", "Phiên chợ của bản", "Chợ phiên chưa kể"}


def test_addresses_lead_to_the_page_or_to_the_own_draft(client, stories):
    found = client.get(reverse("story_told"), {"q": PROBLEM}).json()["stories"]
    urls = {story["title"]: story["url"] for story in found}
    assert urls["Chợ quê lên mạng"] == stories["public"].url
    assert urls["Phiên chợ của bản"] == reverse("wagtailadmin_pages:edit", args=[stories["own"].pk])


@pytest.mark.parametrize(
    "query", ["", " ", "của", "và", "đường sắt trên cao chạy chậm", "x" * 5000, "%", "\u202e", "=1+1"]
)
def test_words_that_no_story_has_find_none(client, stories, query):
    assert told(client, query) == []


@pytest.mark.parametrize("own", ["x", "-1", "9" * 40, "²", "[]"])
def test_an_id_that_is_none_leaves_none_out(client, stories, own):
    assert len(told(client, PROBLEM, **{"not": own})) == 2


def test_long_text_is_cut_and_only_people_of_the_newsroom_ask(client, stories):
    assert told(client, "a b " * LONGEST + PROBLEM) == []
    client.logout()
    assert client.get(reverse("story_told"), {"q": PROBLEM}).status_code == 302
    assert client.post(reverse("story_told")).status_code in (302, 405)
