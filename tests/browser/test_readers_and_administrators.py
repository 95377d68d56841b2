"""Who reads and who keeps the house: a question from a telephone, a journalist let in, and what the log then says."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts import roles
from story import actions
from story.models import StoryPage
from story.questions import gate
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ASKED = "Xã tôi chưa có sóng, làm cách này được không?"
ANSWERED = "Được: bản Khuổi Nặm gom đơn trên giấy, cuối ngày mới đưa lên mạng."


@pytest.fixture
def stories(people):
    chief = factories.superuser(username="truong-ban", first_name="Thảo", last_name="Lê Phương")

    def approved(headline, **fields):
        page = factories.story_page(headline=headline, author=people.contributor, **fields)
        actions.approve(factories.at_step(page, "approve", chief), people.approver)
        return StoryPage.objects.get(pk=page.pk)

    return SimpleNamespace(
        public=approved("Gian hàng số đến từng bản"),
        waiting=approved("Bến cảng mở tờ khai điện tử", go_live_at=timezone.now() + timedelta(days=2)),
    )


def test_reader_asks_from_a_telephone_and_is_answered_in_public(desk_of, phone, people, stories, monkeypatch):
    monkeypatch.setattr(gate, "SHORTEST_SECONDS", 0)
    story = stories.public
    phone.goto(story.url)
    phone.locator("#questions a.button").click()
    phone.locator("#id_name").fill("Lê Văn Bình")
    phone.locator("#id_text").fill(ASKED)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    desk.picture(phone, "question-phone")
    with desk.next_page(phone):
        phone.locator("main form button[type='submit']").click()
    expect(phone).to_have_url(re.compile(r"\?sent$"))
    phone.goto(story.url)
    expect(phone.locator("main")).not_to_contain_text(ASKED)
    with desk_of(people.editor) as page:
        page.goto("/admin/questions/", wait_until="networkidle")
        with desk.next_page(page):
            page.locator("main").get_by_role("link", name=ASKED[:20]).first.click()
        page.locator("#id_answer").fill(ANSWERED)
        desk.picture(page, "question-answer")
        with desk.next_page(page):
            page.locator("main form button[type='submit']:not([name])").last.click()
    phone.goto(story.url)
    expect(phone.locator("#questions")).to_contain_text(ASKED)
    expect(phone.locator("#questions")).to_contain_text(ANSWERED)
    phone.locator("#questions").scroll_into_view_if_needed()
    desk.picture(phone, "question-public-phone")


def test_journalist_sees_the_embargo_once_let_in_and_the_log_names_who_did_what(desk_of, people, stories):
    story = stories.waiting
    with desk_of(people.journalist, "/press/") as page:
        expect(page.locator("main")).not_to_contain_text(story.title)
        with desk_of(people.administrator) as office:
            office.goto(f"/admin/users/edit/{people.journalist.pk}/", wait_until="networkidle")
            office.get_by_role("tab").nth(1).click()
            office.get_by_role("checkbox", name=roles.PRESS, exact=True).check()
            desk.picture(office, "accredit")
            with desk.next_page(office):
                office.locator("footer [type='submit'], main form [type='submit']").last.click()
            expect(office).to_have_url(re.compile("/admin/users/$"))
            office.goto("/admin/reports/activity/", wait_until="networkidle")
            expect(office.locator("main")).to_contain_text(story.title)
            desk.picture(office, "activity")
        page.goto("/press/")
        expect(page.locator(".desk-waiting")).to_contain_text(story.title)
        assert page.request.get(f"/press/{story.pk}/summary.json").json()["status"] == "embargoed"
