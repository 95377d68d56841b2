"""The form, calls and gap board in a real browser: for everybody, with and without script, on a phone."""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from home.models import Call, Submission
from home.submissions import forms, links
from story.models import Pillar, Sector
from tests import factories
from tests.browser.at_the_desk import PATIENCE, next_page, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FORM = "/gui-cau-chuyen/"
FOLLOWED = re.compile("/theo-doi/")
# What the device keeps holds these words.
KEPT = "words => Object.values(localStorage).some(kept => kept.includes(words))"


@pytest.fixture
def addresses(newsroom, monkeypatch):
    """Every public page of this part, with something to show on each."""
    monkeypatch.setattr(forms, "FASTEST_SECONDS", 0)
    story = factories.story_page(pillars=["digital-economy"], sectors=["health"])
    factories.publish_through_workflow(story)
    call = Call.objects.create(title="Chợ nhận mã QR", theme="Kể chuyện chợ.", published=True)
    call.pillars.set(Pillar.objects.all()[:1])
    call.sectors.set(Sector.objects.all()[:2])
    Call.objects.create(title="Trạm y tế", theme="Kể.", published=True, closed=True)
    waiting = factories.submission(state="unconfirmed", phone="0912345678")
    declined = factories.submission(state="declined", reason="Chưa có kết quả.")
    links_ = [
        f"{FORM}xac-nhan/{links.token(waiting, links.CONFIRM)}/",
        f"{FORM}theo-doi/{links.token(waiting, links.FOLLOW)}/",
        f"{FORM}theo-doi/{links.token(declined, links.FOLLOW)}/",
    ]
    fixed = [f"{FORM}?call={call.pk}", "/loi-moi/", f"/loi-moi/{call.pk}/", "/khoang-trong/", "/en/gaps/"]
    return [*fixed, "/en/send-a-story/", *links_]


@pytest.fixture
def browse(addresses, chromium, live_server):
    """A function that opens an address in a window of its own."""
    contexts = []

    def open_at(address, width=1440, **options):
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(base_url=live_server.url, viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(address, wait_until="networkidle")
        return page

    yield open_at
    for context in contexts:
        context.close()


def fill_in(page, **more):
    """What a person types."""
    boxes = {"name": "Nông Thị Lan", "email": "lan@example.com", "headline": "Bản đồ lúa", "problem": "Xa."}
    for name, text in (boxes | more).items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=unit]").select_option(label="Lạng Sơn")
    page.locator("[name=consent]").check()


def test_nobody_is_kept_out_and_a_phone_never_scrolls_sideways(browse, addresses):
    for address, width, scheme in itertools.product(addresses, (390, 1440), ("light", "dark")):
        page = browse(address, width, color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}, {width}, {scheme}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.problems == [], address
        page.context.close()


def test_errors_are_for_everybody_too(browse):
    for scheme in ("light", "dark"):
        page = browse(FORM, 390, color_scheme=scheme)
        with next_page(page):
            page.locator(".send__button").click()
        expect(page.locator(".send__errors")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.locator(".send__errors a").first.click()
        expect(page.locator(":focus")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_first_word_to_the_confirmed_mailbox(browse, script):
    page = browse(FORM, 390, java_script_enabled=script)
    picture(page, "send-story-phone")
    fill_in(page)
    with next_page(page):
        page.locator(".send__button").click()
    expect(page).to_have_url(FOLLOWED)
    expect(page.locator("h1")).to_contain_text("Bản đồ lúa")
    (message,) = mail.outbox
    page.goto(re.search(r"https?://[^/]+(/gui-cau-chuyen/xac-nhan/\S+)", message.body)[1])
    with next_page(page):
        page.locator("main form button").click()
    expect(page).to_have_url(FOLLOWED)
    expect(page.locator(".way__step:not(.way__step--ahead)")).to_have_count(2)
    assert Submission.objects.filter(headline="Bản đồ lúa", state="received").count() == 1


def test_what_is_typed_stays_on_the_device_until_it_is_sent_or_cleared(browse):
    page = browse(FORM)
    note = page.locator("[data-draft-note]")
    expect(note).to_be_hidden()
    fill_in(page, results="124 hộ.")
    page.locator("[name=sender_kind][value=organisation]").check()
    page.wait_for_function(KEPT, arg="organisation")
    expect(note).to_be_visible()
    page.reload()
    expect(page.locator("[name=results]")).to_have_value("124 hộ.")
    expect(page.locator("[name=sender_kind][value=organisation]")).to_be_checked()
    expect(page.locator("[name=consent]")).not_to_be_checked()
    expect(note).to_be_visible()
    page.locator("[data-draft-clear]").click()
    expect(page.locator("[name=results]")).to_have_value("")
    page.reload()
    expect(page.locator("[name=results]")).to_have_value("")
    fill_in(page)
    page.wait_for_function(KEPT, arg="Bản đồ lúa")
    with next_page(page):
        page.locator(".send__button").click()
    expect(page).to_have_url(FOLLOWED)
    assert page.evaluate("localStorage.length") == 0
    assert page.problems == []
