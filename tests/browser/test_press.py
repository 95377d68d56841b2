"""A journalist from the first visit to a withdrawn story: let in, finding, taking, and told of what changed."""

import hashlib
import json
import re
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from story import actions
from story.models import StoryPage
from story.questions import gate
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NAME, MAILBOX, OUTLET = "Nguyễn Thu Hà", "ha@truyenhinh.example", "Đài Truyền hình Việt Nam"
PASSWORD = "mot-mat-khau-rat-dai-9"
PUBLIC, WAITING, OTHER = (
    "Rút tiền ngay ở bưu điện xã",
    "Rút tiền bằng căn cước ở chợ phiên",
    "Bến cảng mở tờ khai điện tử",
)
# A kit is some sixty files, each drawn when it is first asked for.
KIT_TAKES = 180_000


def figures():
    """What was counted, and what is only meant to be reached."""
    counter, commune = factories.unit("điểm"), factories.unit("xã")
    served = factories.figure("68", "điểm rút tiền đã mở", unit=counter, highlight=True, period="2022-04")
    goal = factories.figure("200", "xã có điểm rút tiền", unit=commune, nature="target", period="2025")
    served["value"] |= {"period_basis": "stated", "source_page": "trang 4"}
    goal["value"] |= {"period_basis": "stated"}
    return [served, goal]


def body(data):
    """Enough for three quarters of a minute on air; the figures stand in their sentences as records."""
    served, goal = (f'<a linktype="figure" id="{item["id"]}">số</a>' for item in data)
    told = {
        "problem": "Muốn rút tiền trợ cấp, người già ở xã vùng cao phải đi xe khách cả buổi ra huyện. "
        "Tiền xe có khi bằng một phần ba số tiền nhận được. Nhiều người đành nhờ người khác đi lĩnh thay.",
        "approach": "Ngân hàng giao tiền mặt cho bưu điện xã, bưu điện trả ngay cho dân bằng một chiếc máy quẹt cầm tay. "
        "Ai không nhớ mật khẩu thì xác nhận bằng căn cước và vân tay.",
        "steps": "Nhân viên bưu điện học cách dùng máy trong hai buổi, rồi làm thử ở các xã gần đường lớn trước.",
        "results": f"Đến nay đã có {served} rút tiền ở các xã. Tỉnh đặt mục tiêu {goal} có điểm rút tiền. "
        "Bà con không còn phải dậy từ nửa đêm để kịp chuyến xe.",
        "lessons": "Dùng lại nơi người dân đã quen đến thì không phải xây thêm trụ sở nào.",
    }
    return factories.body(
        data, {part: [factories.paragraph(f"<p>{text}</p>")] for part, text in told.items()}
    )


def checked_by_all(page, people, chief):
    """Through every step; the story as it stands afterwards."""
    actions.approve(factories.at_step(page, "approve", chief), people.approver)
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def chief(people):
    return factories.superuser(username="truong-ban", first_name="Thảo", last_name="Lê Phương")


@pytest.fixture
def stories(people, chief, monkeypatch):
    monkeypatch.setattr(gate, "SHORTEST_SECONDS", 0)
    data = figures()
    page = factories.story_page(headline=PUBLIC, standfirst="Bưu điện xã thành nơi trả tiền cho cả bản.")
    factories.edit(page, people.contributor, body=body(data))
    waiting = factories.figure("12400", "lượt rút tiền", unit=factories.unit("lượt"), qualifier="over")
    waiting["value"]["highlight"] = True
    held = factories.story_page(
        headline=WAITING, figures=[waiting], go_live_at=timezone.now() + timedelta(days=2)
    )
    return SimpleNamespace(
        data=data,
        public=checked_by_all(StoryPage.objects.get(pk=page.pk), people, chief),
        waiting=checked_by_all(held, people, chief),
        other=checked_by_all(factories.story_page(headline=OTHER), people, chief),
    )


def address_in_mail(part):
    """The address with `part` in it that the last mail to the journalist names, without the host."""
    letter = [letter for letter in mail.outbox if letter.to == [MAILBOX]][-1]
    return re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", letter.body)[1]


# Pictures that are on the screen have come; those further down are fetched when somebody gets there.
HAVE_COME = """() => [...document.images].every(image => {
  const {top, bottom, width} = image.getBoundingClientRect();
  return image.complete || !width || top > innerHeight || bottom < 0;
})"""


def show(page, name, selector="body"):
    """A picture with a part at the top of the screen, once all that it needs has come."""
    page.locator(selector).first.evaluate("part => part.scrollIntoView({block: 'start'})")
    page.wait_for_function(HAVE_COME)
    desk.picture(page, name)


def fits_a_phone(page, name):
    """On a telephone the page never scrolls sideways; back to the desk afterwards."""
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390, page.url
    desk.picture(page, name)
    page.set_viewport_size(before)


def save(page, press, folder):
    """What the browser downloads when something is pressed."""
    with page.expect_download(timeout=KIT_TAKES) as waited:
        press()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def ask_for_accreditation(page):
    page.goto("/press/")
    expect(page.locator("main")).not_to_contain_text(WAITING)
    page.locator(".press-account a[href*='the-bao-chi']").click()
    typed = {"name": NAME, "outlet": OUTLET, "role_title": "Phóng viên", "email": MAILBOX}
    typed |= {"phone": "0912 345 678", "purpose": "Bản tin kinh tế buổi sáng."}
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=consent]").check()
    show(page, "press-ask")
    with desk.next_page(page):
        page.locator("main form.press-form button").click()
    expect(page).to_have_url(re.compile(r"\?sent$"))
    page.goto(address_in_mail("xac-nhan"))
    with desk.next_page(page):
        page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text("Đề nghị của bạn đã đến")


def grant(page):
    page.goto("/admin/accreditations/", wait_until="networkidle")
    with desk.next_page(page):
        page.get_by_role("link", name=NAME).first.click()
    expect(page.locator("button[value='grant']")).to_be_visible()
    desk.picture(page, "press-accredit")
    with desk.next_page(page):
        page.locator("button[name='verb'][value='grant']").click()
    expect(page).to_have_url(re.compile("/admin/accreditations/$"))


def sign_in(page):
    page.goto(address_in_mail("press/mat-khau"))
    for box in page.locator("main input[type='password']").all():
        box.fill(PASSWORD)
    desk.picture(page, "press-password")
    with desk.next_page(page):
        page.locator("main form button").last.click()
    with desk.next_page(page):
        page.locator("main a.button").click()
    page.locator("#id_username").fill(MAILBOX.upper())
    page.locator("#id_password").fill(PASSWORD)
    with desk.next_page(page):
        page.locator("main form.press-form button").click()
    expect(page).to_have_url(re.compile(r"[^=]/press/$"))
    expect(page.locator(".press-account")).to_contain_text(NAME)


def search_and_choose(page, stories):
    """Without accents; what waits for its time carries its band; both go into the basket."""
    page.locator("#q").fill("rut tien")
    with desk.next_page(page):
        page.locator(".desk-search button").click()
    expect(page).to_have_url(re.compile("q=rut"))
    rows = page.locator(".desk-row")
    expect(rows).to_have_count(2)
    until = timezone.localtime(stories.waiting.go_live_at)
    band = rows.filter(has_text=WAITING).locator(".desk-row__band")
    expect(rows.filter(has_text=WAITING).locator(".desk-row__figure")).to_contain_text("12.400")
    expect(band).to_contain_text(
        f"Chưa được đăng, phát trước {until:%H:%M} {until.day}/{until.month}/{until.year}"
    )
    for row in rows.all():
        row.locator("[name='chon']").check()
    with desk.next_page(page):
        page.locator(".desk-basket button[name='page']").click()
    expect(page.locator(".desk-basket")).to_contain_text("2")
    show(page, "press-desk", ".desk-columns")
    fits_a_phone(page, "press-desk-phone")


def read_what_waits(page, stranger, stories):
    """The page says for whom it is opened and until when it waits; for a stranger there is none."""
    address = f"/press/{stories.waiting.pk}/"
    assert stranger.request.get(address).status == 404
    page.goto(address)
    expect(page.locator(".press-embargo")).to_contain_text("Chưa được đăng, phát trước")
    expect(page.locator(".press-embargo")).to_contain_text(NAME)
    show(page, "press-embargo")
    page.goto("/press/lich/")
    expect(page.locator("main")).to_contain_text(WAITING)
    show(page, "press-calendar")
    page.goto("/press/?q=rut+tien", wait_until="networkidle")


def copy_a_figure(page, stories):
    """One press puts the figure on the clipboard as it is written on screen."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with desk.next_page(page):
        page.locator(".desk-row").filter(has_text=PUBLIC).locator(".desk-row__verbs a").first.click()
    expect(page).to_have_url(re.compile(f"/press/{stories.public.pk}/$"))
    show(page, "press-story")
    fits_a_phone(page, "press-story-phone")
    figure = page.locator(f"#figure-{stories.data[0]['id']}")
    figure.locator(".press-form-of--spoken .copy").click()
    expect(figure.locator(".copy.is-copied")).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == "sáu mươi tám điểm"
    goal = page.locator(f"#figure-{stories.data[1]['id']}")
    expect(goal.locator(".press-form-of--screen")).to_contain_text("200 xã")
    expect(goal).to_contain_text("mục tiêu")
    show(page, "press-figures", "#figures")
    show(page, "press-graphics", "#graphics")
    show(page, "press-files", "#files")


def take_a_script(page, folder):
    """45 seconds of television: it fits, a word is changed, it still fits and says that it was changed."""
    with desk.next_page(page):
        page.locator("#fit + .press-fit a[href$='/slot/']").click()
    page.locator("[name='medium']").select_option("television")
    page.locator("[name='length']").fill("45")
    with desk.next_page(page):
        page.locator(".slot__ask button").click()
    expect(page).to_have_url(re.compile("length=45"))
    told, box = page.locator("[data-slot-length]"), page.locator("#slot-text")
    fits = re.compile("· vừa khung")
    expect(told).to_have_text(fits)
    approved = box.input_value()
    assert "sáu mươi tám điểm" in approved
    box.fill(approved + approved)
    expect(told).to_have_text(re.compile("không vừa khung"))
    box.fill(approved.replace("Đến nay đã có", "Cả tỉnh có"))
    expect(told).to_have_text(fits)
    show(page, "press-slot", ".slot__head")
    fits_a_phone(page, "press-slot-phone")
    taken = save(page, page.locator("button[value='download']").click, folder).read_text()
    assert "Cả tỉnh có sáu mươi tám điểm" in " ".join(taken.split())
    assert "Người lấy bài đã sửa" in taken


def take_the_kit(page, folder):
    """Both stories in one ZIP; every file is what its manifest says."""
    page.goto("/press/?q=rut+tien", wait_until="networkidle")
    for box in page.locator("[name='chon']").all():
        box.check()
    path = save(page, page.locator(".desk-basket button[formaction]").click, folder)
    assert path.name.startswith("chua-duoc-dang-phat-truoc")
    return checked(path)


def checked(path):
    """The opened kit, once each file has the hash and size that the manifest gives."""
    kit = ZipFile(path)
    listed = json.loads(kit.read("manifest.json"))["files"]
    assert {file["name"] for file in listed} == set(kit.namelist()) - {"manifest.json"}
    for file in listed:
        data = kit.read(file["name"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"]), file["name"]
    return kit


def correct(stories, people, chief):
    """The newsroom's part, which has journeys of its own: 68 was 70."""
    stories.data[0]["value"]["quantity"]["value"] = "70"
    factories.edit(stories.public, body=body(stories.data))
    checked_by_all(StoryPage.objects.get(pk=stories.public.pk), people, chief)


def scan_the_code(page, kit):
    """Whoever holds the old graphic learns from its code what is right now."""
    told = json.loads(kit.read("manifest.json"))["stories"]
    (address,) = [story["still_right"] for story in told if story["headline"] == PUBLIC]
    page.goto(urlsplit(address).path)
    row = page.locator("tr.changed")
    expect(row.locator("s")).to_contain_text("68")
    expect(row).to_contain_text("70")
    fits_a_phone(page, "press-code-phone")


def lines_said(recall):
    """File, number and words of each line that the recall names."""
    said = re.compile(r"(\S+), dòng (\d+): (.+)")
    return [said.fullmatch(quote.inner_text()).groups() for quote in recall.locator("blockquote").all()]


def read_the_recall(page, kit, folder):
    """Old and new, the very lines of the files taken; confirmed; the new kit says what is right."""
    page.goto(address_in_mail("thong-bao"))
    (recall,) = page.locator(".recall").all()
    expect(recall).to_contain_text(PUBLIC)
    expect(recall.locator("s")).to_contain_text("68 điểm")
    expect(recall.locator(".recall__changes p").first).to_contain_text("70 điểm")
    said = lines_said(recall)
    assert {"script.txt", "prompter.txt"} <= {file for file, _number, _words in said}
    for file, number, words in said:
        (name,) = [
            held for held in kit.namelist() if held.endswith(file) and held.startswith(stories_slug(PUBLIC))
        ]
        line = kit.read(name).decode().splitlines()[int(number) - 1]
        assert line.strip() == words
    show(page, "press-recall", "main h1")
    fits_a_phone(page, "press-recall-phone")
    expect(recall.locator(".recall__files")).to_contain_text("television-45s.txt")
    with desk.next_page(page):
        recall.locator("form button").click()
    expect(page.locator(".recall__state")).to_be_visible()
    new = checked(save(page, page.locator(".recall a[href$='kit.zip']").click, folder))
    (script,) = [name for name in new.namelist() if name.endswith("-script.txt")]
    assert "bảy mươi điểm" in " ".join(new.read(script).decode().split())


def stories_slug(headline):
    return StoryPage.objects.get(title=headline).slug


def test_journalist_is_let_in_takes_and_is_told_of_what_changed(
    desk_of, reader, phone, people, chief, stories, tmp_path
):
    ask_for_accreditation(reader)
    with desk_of(people.administrator) as office:
        grant(office)
    assert User.objects.get(email=MAILBOX).organisation == OUTLET
    sign_in(reader)
    search_and_choose(reader, stories)
    read_what_waits(reader, phone, stories)
    copy_a_figure(reader, stories)
    take_a_script(reader, tmp_path)
    kit = take_the_kit(reader, tmp_path)
    correct(stories, people, chief)
    scan_the_code(reader, kit)
    read_the_recall(reader, kit, tmp_path)

    actions.withdraw(
        StoryPage.objects.get(pk=stories.public.pk), people.approver, "Ngân hàng rút lại số liệu đã gửi."
    )
    letter = reader.context.new_page()
    letter.goto(address_in_mail("thong-bao"))
    gone = letter.locator(".recall").filter(has_text="Bài đã bị gỡ")
    expect(gone).to_contain_text(PUBLIC)
    expect(gone).not_to_contain_text("điểm")
    show(letter, "press-recall-withdrawn")
    for part in ("", "slot/", "kit.zip", "script.txt"):
        assert reader.request.get(f"/press/{stories.public.pk}/{part}").status == 410
