"""Save is pressed while the form of a new story is still saving itself: one draft, with the words of the person."""

import re

import pytest
from playwright.sync_api import expect

from story.models import StoryPage
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def author(newsroom):
    return factories.person("contributor", username="ctv-lang-son")


@pytest.fixture
def province(newsroom):
    return factories.province_page()


def drafts():
    return [
        page.get_latest_revision_as_object() for page in StoryPage.objects.filter(slug__startswith="cho-so")
    ]


def type_until(page, held):
    """Type on until the form has begun to save itself, which it does some seconds after it was opened."""
    for number in range(240):
        page.locator("#id_standfirst").fill(f"Đang gõ {number}")
        page.wait_for_timeout(500)
        if held:
            return
    raise AssertionError("the form did not save itself")


@pytest.mark.parametrize("first", ["autosave", "save"])
def test_slow_autosave_and_save_make_one_draft(author, province, chromium, live_server, first):
    begun, held = [], []

    def hold(route):
        """What the form sends by itself arrives before the person's Save, or after it; it is answered to nobody."""
        if "application/json" not in route.request.headers.get("accept", "") or begun:
            route.fallback()
            return
        begun.append(route.request)
        if first == "autosave":
            assert route.fetch().json()["success"]
        held.append(route.request)

    with desk.signed_in(chromium, live_server.url, author) as page:
        page.route("**/add/story/storypage/**", hold)
        page.goto(f"/admin/pages/add/story/storypage/{province.pk}/", wait_until="networkidle")
        page.locator("#id_title").fill("Chợ số")
        type_until(page, held)
        page.locator("#id_standfirst").fill("Đã gõ xong.")
        with desk.next_page(page):
            page.locator("button.action-save").locator("visible=true").first.click()
        expect(page).to_have_url(re.compile("/edit/"))
        (late,) = held
        if first == "save":
            headers = {"accept": "application/json", "referer": late.url}
            headers |= {"content-type": late.headers["content-type"]}
            headers |= {name: value for name, value in late.headers.items() if name == "x-csrftoken"}
            answer = page.request.post(late.url, data=late.post_data_buffer, headers=headers)
            assert (answer.status, answer.json()["error_code"]) == (400, "invalid_revision")
        page.reload(wait_until="networkidle")
        expect(page.locator("#id_standfirst")).to_have_value("Đã gõ xong.")
        desk.picture(page, f"sent-twice-{first}")
    assert [draft.standfirst for draft in drafts()] == ["Đã gõ xong."]
