"""The checker's screen by keyboard alone, and the page of a contact on a phone, for everybody."""

import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts import roles
from story import actions
from story.models import FigureAnswer, FigureQuery, FigureSignOff
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def case(newsroom):
    """Three figures at the check, one of which does not agree, and a question about one of them."""
    checker = factories.person(roles.FIGURE_CHECKER, username="kiem-chung")
    first, second = factories.figure("867598", "tài khoản"), factories.figure("680756", "người dùng")
    percent = factories.unit("%", "percent")
    share = factories.figure(
        "144", "tỉ lệ", unit=percent, rule="share", first=first["id"], second=second["id"]
    )
    page = factories.story_page("Huế", figures=[first, second, share])
    factories.at_step(page, "check")
    page.refresh_from_db()
    query = actions.ask_province(
        page, checker, page.latest_revision_id, [first["id"]], name="Nông Thị Lan", email="lan@example.com"
    )
    return SimpleNamespace(page=page, checker=checker, query=query, figures=[first, second, share])


@pytest.fixture
def at_desk(case, chromium, live_server):
    with desk.signed_in(chromium, live_server.url, case.checker) as page:
        page.goto(reverse("story_figure_check", args=[case.page.pk]), wait_until="networkidle")
        yield page


@pytest.fixture
def phone(case, chromium, live_server):
    with desk.window(chromium, live_server.url, 390, 844, java_script_enabled=False) as page:
        yield page


def violations(page, within=None):
    found = Axe().run(page, context=within).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]]) for item in found]


def press(page, key, shows=None):
    """Press a key; `shows` is the figure under the lamp afterwards."""
    page.keyboard.press(key)
    if shows:
        expect(page.locator(".figure-check__list a[aria-current] strong")).to_have_text(shows)
    page.wait_for_load_state("networkidle")


class TestByKeyboard:
    def test_a_checker_needs_no_mouse(self, at_desk, case):
        page = at_desk
        press(page, "j", "680.756")
        press(page, "ArrowDown", "144%")
        press(page, "k", "680.756")
        press(page, "ArrowUp", "867.598")
        press(page, "s", "680.756")
        expect(page.locator(".figure-check__mark.is-signed")).to_have_count(1)
        press(page, "d")
        expect(page.locator("#figure-note")).to_be_focused()
        page.keyboard.type("Số của năm nào? jkxlsda")
        press(page, "Control+Enter")
        expect(page.locator(".figure-check__mark.is-disputed")).to_have_count(2)
        said = {word.decision: word.note for word in FigureSignOff.objects.all()}
        assert said == {"signed": "", "disputed": "Số của năm nào? jkxlsda"}
        page.wait_for_load_state("networkidle")
        press(page, "a")
        expect(page).to_have_url(re.compile(r"/ask/\?figure="))
        expect(page.locator("[name='figures']:checked")).to_have_count(1)
        desk.picture(page, "ask-province")

    def test_help_opens_alone_and_closes_without_a_trap(self, at_desk):
        page = at_desk
        page.keyboard.press("?")
        expect(page.locator("#figure-keys")).to_be_visible()
        expect(page.locator("#keyboard-shortcuts-dialog")).to_be_hidden()
        assert violations(page, "#figure-keys") == []
        page.keyboard.press("j")
        expect(page.locator("#figure-keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#figure-keys")).to_be_hidden()
        press(page, "l")
        expect(page.locator("#figure-note")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#figure")).to_be_focused()
        seen = set()
        for _step in range(60):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.dataset.key || document.activeElement.tagName"))
        assert {"dispute", "sign", "ask", "help"} <= seen

    def test_the_screens_are_for_everybody(self, at_desk, case):
        page = at_desk
        share = case.figures[2]["id"]
        check = reverse("story_figure_check", args=[case.page.pk])
        for address in (
            f"{check}?figure={share}",
            f"{check}?figure={case.figures[0]['id']}",
            reverse("story_ask_province", args=[case.page.pk]),
            reverse("story_figures"),
        ):
            page.goto(address, wait_until="networkidle")
            assert violations(page, "main") == [], address


class TestOnThePhone:
    def test_a_contact_answers_without_script_or_account(self, phone, case):
        address = reverse("story_answer", args=[case.query.token])
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        desk.picture(phone, "answer-phone")
        key = case.figures[0]["id"]
        phone.locator(f"[name='{key}-answer'][value='corrected']").check()
        phone.locator(f"[name='{key}-proposed']").fill("nhiều lắm")
        phone.locator("main button[type='submit']").click()
        expect(phone.locator(".query__error")).to_be_visible()
        expect(phone.locator(f"[name='{key}-proposed']")).to_have_value("nhiều lắm")
        phone.locator(f"[name='{key}-proposed']").fill("hơn 868 nghìn")
        phone.locator("main button[type='submit']").click()
        expect(phone.locator("main")).to_contain_text("hơn tám trăm sáu mươi tám nghìn")
        phone.locator("button[value='send']").click()
        expect(phone.locator("form")).to_have_count(0)
        assert FigureAnswer.objects.get().proposed == "hơn 868 nghìn"
        assert FigureQuery.objects.get().closed_at

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_every_state_of_the_page_is_for_everybody(self, case, chromium, live_server, scheme):
        address, asked = reverse("story_answer", args=[case.query.token]), []
        with desk.window(chromium, live_server.url, color_scheme=scheme) as page:
            page.on("request", lambda request: asked.append(request.url))
            for path in (address, f"{address}?review=1", reverse("story_answer", args=["abc"])):
                page.goto(path, wait_until="networkidle")
                assert violations(page) == [], path
        assert all(url.startswith(live_server.url) for url in asked)
