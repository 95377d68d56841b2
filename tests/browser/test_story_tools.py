"""Sending a story on, keeping it on the device and hearing it, in a real browser."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts import roles
from story import actions
from story.models import StoryPage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# A device with one voice of its own for Vietnamese, which says each sentence at once and notes it.
VOICE = """
window.saidAloud = [];
const voice = { lang: "vi-VN", localService: true, name: "Mai" };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [voice, { lang: "en-US", localService: false, name: "elsewhere" }],
  addEventListener: () => {},
  cancel: () => {},
  speak: (words) => {
    window.saidAloud.push(words.text);
    if (!window.heldBreath) setTimeout(() => words.onend && words.onend(), 5);
  },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def until(page, expression):
    """Wait for what an expression says; Playwright's own waiting needs `eval`, which our policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


@pytest.fixture
def story(newsroom):
    shops = factories.figure(
        116000, "cửa hàng số", unit=factories.unit("cửa hàng"), qualifier="over", highlight=True
    )
    link = f'<a linktype="figure" id="{shops["id"]}">hơn 116.000</a>'
    text = f"<p>Toàn tỉnh có {link}. Người dân bán hàng tại nhà.</p>"
    return factories.story_page(
        headline="Chợ số", figures=[shops], content={"results": [factories.paragraph(text)]}, live=True
    )


@pytest.fixture
def english(story):
    """The same story in English, public too."""
    page = factories.in_english(story)
    page.save_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def approver(newsroom):
    return factories.person(roles.APPROVER)


@pytest.fixture
def window(english, approver, chromium, live_server):
    """A function that opens a window of its own."""
    contexts = []

    def open_window(**options):
        context = chromium.new_context(base_url=live_server.url, locale="vi-VN", **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


class TestShare:
    def test_without_a_share_sheet_there_is_a_menu_that_copies_the_link(self, window, story, live_server):
        page = window(permissions=["clipboard-read", "clipboard-write"])
        page.add_init_script("delete Navigator.prototype.share")
        page.goto(story.url)
        share = page.locator("details.share")
        share.locator("summary").focus()
        page.keyboard.press("Enter")
        assert share.locator("a").all_inner_texts() == ["Facebook", "Telegram", "Thư điện tử"]
        share.get_by_role("button", name="Chép liên kết").click()
        until(page, "document.querySelector('[data-copied]').textContent.includes('http')")
        assert page.evaluate("navigator.clipboard.readText()") == share.get_attribute("data-share")
        page.keyboard.press("Escape")
        assert share.get_attribute("open") is None
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"

    def test_the_devices_own_sheet_gets_title_and_canonical_address(self, window, story):
        page = window()
        page.add_init_script("Navigator.prototype.share = async (what) => { window.shared = what; }")
        page.goto(story.url)
        page.locator("details.share summary").click()
        shared = page.evaluate("window.shared")
        assert shared == {
            "title": "Chợ số",
            "url": page.locator('link[rel="canonical"]').get_attribute("href"),
        }
        assert page.locator("details.share").get_attribute("open") is None

    def test_without_script_the_menu_still_opens(self, window, story):
        page = window(java_script_enabled=False)
        page.goto(story.url)
        page.locator("details.share summary").click()
        assert page.locator("details.share a").first.is_visible()
        assert page.locator("details.share .qr").is_visible()
        assert not page.locator("[data-save]").is_visible() and not page.locator("[data-play]").is_visible()


class TestOffline:
    def keep(self, page, story):
        page.goto(story.url)
        page.get_by_role("button", name="Lưu để đọc khi không có mạng").click()
        page.get_by_role("button", name="Xóa khỏi máy này").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def test_a_kept_story_opens_without_a_network_and_no_other(self, window, story):
        page = window()
        self.keep(page, story)
        page.context.set_offline(True)
        page.goto(story.url)
        assert page.locator("h1").inner_text() == "Chợ số" and "116.000" in page.inner_text("main")
        assert page.evaluate("getComputedStyle(document.querySelector('.strip')).display") == "block"
        page.goto("/da-luu/")
        assert page.locator("[data-kept] a").all_inner_texts() == ["Chợ số"]
        # What was not kept leads to the list of what was.
        page.goto("/cau-chuyen/")
        assert page.locator("h1").inner_text() == "Bài đã lưu"

    def test_only_the_public_answer_is_kept(self, window, story):
        page = window()
        self.keep(page, story)
        kept = page.evaluate(
            """async () => {
                const names = await caches.keys();
                const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
                return all.flat().map((request) => new URL(request.url).pathname);
            }"""
        )
        assert story.url in kept and "/da-luu/" in kept
        assert not [path for path in kept if path.startswith(("/admin/", "/press/", "/api/", "/documents/"))]

    def test_removing_it_leaves_nothing_on_the_device(self, window, story):
        page = window()
        self.keep(page, story)
        page.goto("/da-luu/")
        page.get_by_role("button", name="Xóa khỏi máy này: Chợ số").click()
        page.locator("[data-none]").wait_for()
        until(page, "navigator.serviceWorker.getRegistration('/').then((one) => !one)")
        assert page.evaluate("caches.keys()") == []

    def test_a_withdrawn_story_leaves_the_device_when_there_is_a_network(self, window, story, approver):
        page = window()
        self.keep(page, story)
        actions.withdraw(story, approver, "Sai số liệu.")
        page.goto("/da-luu/")
        page.get_by_text("Bài đã bị gỡ nên được xóa khỏi máy này: Chợ số").wait_for()
        assert page.evaluate(f"caches.has('story:{story.url}')") is False


class TestListen:
    def test_figures_are_said_in_their_spoken_form_sentence_by_sentence(self, window, story):
        page = window(reduced_motion="reduce")
        page.add_init_script(VOICE)
        page.goto(story.url)
        page.get_by_role("button", name="Nghe bài").click()
        until(page, "window.saidAloud.some((text) => text.includes('tại nhà'))")
        said = page.evaluate("window.saidAloud")
        assert said[0] == "Chợ số"
        assert "Toàn tỉnh có hơn một trăm mười sáu nghìn cửa hàng." in said
        assert "Người dân bán hàng tại nhà." in said
        assert not [text for text in said if "116.000" in text]

    def test_it_pauses_goes_on_with_the_same_sentence_and_stops_by_keyboard(self, window, story):
        page = window()
        page.add_init_script(VOICE + "window.heldBreath = true;")
        page.goto(story.url)
        play = page.locator("[data-play]")
        play.focus()
        page.keyboard.press("Enter")
        until(page, "window.saidAloud.length === 1")
        assert play.inner_text() == "Tạm dừng"
        assert page.evaluate("CSS.highlights.get('reading').size") == 1
        page.keyboard.press("Enter")
        assert play.inner_text() == "Nghe tiếp"
        page.keyboard.press("Enter")
        until(page, "window.saidAloud.length === 2")
        assert page.evaluate("window.saidAloud[0] === window.saidAloud[1]")
        page.keyboard.press("Escape")
        assert play.inner_text() == "Nghe bài"
        assert page.evaluate("CSS.highlights.get('reading').size") == 0

    def test_it_is_not_offered_without_a_voice_for_the_language(self, window, story, english):
        page = window()
        page.add_init_script(VOICE)
        page.goto(english.url)
        page.wait_for_load_state("networkidle")
        assert not page.locator("[data-play]").is_visible()


def test_kept_stories_keep_nobody_out_and_nothing_moves(window, story):
    for scheme in ("light", "dark"):
        page = window(color_scheme=scheme, viewport={"width": 390, "height": 844})
        page.add_init_script(VOICE)
        page.goto("/da-luu/")
        found = Axe().run(page)
        assert found.violations_count == 0, json.dumps(found.response["violations"], ensure_ascii=False)[
            :2000
        ]
        page.goto(story.url, wait_until="networkidle")
        page.locator("details.share").evaluate("(menu) => { menu.open = true; }")
        found = Axe().run(page)
        assert found.violations_count == 0, json.dumps(found.response["violations"], ensure_ascii=False)[
            :2000
        ]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_scripts_show_their_buttons_and_they_stay_small(window, story, width):
    page = window(viewport={"width": width, "height": 900})
    # Fonts that arrive late are another matter than what scripts do.
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "window.moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.on("response", lambda answer: scripts.append(answer) if answer.url.endswith(".js") else None)
    scripts = []
    page.goto(story.url, wait_until="networkidle")
    page.locator("[data-save]").wait_for()
    assert page.evaluate("window.moved") == 0
    assert len(asked) <= 12
    assert sum(len(answer.body()) for answer in scripts) < 10 * 1024
