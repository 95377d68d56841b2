"""One story from the first word to its correction, by mouse and keyboard, in a real browser."""

import json
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from accounts import roles
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HEADLINE = "Gian hàng số đến từng bản"
SEARCH = "/admin/pages/search/?q=cảng"
CHOOSER = "/admin/choose-page/search/?q=cảng"
RATIOS = ("16x9", "1x1", "9x16", "a4")
KINDS = {"png": b"\x89PNG\r\n", "svg": b"<", "pdf": b"%PDF-"}


@pytest.fixture
def people(newsroom):
    """One person for each part, none of whom may do another's."""
    return SimpleNamespace(
        contributor=factories.person("contributor", "Lạng Sơn", username="ctv-lang-son"),
        editor=factories.person(roles.EDITOR, username="bien-tap"),
        checker=factories.person(roles.FIGURE_CHECKER, username="kiem-chung"),
        approver=factories.person(roles.APPROVER, username="duyet-bai"),
    )


@pytest.fixture
def draft_of_da_nang(newsroom):
    """A story that nobody outside of Đà Nẵng knows of yet."""
    return factories.story_page("Đà Nẵng", "Bến cảng mới lên mạng", standfirst="Chưa ai được biết.")


@pytest.fixture
def province(newsroom):
    """The page of Lạng Sơn."""
    return factories.province_page("Lạng Sơn")


@pytest.fixture
def desk_of(people, draft_of_da_nang, province, chromium, live_server):
    """A function that seats a person at a browser of their own."""
    return lambda person: desk.signed_in(chromium, live_server.url, person)


@pytest.fixture
def reader(people, draft_of_da_nang, province, chromium, live_server):
    """Somebody without an account."""
    with desk.window(chromium, live_server.url) as page:
        yield page


def write_story(page, province):
    """From the page of the province to the submitted story; returns its id."""
    page.goto(f"/admin/pages/{province.pk}/", wait_until="networkidle")
    desk.picture(page, "02-explorer")
    with desk.next_page(page):
        page.locator(f"a[href='/admin/pages/{province.pk}/add_subpage/']").locator(
            "visible=true"
        ).first.click()
    expect(page).to_have_url(re.compile("/add/story/storypage/"))
    desk.picture(page, "03-new-story")
    page.locator("#id_title").fill(HEADLINE)
    page.locator("#id_standfirst").fill("Người bán nông sản ở Lạng Sơn có gian hàng trên mạng.")
    desk.write(page, "problem", "Nông sản khó ra khỏi bản.")
    desk.write(page, "approach", "Mỗi xã có một tổ công nghệ số cộng đồng.")
    desk.write(page, "steps", "Việc đi từ bản này sang bản khác.")
    desk.write_step(page, "Mở gian hàng", "Tổ công nghệ đến từng nhà.", "12/2021")
    desk.add_figure(
        page, "results", "hơn 116.000", "gian hàng", "gian hàng số", "hơn một trăm mười sáu nghìn", key=True
    )
    desk.add_figure(page, "results", "97,1%", "%", "hộ có tài khoản", "chín mươi bảy phẩy một phần trăm")
    desk.add_figure(page, "results", "3,1 tỷ", "đồng", "doanh thu một tháng", "ba tỷ một trăm triệu đồng")
    editor = desk.write(page, "results", "Đến cuối năm, toàn tỉnh có ")
    desk.name_figure(page, editor, "hơn 116.000 gian hàng")
    page.keyboard.type(" trên sàn.")
    desk.picture(page, "06-named-in-a-sentence")
    desk.write(page, "lessons", "Bắt đầu từ người bán.")
    desk.write_lesson(page, "Đến tận nhà, chỉ tận tay.")
    desk.choose_place(page, "Lạng Sơn")
    page_id = desk.save(page)
    desk.picture(page, "08-saved-draft")
    desk.submit(page)
    desk.picture(page, "10-submitted")
    return page_id


def pass_three_desks(desk_of, people, page_id, figures):
    """Editor, checker and approver do their parts; `figures` wait for a sign-off."""
    with desk_of(people.editor) as page:
        desk.open_story(page, page_id)
        desk.picture(page, "11-editor")
        desk.approve(page)
    with desk_of(people.checker) as page:
        desk.check_figures(page, page_id, figures)
    with desk_of(people.approver) as page:
        desk.open_story(page, page_id)
        desk.picture(page, "15-approver")
        desk.approve(page)
        desk.picture(page, "16-approved")


def correct_figure(page, page_id):
    """The author puts the number right in its one box, and submits again."""
    desk.open_story(page, page_id)
    desk.picture(page, "20-live-story")
    box = page.locator("[name='body-3-value-figures-0-value-quantity']")
    desk.unfold(page, box)
    box.fill("hơn 118.500")
    expect(desk.echo(box)).to_contain_text("hơn một trăm mười tám nghìn năm trăm")
    desk.picture(page, "21-corrected")
    desk.save(page)
    why = page.locator("[name='correction_note_vi']")
    desk.unfold(page, why)
    why.fill("Bản trước đếm thiếu các gian hàng mở trong tháng 12.")
    why.scroll_into_view_if_needed()
    desk.picture(page, "correction-reason")
    desk.submit(page)


def address_of(reader):
    """The public address of the story: a reader finds it on the page of the province."""
    reader.goto("/cau-chuyen/lang-son/")
    return reader.get_by_role("link", name=HEADLINE).first.get_attribute("href")


def sentence(page):
    """The sentence that names the figure."""
    return page.locator("#results p").filter(has_text="toàn tỉnh có").first


def plain(text):
    """The text with ordinary spaces."""
    return text.replace("\xa0", " ")


def opened(reader, address, status=200):
    """What an address answers."""
    response = reader.request.get(address)
    assert response.status == status, f"{address}: {response.status}"
    return response


def check_infographics(reader, page_id, said):
    """Four ratios in three kinds open, and what is written in them says the figure."""
    for ratio in RATIOS:
        for kind, start in KINDS.items():
            body = opened(reader, f"/press/{page_id}/infographic-{ratio}.{kind}").body()
            assert body.startswith(start), f"{ratio}.{kind}"
            if kind == "svg":
                text = re.sub(r"<(style|defs)\b.*?</\1>", " ", body.decode(), flags=re.S)
                words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
                assert said in words, f"{ratio}: {words}"


def figure_of(reader, page_id, label):
    """The figure of this label in the summary, and the summary."""
    summary = json.loads(opened(reader, f"/press/{page_id}/summary.json").body())
    return next(item for item in summary["figures"] if item["label"] == label), summary


def test_story_from_first_word_to_correction(desk_of, reader, people, province):
    with desk_of(people.contributor) as page:
        desk.picture(page, "01-dashboard")
        page_id = write_story(page, province)
    assert reader.goto(f"/press/{page_id}/").status == 404

    pass_three_desks(desk_of, people, page_id, 3)
    address = address_of(reader)
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text(HEADLINE)
    expect(sentence(reader)).to_contain_text("toàn tỉnh có hơn 116.000 gian hàng trên sàn.")
    expect(reader.locator("#figures tbody tr")).to_have_count(3)
    for shown in ("116.000", "97,1", "3,1 tỷ"):
        expect(reader.locator("#figures")).to_contain_text(shown)
    desk.picture(reader, "17-public")
    figure, before = figure_of(reader, page_id, "gian hàng số")
    assert (figure["value"], figure["qualifier"], figure["unit"]) == ("116000", "over", "gian hàng")
    assert figure["verified"]["by"] == people.checker.display_name
    check_infographics(reader, page_id, "116.000")

    with desk_of(people.contributor) as page:
        correct_figure(page, page_id)
    reader.goto(address)
    expect(sentence(reader)).to_contain_text("116.000")
    pass_three_desks(desk_of, people, page_id, 1)

    reader.goto(address)
    expect(sentence(reader)).to_contain_text("toàn tỉnh có hơn 118.500 gian hàng trên sàn.")
    expect(reader.locator("#figures")).to_contain_text("118.500")
    expect(reader.locator("#figures")).not_to_contain_text("116.000")
    desk.picture(reader, "22-corrected-public")
    expect(reader.locator("#corrections s")).to_contain_text("116.000")
    assert reader.locator("main").inner_text().count("116.000") == 1
    figure, after = figure_of(reader, page_id, "gian hàng số")
    assert figure["value"] == "118500" and figure["verified"]
    corrections = [(plain(item["before"]), plain(item["after"])) for item in after["corrections"]]
    assert corrections == [("hơn 116.000 gian hàng", "hơn 118.500 gian hàng")]
    check_infographics(reader, page_id, "118.500")

    reader.goto(desk.code_address(before))
    expect(reader.locator(".answer--changed")).to_be_visible()
    changed = reader.locator("tr.changed")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text("116.000")
    expect(changed).to_contain_text("118.500")
    desk.picture(reader, "23-changed")
    reader.goto(desk.code_address(after))
    expect(reader.locator(".answer")).to_be_visible()
    expect(reader.locator(".answer--changed")).to_have_count(0)
    assert address == "/cau-chuyen/lang-son/gian-hang-so-den-tung-ban/"


# A browser with much to do hands the text over later than the editor's own quarter of a second.
BUSY = "const wait = window.setTimeout; window.setTimeout = (f, ms, ...rest) => wait(f, ms === 250 ? 1500 : ms, ...rest)"


@pytest.mark.parametrize("browser", ["", BUSY], ids=["idle", "busy"])
def test_the_last_word_typed_is_saved_however_fast_the_hand(desk_of, people, province, browser):
    with desk_of(people.contributor) as page:
        page.add_init_script(browser)
        page.goto(f"/admin/pages/add/story/storypage/{province.pk}/", wait_until="networkidle")
        page.locator("#id_title").fill(HEADLINE)
        desk.write(page, "problem", "Nông sản khó ra khỏi bản")
        page_id = desk.save(page)
        desk.open_story(page, page_id)
        editor = desk.text_box(page, "body-0-value-content-0-value")
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text(" từ mùa mưa.")
        with page.expect_event("load"):
            page.evaluate("document.querySelector('button.action-save').click()")
        desk.open_story(page, page_id)
        expect(desk.text_box(page, "body-0-value-content-0-value")).to_contain_text("từ mùa mưa.")


def test_contributor_does_not_see_a_draft_of_another_province(desk_of, people, draft_of_da_nang, province):
    draft, other = draft_of_da_nang, draft_of_da_nang.get_parent()
    with desk_of(people.contributor) as page:
        for address in (f"/admin/pages/{draft.pk}/edit/", f"/admin/pages/{other.pk}/"):
            page.goto(address)
            assert page.url.endswith("/admin/") or page.url.endswith(f"/admin/pages/{province.pk}/")
            expect(page.locator("main")).not_to_contain_text(draft.title)
        for address in (
            f"{draft.pk}/view_draft/",
            f"{draft.pk}/history/",
            f"add/story/storypage/{other.pk}/",
        ):
            response = page.goto(f"/admin/pages/{address}")
            assert response.status in (403, 404) or page.url.endswith("/admin/"), address
            assert draft.title not in page.content()
        assert page.goto(f"/admin/story/{draft.pk}/figures/").status in (403, 404) or page.url.endswith(
            "/admin/"
        )
        page.goto(SEARCH)
        expect(page.locator("main")).not_to_contain_text(draft.title)
        assert draft.title not in opened(page, CHOOSER).text()
        for address in (f"/admin/choose-page/{other.pk}/", "/admin/reports/site-history/"):
            assert draft.title not in page.request.get(address).text()
    with desk_of(people.editor) as page:  # who may see it finds it in the same places
        page.goto(SEARCH)
        expect(page.locator("main")).to_contain_text(draft.title)
        assert draft.title in opened(page, CHOOSER).text()
