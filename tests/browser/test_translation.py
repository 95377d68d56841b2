"""The journey of a translation: begin, translate with help at hand, a wrong number refused, checked by somebody else, out.

Then the original changes: the figure follows by itself, the report says what waits.
"""

import re

import pytest
from playwright.sync_api import expect

from accounts import roles
from library.loading import load_glossary
from story.models import StoryPage
from tests import factories
from tests.browser import at_the_desk as desk
from tests.translation import following

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
SENTENCE = "Có 1.234,5 tấn nông sản lên sàn."
FAR = "Bà con phải đi xa mới bán được hàng."
CODE = "Người mua quét mã QR ở chợ."
FIGURE = "33333333-3333-4333-8333-333333333333"
LINK = f'<p>Tỉnh có <a linktype="figure" id="{FIGURE}">116.000</a> cửa hàng.</p>'
# The same blocks in every version: what did not change stays translated.
BLOCKS = {
    "problem": [factories.paragraph(SENTENCE), factories.paragraph(FAR)],
    "approach": [factories.paragraph(LINK)],
    "steps": [factories.paragraph(CODE)],
}


def body(value="116000", **changed):
    return [factories.figure(value, "cửa hàng số", id=FIGURE)], BLOCKS | changed


@pytest.fixture
def story(newsroom, signed_in):
    """A public story of few sentences: a figure, a typed number, a term, and one that another story has in English."""
    load_glossary()
    earlier = factories.story_page(headline="Chợ cũ", content={"problem": [factories.paragraph(FAR)]})
    following.published(earlier, signed_in, {FAR: "People had to travel far to sell their goods."})
    figures, content = body()
    page = factories.story_page(headline="Chợ số", figures=figures, content=content)
    return factories.publish_through_workflow(page)


@pytest.fixture
def people(newsroom):
    """Translator, checker, approver."""
    return [factories.person(role) for role in (roles.TRANSLATOR, roles.TRANSLATION_CHECKER, roles.APPROVER)]


def sentence(page, text):
    return page.locator("[data-sentence]", has_text=text).first


def box(page):
    return page.locator("[data-active] textarea:not(.tr-remark)")


def english(story):
    return StoryPage.objects.get(translation_key=story.translation_key, locale__language_code="en")


def test_from_the_original_to_the_public(story, people, chromium, live_server):
    translator, checker, approver = people
    with desk.signed_in(chromium, live_server.url, translator) as page:
        begin(page, story)
        draft = english(story)
        take_what_is_known(page)
        translate_every_sentence(page)
        insert_a_figure(page)
        insert_a_term(page)
        send_a_wrong_number(page)
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress
        mend_and_send(page)
    address = f"/admin/pages/{draft.pk}/edit/"
    with desk.signed_in(chromium, live_server.url, checker, address) as page:
        remark(page)
        approve(page)
    with desk.signed_in(chromium, live_server.url, approver, address) as page:
        approve(page)
    public = StoryPage.objects.get(pk=draft.pk)
    assert public.live
    with desk.window(chromium, live_server.url) as page:
        page.goto(public.get_url())
        expect(page.locator("main")).to_contain_text("116,000")
        change_the_original(story)
        page.reload()
        expect(page.locator("main p", has_text="The province has").first).to_contain_text("118,250")
    with desk.signed_in(chromium, live_server.url, translator) as page:
        see_what_waits(page, draft)


def begin(page, story):
    page.goto(f"/admin/localize/submit/page/{story.pk}/")
    page.get_by_label("Tiếng Anh").check()
    page.locator("main form [type=submit]").click()
    expect(page.locator("[data-sentence]").first).to_be_visible()


def take_what_is_known(page):
    """One press for every sentence that was published in English before, word for word."""
    with desk.next_page(page):
        page.get_by_role("button", name="Lấy các đoạn đã dịch trước đây").click()
    expect(sentence(page, FAR)).to_contain_text("People had to travel far to sell their goods.")
    expect(sentence(page, FAR)).to_have_class(re.compile("complete"))


def translate_every_sentence(page):
    """One click for the first of them: Enter goes on to the next."""
    sentence(page, "Chợ số").locator(".tr-source").click()
    for text in iter_texts(page):
        box(page).fill(text)
        box(page).press("Enter")
    expect(page.locator("[data-sentence].incomplete")).to_have_count(0)


def insert_a_figure(page):
    """A figure is inserted, not typed."""
    place = sentence(page, "cửa hàng.")
    place.locator(".tr-target").click()
    box(page).fill("The province has ")
    place.get_by_role("button", name="116.000", exact=True).click()
    expect(box(page)).to_have_value('The province has <a id="a1">116,000</a>')
    box(page).press("End")
    page.keyboard.type(" shops.")
    box(page).press("Enter")


def insert_a_term(page):
    """A term is inserted as the glossary renders it."""
    place = sentence(page, CODE)
    place.locator(".tr-target").click()
    box(page).fill("Buyers scan a ")
    place.get_by_role("button", name="mã QR → QR code").click()
    expect(box(page)).to_have_value("Buyers scan a QR code")
    desk.picture(page, "translation-term")
    box(page).press("End")
    page.keyboard.type(" at the market.")
    box(page).press("Enter")


def send_a_wrong_number(page):
    """It is found while it is typed, marked when it is saved, and refused when it is sent."""
    place = sentence(page, "nông sản lên sàn")
    place.locator(".tr-target").click()
    box(page).fill("There are 9,999 tonnes.")
    expect(place.locator(".tr-findings")).to_contain_text("9,999")
    box(page).press("Enter")
    expect(place).to_have_class(re.compile("errored"))
    with desk.next_page(page):
        page.locator("#tr-send").click()
    expect(page.locator(".messages")).to_contain_text("9,999")
    desk.picture(page, "translation-refused")


def mend_and_send(page):
    place = sentence(page, "nông sản lên sàn")
    place.locator(".tr-target").click()
    box(page).fill("Farm produce went online: ")
    box(page).press("Alt+Digit1")
    expect(box(page)).to_have_value(re.compile(r"1,234\.5 tonnes"))
    desk.picture(page, "translation-editor")
    box(page).press("Enter")
    expect(place).to_have_class(re.compile("complete"))
    page.locator("#tr-send").click()
    expect(page.locator(".tr-closed")).to_be_visible()


def remark(page):
    first = page.locator("[data-sentence]").first
    first.locator(".tr-source").click()
    first.locator("summary").click()
    first.locator(".tr-remark").fill("Tít hay.")
    first.get_by_role("button", name="Gửi góp ý").click()
    expect(first.locator(".tr-remarks")).to_contain_text("Tít hay.")
    desk.picture(page, "translation-check")


def approve(page):
    with desk.next_page(page):
        page.get_by_role("button", name="Duyệt", exact=True).click()


def change_the_original(story):
    """The Vietnamese story is corrected: its figure, and one of its sentences."""
    figures, content = body("118250", problem=[BLOCKS["problem"][0], changed_block()])
    following.correct(story, factories.body(figures, content))


def changed_block():
    return BLOCKS["problem"][1] | {"value": "<p>Bà con phải đi xa, có khi hai ngày đường.</p>"}


def see_what_waits(page, draft):
    """The desk leads to the report, the report to the translation, which names the sentence."""
    page.goto("/admin/reports/translation-progress/")
    expect(page.locator("main")).to_contain_text("đã cũ so với bản gốc")
    desk.picture(page, "translation-report")
    page.goto(f"/admin/translation/{draft.pk}/changes/")
    expect(page.locator("main")).to_contain_text("có khi hai ngày đường")
    expect(page.locator("main")).to_contain_text("118,250")
    desk.picture(page, "translation-changes")
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    expect(page.locator("[data-sentence].incomplete")).to_have_count(1)


def iter_texts(page):
    """An English sentence for each that is open, its number kept."""
    count = page.locator("[data-sentence].incomplete").count()
    for _number in range(count):
        source = page.locator("[data-active] .tr-source").inner_text()
        yield english_for(source)


def english_for(source):
    known = {
        "Chợ số": "A digital market",
        CODE: "Buyers scan a QR code at the market.",
        SENTENCE: "There are 1,234.5 tonnes.",
        "Tỉnh có 116.000 cửa hàng.": 'The province has <a id="a1">116,000</a> shops.',
        "cho-so": "digital-market",
    }
    return known.get(source.strip(), "A sentence that says it in English.")
