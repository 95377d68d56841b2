"""A contributor brings a story in a Word file: its numbers are decided on one by one, then the story is sent."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import at_the_desk as desk
from tests.story.importing.files import word

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADLINE = "Chợ phiên nhận mã QR"


@pytest.fixture
def stories():
    for name in ("gian hàng", "hộ"):
        factories.unit(name)
    factories.unit("%", "percent")


def word_file():
    """What a province sends: a title, the five parts under their headings, three numbers."""
    lines = [
        ("Vấn đề", "Heading 1"),
        "Người bán ở chợ phiên chỉ nhận tiền mặt, khách xa ngại mang theo.",
        ("Cách làm", "Heading 1"),
        "Mỗi xã có một tổ công nghệ số cộng đồng, đến từng sạp hàng.",
        ("Các bước", "Heading 1"),
        "Tổ công nghệ dán mã, chỉ cách xem tiền đã về.",
        ("Kết quả", "Heading 1"),
        "Đến tháng 12/2021, toàn tỉnh có hơn 1.200 gian hàng nhận mã QR.",
        "Theo khảo sát, 97,1% hộ bán hàng có tài khoản.",
        "Đường dây trợ giúp trả lời 24 giờ mỗi ngày.",
        ("Bài học", "Heading 1"),
        "Bắt đầu từ người bán có đông khách nhất.",
    ]
    return word(*lines, title=HEADLINE).read()


def decide(page, verb, left):
    """Press one of the buttons under a number, and see that so many are left."""
    with desk.next_page(page):
        page.locator(f"button[name='verb'][value='{verb}']").click()
    if left:
        expect(page.locator(".figure-check__count")).to_contain_text(f"{left}/3")


def test_word_file_becomes_a_story_that_is_sent(desk_of, people, stories):
    with desk_of(people.contributor) as page:
        desk.picture(page, "desk-contributor")
        with desk.next_page(page):
            page.locator("a[href='/admin/story/import/']").first.click()
        page.locator("input[type='file']").set_input_files(
            {"name": "cho-phien.docx", "mimeType": DOCX, "buffer": word_file()}
        )
        desk.picture(page, "word-upload")
        with desk.next_page(page):
            page.locator("main form button[type='submit']").click()
        expect(page).to_have_url(re.compile("/proposals/"))
        page_id = int(page.url.split("/story/")[1].split("/")[0])
        desk.picture(page, "word-numbers")
        expect(page.locator(".figure-check__list li")).to_have_count(3)
        decide(page, "accept", 2)
        page.locator("[name='figure-label']").fill("hộ bán hàng có tài khoản")
        decide(page, "accept", 1)
        decide(page, "dismiss", 0)
        expect(page.locator(".proposals__done")).to_be_visible()
        with desk.next_page(page):
            page.locator("main").get_by_role("link").filter(has_text="câu chuyện").last.click()
        expect(page).to_have_url(re.compile(f"/admin/pages/{page_id}/edit/$"))

        expect(page.locator("#id_title")).to_have_value(HEADLINE)
        for number, typed in enumerate(("hơn 1200", "97,1")):
            box = page.locator(f"[name='body-3-value-figures-{number}-value-quantity']")
            expect(box).to_have_value(typed)
        expect(page.locator("[name='body-3-value-figures-count']")).to_have_value("2")
        page.locator("#id_standfirst").fill(
            "Người bán ở chợ phiên Lạng Sơn dán mã QR lên sạp, khách xa mua hàng không cần tiền mặt."
        )
        page.locator("[data-side-panel-toggle='completeness']").click()
        expect(page.locator("[data-side-panel='completeness']")).to_be_visible()
        desk.picture(page, "what-is-missing")
        page.locator("[data-side-panel-toggle='completeness']").click()
        desk.choose_place(page, "Lạng Sơn")
        desk.save(page)
        desk.submit(page)
    with desk_of(people.editor) as page:
        expect(page.locator(".desk__row").get_by_role("link", name=HEADLINE, exact=True)).to_be_visible()
        desk.picture(page, "desk-editor")
