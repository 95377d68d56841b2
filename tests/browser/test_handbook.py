"""The handbook, the pages about the site and the error pages in a real browser, and a term explained by keyboard."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Locale

from home.demo.publisher import load_publisher
from library.loading import load_glossary
from story.models import StoryPage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PAGES = (
    "/tu-dien/",
    "/tu-dien/?q=khong-co",
    "/tu-dien/ma-qr/",
    "/gioi-thieu/",
    "/kha-nang-tiep-can/",
    "/lien-he/?ve=/",
    "/dinh-chinh/",
    "/khong-co-trang-nay/",
    "/en/glossary/",
    "/en/glossary/ma-qr/",
    "/en/about/",
    "/en/contact/",
    "/en/corrections/",
    "/en/no-such-page/",
)


@pytest.fixture
def story(newsroom):
    """A public story in two languages whose approach has two terms, and its figures of each kind."""
    load_glossary()
    load_publisher()
    figures = [
        factories.figure(68, "điểm đang phục vụ", highlight=True),
        factories.figure(200, "xã có điểm", nature="target", highlight=True),
    ]
    text = "<p>Người dân quét mã QR, mở tài khoản bằng eKYC rồi ra bưu điện lấy tiền.</p>"
    page = factories.story_page(figures=figures, content={"approach": [factories.paragraph(text)]})
    page = factories.publish_through_workflow(page)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Cash at the post office"
    english.save_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def browse(story, chromium, live_server):
    """A function that opens an address in a window of its own."""
    contexts = []

    def open_at(address, width=390, **options):
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(base_url=live_server.url, viewport=viewport, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()


def test_nobody_is_kept_out_of_the_handbook(browse, story):
    ways = ((390, "light"), (1440, "dark"))
    for address, (width, scheme) in itertools.product((*PAGES, story.url), ways):
        page = browse(address, width, color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}, {width}, {scheme}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_term_is_explained_by_keyboard_without_a_script(browse, story):
    page = browse(story.url, java_script_enabled=False)
    sign = page.get_by_role("button", name="Giải thích: mã QR")
    note = page.locator("#term-approach-ma-qr")
    assert not note.is_visible()
    sign.focus()
    page.keyboard.press("Enter")
    assert note.is_visible() and "Ô vuông đen trắng" in note.inner_text()
    # The note comes next: its link, then its button.
    page.keyboard.press("Tab")
    assert note.get_by_role("link").evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert sign.evaluate("button => button === document.activeElement")


def test_an_open_note_has_no_fault_and_closes_by_touch(browse, story):
    page = browse(story.url, has_touch=True, color_scheme="dark")
    page.get_by_role("button", name="Giải thích: định danh điện tử").tap()
    note = page.locator("#term-approach-dinh-danh-dien-tu")
    assert note.is_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    note.get_by_role("button", name="Đóng").tap()
    assert not note.is_visible()


def test_on_a_wide_screen_the_first_note_stands_beside_its_paragraph(browse, story):
    page = browse(story.url, 1440)
    note, text = page.locator("#term-approach-ma-qr"), page.locator("#approach .paragraph")
    assert note.is_visible() and not page.locator("#term-approach-dinh-danh-dien-tu").is_visible()
    beside, words = note.bounding_box(), text.bounding_box()
    assert beside["x"] > words["x"] + words["width"]
    assert abs(beside["y"] - words["y"]) < 40
    assert not page.get_by_role("button", name="Giải thích: mã QR").is_visible()


def test_a_reader_reports_a_figure_from_the_page(browse, story, monkeypatch):
    monkeypatch.setattr("story.questions.gate.SHORTEST_SECONDS", -1)
    page = browse(f"/lien-he/?ve={story.url}")
    assert page.get_by_role("textbox", name="Trang").input_value() == story.url
    page.get_by_role("textbox", name="Nội dung").fill("Số 68 phải là 67.")
    page.get_by_role("button", name="Gửi tin nhắn").click()
    page.get_by_role("status").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == "Tin nhắn của bạn đã đến"
