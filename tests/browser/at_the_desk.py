"""What people of the newsroom do with mouse and keyboard; nothing here reaches past the page they see."""

import base64
import contextlib
import os
import re
import uuid
from pathlib import Path

from playwright.sync_api import expect

from story.blocks.text import LessonBlock, ParagraphBlock, StepBlock
from tests import factories
from tests.factories import PARTS

# A machine with much else to do is no failure: what never comes is waited for this long.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# A folder for pictures of every step, for the eyes of a person; none are taken without it.
PICTURES = os.environ.get("JOURNEY_PICTURES")


def picture(page, name):
    """What the screen shows now, if somebody wants to look; the guide of the editors shows some of them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")


@contextlib.contextmanager
def window(chromium, base_url, width=1440, height=900, **options):
    """A page in a browser that nobody else has used."""
    viewport = {"width": width, "height": height}
    context = chromium.new_context(locale="vi-VN", base_url=base_url, viewport=viewport, **options)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@contextlib.contextmanager
def signed_in(chromium, base_url, person, goal="/admin/"):
    """A browser of one person, signed in through the form on the way to `goal`."""
    with window(chromium, base_url, reduced_motion="reduce") as page:
        page.goto(f"/admin/login/?next={goal}")
        page.locator("#id_username").fill(person.username)
        page.locator("#id_password").fill(factories.PASSWORD)
        # The address asked for ends in the goal too: only the next page shows that somebody is signed in.
        with next_page(page):
            page.locator("form [type=submit]").first.click()
        expect(page).to_have_url(f"{base_url}{goal}")
        yield page


def add_block(page, part, block):
    """Put a block at the end of what a part tells; returns the prefix of its fields."""
    prefix = f"body-{PARTS.index(part)}-value-content"
    count = page.locator(f"[name='{prefix}-count']")
    number = int(count.input_value())
    buttons = count.locator("xpath=..").locator(
        ":scope > [data-streamfield-stream-container] > div > button.c-sf-add-button"
    )
    buttons.last.click()
    page.get_by_role("option", name=str(block().label), exact=True).locator("visible=true").click()
    expect(count).to_have_value(str(number + 1))
    return f"{prefix}-{number}-value"


def text_box(page, name):
    """The rich text editor that stands for a hidden field."""
    field = page.locator(f"[name='{name}']").locator("xpath=ancestor::*[@data-field][1]")
    return field.get_by_role("textbox").or_(field.get_by_role("combobox")).first


def type_into(page, name, text):
    """Words typed into a rich text editor, once it listens; returns the editor with the cursor at the end."""
    editor = text_box(page, name)
    editor.click()
    expect(editor).to_be_focused()
    page.keyboard.type(text)
    expect(editor).to_contain_text(text.strip())
    return editor


def write(page, part, text):
    """A paragraph typed into a part; returns its editor."""
    return type_into(page, add_block(page, part, ParagraphBlock), text)


def write_step(page, title, text, period):
    """One step with its time."""
    prefix = add_block(page, "steps", StepBlock)
    page.locator(f"[name='{prefix}-title']").fill(title)
    type_into(page, f"{prefix}-text", text)
    page.locator(f"[name='{prefix}-period']").fill(period)


def write_lesson(page, text):
    """One lesson."""
    prefix = add_block(page, "lessons", LessonBlock)
    type_into(page, f"{prefix}-text", text)


def add_figure(page, part, typed, unit, label, understood, *, key=False):
    """A figure as a Vietnamese types it; `understood` is the sentence that must appear below its box."""
    prefix = f"body-{PARTS.index(part)}-value-figures"
    count = page.locator(f"[name='{prefix}-count']")
    number = int(count.input_value())
    count.locator("xpath=..").locator("button[data-streamfield-list-add]").last.click()
    expect(count).to_have_value(str(number + 1))
    item = f"{prefix}-{number}-value"
    box = page.locator(f"[name='{item}-quantity']")
    box.fill(typed)
    page.locator(f"[name='{item}-label']").fill(label)
    page.locator(f"[name='{item}-nature']").select_option("measured")
    page.locator(f"[name='{item}-source_title']").fill("Báo cáo chuyển đổi số tỉnh Lạng Sơn 2021")
    expect(echo(box).locator("dd").first).to_be_visible()
    choose_unit(page.locator(f"[name='{item}-unit']"), unit)
    expect(echo(box)).to_contain_text(understood)
    if key:
        page.locator(f"[name='{item}-highlight']").check()


def echo(box):
    """What the newsroom says that it understood."""
    return box.locator("xpath=..").locator(".story-echo")


def choose_unit(box, unit):
    """Type a unit and take what is offered under its name: the known one, or the offer to make it."""
    box.click()
    box.fill(unit)
    offered = box.locator("xpath=..").get_by_role("option").filter(has_text=unit)
    expect(offered.first).to_be_visible()
    offered.first.click()
    expect(box).to_have_value(unit)
    expect(box).to_have_attribute("aria-expanded", "false")


def name_figure(page, editor, shown):
    """Put a figure where the cursor is: a word is selected and the toolbar's picker puts the figure in its place."""
    page.keyboard.type("x")
    page.keyboard.press("Shift+ArrowLeft")
    page.locator(".Draftail-ToolbarButton[name='FIGURE']").locator("visible=true").first.click()
    picker = page.get_by_role("dialog").filter(has=page.locator(".story-picker__list"))
    expect(picker).to_be_visible()
    picture(page, "figure-picker")
    picker.get_by_role("button", name=shown).click()
    expect(editor.locator(".story-chip")).to_contain_text(shown)


@contextlib.contextmanager
def next_page(page):
    """What is pressed inside leads to another page: a form that saves itself changes the address before that."""
    with page.expect_event("domcontentloaded"):
        yield
    page.wait_for_load_state("networkidle")


def save(page):
    """The button Save draft."""
    with next_page(page):
        page.locator("button.action-save").locator("visible=true").first.click()
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    return int(re.search(r"/pages/(\d+)/", page.url)[1])


def open_story(page, page_id):
    """The editor of a story."""
    page.goto(f"/admin/pages/{page_id}/edit/", wait_until="networkidle")


def press_action(page, selector):
    """One of the actions behind the arrow beside Save."""
    button = page.locator(selector).first
    if not button.is_visible():
        page.get_by_role("button", name="Thao tác khác").first.click()
    expect(button).to_be_visible()
    picture(page, f"actions-{selector.split('=')[-1].strip(chr(39) + ']')}")
    button.click()


def submit(page):
    """Send the story into its workflow."""
    with next_page(page):
        press_action(page, "button[name='action-submit']")
    refused = [
        (error.locator("xpath=ancestor::section[1]").inner_text(), error.inner_text())
        for error in page.locator(".error-message").all()
    ]
    if refused:
        picture(page, "refused")
    assert not refused, refused
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/$"))


def approve(page):
    """Let the story pass the step that waits for this person."""
    with next_page(page):
        press_action(page, "[data-workflow-action-name='approve']")
    expect(page).to_have_url(re.compile(r"/admin/(pages/\d+/)?$"))


def header_action(page, address):
    """One of the actions behind the dots beside the title."""
    page.get_by_role("button", name="Thao tác", exact=True).first.click()
    expect(page.locator(f"a[href^='{address}']").locator("visible=true").first).to_be_visible()
    picture(page, f"dots-{address.strip('/').split('/')[-1]}")
    with next_page(page):
        page.locator(f"a[href^='{address}']").locator("visible=true").first.click()


def set_time(page, moment):
    """The time to go public, in the dialog of the status panel."""
    page.locator("[data-side-panel-toggle='status']").click()
    page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").click()
    box = page.locator("#id_go_live_at")
    box.fill(f"{moment:%d/%m/%Y %H:%M}")
    picture(page, "schedule")
    # By the keyboard, as the calendar of the box may lie over the button.
    with next_page(page):
        page.locator("#schedule-publishing-dialog [type='submit']").press("Enter")


def return_story(page, note):
    """Send the story back to its author with a note."""
    press_action(page, "[data-workflow-action-name='reject']")
    dialog = page.get_by_role("dialog").filter(has=page.locator("[name='comment']"))
    dialog.locator("[name='comment']").fill(note)
    picture(page, "return")
    with next_page(page):
        dialog.locator("[type='submit']").click()
    expect(page).to_have_url(re.compile(r"/admin/(pages/\d+/)?$"))


def choose_place(page, name):
    """The province and the first pillar, on the second tab; back to the first."""
    tabs = page.get_by_role("tab")
    tabs.nth(1).click()
    choices = page.locator("#id_province option").all_inner_texts()
    page.locator("#id_province").select_option(label=next(text for text in choices if text.endswith(name)))
    page.locator("[name='pillars']").first.check()
    picture(page, "07-place")
    tabs.first.click()


def unfold(page, field):
    """Open the folded blocks around a field, the outermost first."""
    expect(field).to_be_attached()
    for _fold in range(6):
        if field.is_visible():
            return
        folds = field.locator(
            "xpath=ancestor::section[.//button[@data-panel-toggle and @aria-expanded='false']]"
        )
        closed = [fold.locator("button[data-panel-toggle]").first for fold in folds.all()]
        next(button for button in closed if button.get_attribute("aria-expanded") == "false").click()
    expect(field).to_be_visible()


def check_figures(page, page_id, waiting):
    """Sign every waiting figure off on the checker's screen, then send the story on."""
    page.goto(f"/admin/story/{page_id}/figures/", wait_until="networkidle")
    picture(page, "12-checker")
    undecided = page.locator(".figure-check__mark:not(.is-signed)")
    for left in range(waiting, 0, -1):
        expect(undecided).to_have_count(left)
        page.locator("button[value='sign_off']").click()
    expect(undecided).to_have_count(0)
    picture(page, "13-all-signed")
    with next_page(page):
        page.locator("button[value='approve']").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    picture(page, "14-checked")


def code_address(summary):
    """Where the QR code of this version of the story leads."""
    key = base64.b32encode(uuid.UUID(summary["id"]).bytes).decode().rstrip("=").lower()
    return f"/k/{key}/{summary['locale']}/{summary['revision']}/"
