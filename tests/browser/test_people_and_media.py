"""Blocks of the library, people and questions in a real browser: for everybody, from nowhere else, at every width."""

import itertools
import json
import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from places.models import AdministrativeUnit
from story import actions
from story.models import Contributor, Question
from story.questions import gate
from tests import factories
from tests.browser import at_the_desk as desk
from tests.story.files import FIGURE, everything, image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def addresses(newsroom):
    """A story with every block of the library and an answered question, its author's page, the form to ask."""
    blocks, _files = everything()
    who = Contributor.objects.create(
        name="Hoàng Thị Lan",
        consent_on=date(2026, 1, 5),
        unit=AdministrativeUnit.objects.by_name("Lạng Sơn").today(),
        introductions={"vi": "Kể chuyện bản làng."},
        portrait=image("Chân dung"),
    )
    byline = {"name": "Hoàng Thị Lan", "role": "Phóng viên", "organisation": "", "contributor": who.pk}
    page = factories.story_page(
        figures=[factories.figure(id=FIGURE, highlight=True)],
        content={"results": blocks},
        bylines=json.dumps([{"type": "byline", "id": FIGURE, "value": byline}]),
        live=True,
    )
    asked = Question.objects.create(page=page, name="Bình", text="Bắt đầu từ đâu?")
    actions.answer_question(page, asked.pk, factories.superuser(), "Từ một xã.")
    return {"story": page.url, "person": who.address_in("vi"), "ask": f"/hoi/{page.pk}/"}


def test_every_page_is_accessible_and_fits_its_width_and_asks_nobody_else(addresses, live_server, chromium):
    for width, scheme in itertools.product((390, 1440), ("light", "dark")):
        asked, said = [], []
        with desk.window(
            chromium, live_server.url, width, color_scheme=scheme, reduced_motion="reduce"
        ) as page:
            page.on("request", lambda request: asked.append(request.url))  # noqa: B023
            page.on("console", lambda message: said.append(message.text))  # noqa: B023
            for name, address in addresses.items():
                page.goto(address, wait_until="networkidle")
                wrong = Axe().run(page).response["violations"]
                assert [(name, item["id"], item["nodes"][0]["html"]) for item in wrong] == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
        assert [url for url in asked if url.endswith((".mp3", ".mp4"))] == []
        assert said == []


def test_question_is_sent_without_scripts_and_by_keyboard(addresses, live_server, chromium, monkeypatch):
    monkeypatch.setattr(gate, "SHORTEST_SECONDS", 0)
    with desk.window(chromium, live_server.url, java_script_enabled=False) as page:
        page.goto(addresses["story"])
        page.get_by_role("link", name="Đặt câu hỏi").click()
        page.locator("#id_name").focus()
        page.keyboard.type("Lê Văn Bình")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("Bao lâu thì xong?")
        page.keyboard.press("Tab")
        with desk.next_page(page):
            page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/hoi/\d+/\?sent$"))
    assert Question.objects.filter(text="Bao lâu thì xong?", name="Lê Văn Bình", state="new").exists()
