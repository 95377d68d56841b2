"""The numbers of a Word file decided on by keyboard alone, and a file of several stories, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from story import actions
from story.models import FigureProposal, StoryPage
from tests import factories
from tests.browser.at_the_desk import next_page, picture, signed_in
from tests.story.importing import files
from tests.story.importing.test_report import report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
LINES = (
    "Tỉnh có 116.000 cửa hàng số, đạt 60% số hộ.",
    "Đã tập huấn cho 6.214 người và 75 cán bộ; có 12 xã thí điểm.",
)


@pytest.fixture
def author(newsroom):
    return factories.person("contributor")


@pytest.fixture
def story(author):
    factories.unit("cửa hàng số"), factories.unit("%", kind="percent")
    file = files.word(("Kết quả", "Heading 1"), *LINES)
    return actions.import_story(factories.province_page(), author, file).page


@pytest.fixture
def desk(story, author, chromium, live_server):
    with signed_in(chromium, live_server.url, author) as page:
        yield page


def state_of(story, printed):
    return story.figure_proposals.get(printed=printed).state


def shown(page, printed):
    """The number under the lamp, once it has been said."""
    expect(page.locator(".figure-check__sentence mark")).to_have_text(printed)
    expect(page.locator("#proposals-said")).not_to_be_empty()


def test_whole_review_by_keyboard(desk, story):
    page, keys = desk, desk.keyboard
    page.goto(f"/admin/story/{story.pk}/proposals/", wait_until="networkidle")
    shown(page, "116.000")

    # All that are certain, after reading what will happen.
    keys.press("c")
    expect(page.locator(".proposals__certain li")).to_have_count(2)
    expect(page.locator(".proposals__certain button")).to_be_focused()
    picture(page, "proposals-certain")
    keys.press("Enter")
    shown(page, "6.214")
    expect(page.locator("#proposals-said")).to_contain_text("2")
    expect(page.locator("#figure")).to_be_focused()

    # What is typed is still there after going on, coming back and loading again.
    keys.press("e")
    expect(page.locator("#id_figure-quantity")).to_be_focused()
    keys.type("gần 7 nghìn")
    expect(page.locator(".proposals__kept")).to_be_visible()
    keys.press("Escape")
    keys.press("j")
    shown(page, "75")
    expect(page.locator(".proposals__unsaved").locator("visible=true")).to_have_count(1)
    keys.press("k")
    shown(page, "6.214")
    expect(page.locator("#id_figure-quantity")).to_have_value("gần 7 nghìn")
    page.reload(wait_until="networkidle")
    expect(page.locator("#id_figure-quantity")).to_have_value("gần 7 nghìn")
    expect(page.locator(".proposals__kept")).to_be_visible()
    picture(page, "proposals-kept")
    keys.press("a")
    shown(page, "75")
    assert state_of(story, "6.214") == FigureProposal.State.MENDED

    # Dismissed by mistake, undone, accepted.
    keys.press("d")
    shown(page, "12")
    keys.press("u")
    shown(page, "75")
    expect(page.locator(".proposals__unsaved").locator("visible=true")).to_have_count(0)
    assert state_of(story, "75") == FigureProposal.State.PROPOSED
    keys.press("a")
    shown(page, "12")
    keys.press("d")
    expect(page.locator(".proposals__done")).to_be_visible()
    expect(page.locator("#proposals-said")).not_to_be_empty()
    keys.press("u")
    shown(page, "12")
    assert len(StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().figures) == 4


def test_what_was_typed_can_be_put_back(desk, story):
    desk.goto(f"/admin/story/{story.pk}/proposals/", wait_until="networkidle")
    box, note = desk.locator("#id_figure-label"), desk.locator(".proposals__kept")
    before = box.input_value()
    box.fill("Lời khác")
    expect(note).to_be_visible()
    note.get_by_role("button").click()
    expect(box).to_have_value(before)
    expect(note).to_be_hidden()
    assert desk.evaluate("sessionStorage.length") == 0


def test_screens_are_for_everybody(desk, story):
    for width in (390, 1440):
        for scheme in ("light", "dark"):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.emulate_media(color_scheme=scheme)
            desk.goto(f"/admin/story/{story.pk}/proposals/", wait_until="networkidle")
            shown(desk, "116.000")
            desk.keyboard.press("c")
            expect(desk.locator(".proposals__certain button")).to_be_focused()
            desk.locator("#id_figure-label").fill("Lời khác")
            found = Axe().run(desk, context=".proposals")
            assert found.violations_count == 0, found.generate_report()
            assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_stories_of_a_file_are_imported_one_after_the_other(desk, tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(report().read())
    desk.goto("/admin/story/import/", wait_until="networkidle")
    desk.set_input_files("[name=file]", path)
    with next_page(desk):
        desk.locator("main form [type=submit]").click()
    rows = desk.locator(".found__story")
    expect(rows).to_have_count(3)
    found = Axe().run(desk, context=".found")
    assert found.violations_count == 0, found.generate_report()
    # Two of them seem to be another unit's: one is taken nevertheless, one has no place yet.
    rows.nth(1).get_by_role("checkbox").check()
    rows.nth(1).get_by_role("combobox").select_option(index=1)
    rows.nth(2).get_by_role("checkbox").check()
    desk.locator("#stories [type=submit]").click()
    expect(desk.locator(".found__story.is-done")).to_have_count(2)
    expect(rows.nth(2).locator(".errorlist")).to_be_visible()
    expect(desk.locator("#report-said")).not_to_be_empty()
    picture(desk, "stories-found")
    assert StoryPage.objects.count() == 3
