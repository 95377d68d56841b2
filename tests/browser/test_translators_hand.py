"""What the hand of a translator and of a checker does: fewer clicks than in localize's own screen, and a number kept by name."""

import re

import pytest
from playwright.sync_api import expect

from accounts import roles
from tests import factories
from tests.browser import at_the_desk as desk
from tests.translation.working import segments, started, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
COUNT_CLICKS = (
    "window.clicks = 0; addEventListener('click', event => { window.clicks += event.isTrusted }, true)"
)
HOLIDAY = "Đêm 30 Tết, anh vẫn trực tổng đài."
REASON = "Đêm 30 là tên gọi của đêm giao thừa."


@pytest.fixture
def begun(newsroom):
    """(draft, translation) of a story of a few sentences, one with a number that only its Vietnamese has."""
    sentences = [factories.paragraph(f"Việc thứ {word} đã xong.") for word in ("nhất", "nhì", "ba")]
    return started(
        headline="Trực đêm", content={"problem": [factories.paragraph(HOLIDAY)], "steps": sentences}
    )


def window_of(chromium, live_server, role, draft, **person):
    address = f"/admin/pages/{draft.pk}/edit/"
    return desk.signed_in(chromium, live_server.url, factories.person(role, **person), address)


def translate_in_localizes_own_screen(page):
    """Each sentence is opened by its button, written, and saved by Enter."""
    rows = page.locator(".tab-content li > ul > li:has(> ul)")
    for item in [rows.nth(place) for place in range(rows.count())]:
        item.locator("button").first.click()
        item.locator("textarea").fill("A sentence that says it in English.")
        item.locator("textarea").press("Enter")
        expect(item.locator("textarea")).to_have_count(0)


def translate_here(page):
    """The first sentence is opened by a click; Enter saves and opens the next."""
    page.locator("[data-sentence].incomplete .tr-source").first.click()
    for _sentence in range(page.locator("[data-sentence].incomplete").count()):
        area = page.locator("[data-active] textarea:not(.tr-remark)")
        area.fill("A sentence that says it in English.")
        area.press("Enter")
    expect(page.locator("[data-sentence].incomplete")).to_have_count(0)


def test_one_click_for_all_sentences_where_localize_asks_one_for_each(begun, chromium, live_server):
    draft, translation = begun
    number = segments(translation).count()
    spent = {}
    for name, work in (("localize", translate_in_localizes_own_screen), ("here", translate_here)):
        with window_of(chromium, live_server, roles.TRANSLATOR, draft, username=name) as page:
            if name == "localize":
                page.route(re.compile("translation/assist"), lambda route: route.abort())
            page.add_init_script(COUNT_CLICKS)
            page.reload()
            expect(page.locator(".tab-content li > ul > li.incomplete")).to_have_count(number)
            work(page)
            spent[name] = page.evaluate("window.clicks")
        for segment in segments(translation):
            segment.string.translations.all().delete()
    assert spent == {"localize": number, "here": 1}


def test_a_checker_keeps_a_number_by_name_and_with_a_reason(begun, chromium, live_server):
    draft, translation = begun
    for segment in segments(translation):
        write(segment, f"EN {segment.string.data}")
    write(segments(translation).get(string__data=HOLIDAY), "He was on the hotline even on New Year's Eve.")
    with window_of(
        chromium, live_server, roles.TRANSLATION_CHECKER, draft, first_name="Lan", last_name="Nông Thị"
    ) as page:
        place = page.locator("[data-sentence]", has_text="trực tổng đài")
        expect(place.locator(".tr-findings")).to_contain_text("30")
        place.locator(".tr-source").click()
        place.locator(".tr-reason").fill(REASON)
        desk.picture(page, "translation-keep")
        with desk.next_page(page):
            place.get_by_role("button", name="Số này đúng").click()
        expect(place.locator(".tr-findings")).to_contain_text(
            re.compile(f"Nông Thị Lan.*{REASON}", re.DOTALL)
        )
        expect(place.locator(".tr-error")).to_have_count(0)
        desk.picture(page, "translation-kept")
