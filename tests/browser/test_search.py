"""Asking for one's problem in a real browser: what is suggested while typing, by keyboard, on a telephone, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from search.indexing import rebuild
from tests import factories as make
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def stories():
    make.story_page("Bắc Giang", "Rút tiền ở bưu điện", live=True)
    make.story_page("Huế", "Đèn ở bến sông", live=True)
    make.story_page("Cà Mau", "Bưu điện thành nơi làm thủ tục", live=True)
    rebuild()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_suggested_is_chosen_by_keyboard_and_left_by_escape(phone, theme):
    phone.emulate_media(color_scheme=theme)
    phone.goto("/")
    box = phone.get_by_role("combobox", name="Bài toán của bạn")
    box.press_sequentially("buu dien")
    options = phone.get_by_role("option")
    options.first.wait_for()
    assert sorted(options.all_inner_texts()) == [
        "Bưu điện thành nơi làm thủ tục Cà Mau",
        "Rút tiền ở bưu điện Bắc Giang",
    ]
    assert box.get_attribute("aria-expanded") == "true"
    found = Axe().run(phone)
    assert found.violations_count == 0, found.generate_report()
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 390

    box.press("Escape")
    assert phone.get_by_role("listbox").count() == 0
    assert box.input_value() == "buu dien"

    box.press("ArrowDown")
    chosen = phone.get_by_role("option", selected=True)
    headline = chosen.inner_text()
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    with phone.expect_navigation():
        box.press("Enter")
    assert phone.get_by_role("heading", level=1).inner_text() in headline


def test_a_question_that_nobody_chose_from_is_asked_as_typed(phone):
    phone.goto("/")
    box = phone.get_by_role("combobox", name="Bài toán của bạn")
    box.press_sequentially("rut tienn")
    with phone.expect_navigation():
        box.press("Enter")
    assert phone.get_by_role("link", name="Rút tiền ở bưu điện").is_visible()


def test_without_script_the_box_is_a_form(stories, chromium, live_server):
    with desk.window(chromium, live_server.url, 390, 844, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("searchbox", name="Bài toán của bạn").fill("den ben song")
        page.get_by_role("button", name="Tìm").click()
        assert page.get_by_role("link", name="Đèn ở bến sông").is_visible()
