"""An editor's day: what was sent in, who does what until when, what goes back with a note, what is asked for."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SENT = "Bản đồ lúa trên điện thoại"
RETURNED = "Sổ tay số của bản"
CALL = "Trạm y tế xã dùng hồ sơ điện tử"
NOTE = "Số hộ ở đoạn kết quả lấy từ văn bản nào? Nhờ bạn ghi nguồn."


@pytest.fixture
def stories(people):
    sent = factories.submission(
        SENT,
        problem="Ruộng ở xa, cán bộ xã không biết thửa nào đã gặt.",
        approach="Chụp ảnh thửa ruộng bằng điện thoại, ghim lên bản đồ chung của xã.",
        results="124 hộ trong bản đã tự cập nhật thửa ruộng của mình.",
        phone="0912345678",
    )
    figure = factories.figure("124", "hộ tự cập nhật", unit=factories.unit("hộ"))
    page = factories.story_page(headline=RETURNED, figures=[figure], author=people.contributor)
    factories.at_step(page, "edit", people.contributor)
    return SimpleNamespace(sent=sent, returned=page)


def test_what_was_sent_in_is_taken_up_and_put_into_hands_with_a_day(desk_of, people, stories):
    due = timezone.localdate() + timedelta(days=3)
    with desk_of(people.editor) as page:
        page.goto("/admin/inbox/", wait_until="networkidle")
        desk.picture(page, "inbox")
        with desk.next_page(page):
            page.locator("main").get_by_role("link", name=SENT).first.click()
        expect(page.locator(".submission")).to_contain_text("Ruộng ở xa")
        desk.picture(page, "inbox-story")
        with desk.next_page(page):
            page.locator("button[value='take_up']").click()
        expect(page).to_have_url(re.compile("/edit/$"))
        expect(page.locator("#id_title")).to_have_value(SENT)
        page_id = int(page.url.split("/pages/")[1].split("/")[0])
        desk.header_action(page, f"/admin/story/{page_id}/assign/")
        page.locator("#id_assignee").select_option(label=people.contributor.display_name)
        page.locator("#id_due").fill(f"{due:%Y-%m-%d}")
        page.keyboard.press("Escape")
        desk.picture(page, "assign")
        with desk.next_page(page):
            page.locator("main form button[type='submit']").click()
    with desk_of(people.contributor) as page:
        page.goto("/admin/story/notifications/", wait_until="networkidle")
        expect(page.locator("main")).to_contain_text(SENT)
        desk.picture(page, "notifications")
        page.goto("/admin/story/calendar/", wait_until="networkidle")
        expect(page.locator("main")).to_contain_text(SENT)


def test_a_story_goes_back_with_a_note_and_comes_again(desk_of, people, stories):
    with desk_of(people.editor) as page:
        desk.open_story(page, stories.returned.pk)
        desk.return_story(page, NOTE)
    with desk_of(people.contributor) as page:
        row = page.locator(".desk__row").filter(has_text=NOTE).first
        expect(row).to_be_visible()
        desk.picture(page, "desk-returned")
        with desk.next_page(page):
            row.get_by_role("link").click()
        expect(page).to_have_url(re.compile("/edit/$"))
        box = page.locator("[name='body-3-value-figures-0-value-source_page']")
        desk.unfold(page, box)
        box.fill("Trang 12")
        desk.save(page)
        desk.submit(page)
    with desk_of(people.editor) as page:
        expect(page.locator(".desk__row").get_by_role("link", name=RETURNED, exact=True)).to_be_visible()


def test_a_call_is_published_and_answered_with_one_button(desk_of, reader, people, stories):
    with desk_of(people.editor) as page:
        page.goto("/admin/reports/gaps/", wait_until="networkidle")
        desk.picture(page, "gap-board")
        page.goto("/admin/snippets/home/call/add/", wait_until="networkidle")
        page.locator("#id_title").fill(CALL)
        page.locator("#id_theme").fill("Trạm nào đã bỏ được sổ giấy? Mất bao lâu, ai dạy, còn vướng gì?")
        page.locator("#id_published").check()
        desk.picture(page, "call")
        with desk.next_page(page):
            page.locator("footer [type='submit']").first.click()
        expect(page).to_have_url(re.compile("/admin/snippets/home/call/$"))
    reader.goto("/loi-moi/")
    expect(reader.locator("main")).to_contain_text(CALL)
    with desk_of(people.contributor) as page:
        page.goto("/admin/open-calls/", wait_until="networkidle")
        desk.picture(page, "open-calls")
        with desk.next_page(page):
            page.locator("main tr").filter(has_text=CALL).locator("button[type='submit']").click()
        expect(page).to_have_url(re.compile("/edit/$"))
        expect(page.locator("main")).to_contain_text("Còn thiếu")
