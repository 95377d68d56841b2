"""The journey of a translation: begin, translate with help at hand, a wrong number refused, checked by somebody else, out."""

import re

import pytest
from playwright.sync_api import expect

from accounts import roles
from story.models import StoryPage
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
SENTENCE = "Có 1.234,5 tấn nông sản lên sàn."


@pytest.fixture
def story(newsroom):
    """A public story of few sentences, one of them with a figure and one with a typed number."""
    told = factories.figure("116000", "cửa hàng số")
    link = f'Tỉnh có <a linktype="figure" id="{told["id"]}">116.000</a> cửa hàng.'
    content = {"problem": [factories.paragraph(SENTENCE)], "approach": [factories.paragraph(link)]}
    page = factories.story_page(headline="Chợ số", figures=[told], content=content)
    return factories.publish_through_workflow(page)


@pytest.fixture
def people(newsroom):
    """Translator, checker, approver."""
    return [factories.person(role) for role in (roles.TRANSLATOR, roles.TRANSLATION_CHECKER, roles.APPROVER)]


def sentence(page, text):
    return page.locator(".tr-sentence", has_text=text).first


def box(page):
    return page.locator(".tr-active textarea:not(.tr-remark)")


def english(story):
    return StoryPage.objects.get(translation_key=story.translation_key, locale__language_code="en")


def test_from_the_original_to_the_public(story, people, chromium, live_server):
    translator, checker, approver = people
    with desk.signed_in(chromium, live_server.url, translator) as page:
        page.goto(f"/admin/localize/submit/page/{story.pk}/")
        page.get_by_label("Tiếng Anh").check()
        page.locator("main form [type=submit]").click()
        expect(page.locator(".tr-sentence").first).to_be_visible()
        draft = english(story)

        # Every sentence with one click for the first of them: Enter goes on to the next.
        sentence(page, "Chợ số").locator(".tr-source").click()
        for text in iter_texts(page):
            box(page).fill(text)
            box(page).press("Enter")
        expect(page.locator(".tr-sentence.incomplete")).to_have_count(0)

        # A figure and a typed number are inserted, not typed.
        with_figure = sentence(page, "cửa hàng.")
        with_figure.locator(".tr-target").click()
        box(page).fill("The province has ")
        with_figure.get_by_role("button", name="116.000", exact=True).click()
        expect(box(page)).to_have_value('The province has <a id="a1">116,000</a>')
        box(page).press("End")
        page.keyboard.type(" shops.")
        box(page).press("Enter")

        wrong = sentence(page, "nông sản lên sàn")
        wrong.locator(".tr-target").click()
        box(page).fill("There are 9,999 tonnes.")
        expect(wrong.locator(".tr-findings")).to_contain_text("9,999")
        box(page).press("Enter")
        expect(wrong).to_have_class(re.compile("errored"))
        page.locator("#tr-send").click()
        expect(page.locator(".messages")).to_contain_text("9,999")
        desk.picture(page, "translation-refused")
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress

        wrong = sentence(page, "nông sản lên sàn")
        wrong.locator(".tr-target").click()
        box(page).fill("Farm produce went online: ")
        box(page).press("Alt+Digit1")
        expect(box(page)).to_have_value(re.compile(r"1,234\.5"))
        desk.picture(page, "translation-editor")
        box(page).press("Enter")
        expect(wrong).to_have_class(re.compile("complete"))
        page.locator("#tr-send").click()
        expect(page.locator(".tr-closed")).to_be_visible()

    with desk.signed_in(chromium, live_server.url, checker, f"/admin/pages/{draft.pk}/edit/") as page:
        first = page.locator(".tr-sentence").first
        first.locator(".tr-source").click()
        first.locator("summary").click()
        first.locator(".tr-remark").fill("Tít hay.")
        first.get_by_role("button", name="Gửi góp ý").click()
        expect(first.locator(".tr-remarks")).to_contain_text("Tít hay.")
        desk.picture(page, "translation-check")
        page.get_by_role("button", name="Duyệt").click()
        expect(page).not_to_have_url(re.compile("decide"))

    with desk.signed_in(chromium, live_server.url, approver, f"/admin/pages/{draft.pk}/edit/") as page:
        page.get_by_role("button", name="Duyệt").click()
        page.wait_for_load_state()
    public = StoryPage.objects.get(pk=draft.pk)
    assert public.live
    with desk.window(chromium, live_server.url) as page:
        page.goto(public.get_url())
        expect(page.locator("main")).to_contain_text("116,000")


def iter_texts(page):
    """An English sentence for each that is open, its number kept."""
    count = page.locator(".tr-sentence.incomplete").count()
    for _number in range(count):
        source = page.locator(".tr-active .tr-source").inner_text()
        yield english_for(source)


def english_for(source):
    known = {
        "Chợ số": "A digital market",
        SENTENCE: "There are 1,234.5 tonnes.",
        "Tỉnh có 116.000 cửa hàng.": 'The province has <a id="a1">116,000</a> shops.',
        "cho-so": "digital-market",
    }
    return known.get(source.strip(), "A sentence that says it in English.")
