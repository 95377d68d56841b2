"""What is decided about a story, by the people who decide, up to what the public and the press then find."""

import re
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from accounts import roles
from story.models import StoryPage
from tests import factories
from tests.browser import at_the_desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LISTS = ["/", "/cau-chuyen/", "/cau-chuyen/lang-son/", "/press/", "/sitemap.xml"]
TAKEN = ["summary.json", "figures.csv", "infographic-16x9.png", "infographic-a4.pdf"]


def told(headline, **fields):
    """A story with two figures, both named in a sentence, of which the contributor is the author."""
    accounts = factories.unit("tài khoản")
    percent = factories.unit("%", "percent")
    first = factories.figure("867598", "tài khoản bán hàng", unit=accounts, highlight=True, period="2021")
    second = factories.figure("97.1", "hộ có tài khoản", unit=percent, period="2021")
    for figure in (first, second):
        figure["value"] |= {
            "period_basis": "stated",
            "source_title": "Báo cáo chuyển đổi số tỉnh Lạng Sơn 2021",
        }
    links = [f'<a linktype="figure" id="{figure["id"]}">…</a>' for figure in (first, second)]
    sentence = f"<p>Đến cuối năm, toàn tỉnh có {links[0]}, tức {links[1]} số hộ.</p>"
    content = {
        "problem": [factories.paragraph("<p>Nông sản khó ra khỏi bản.</p>")],
        "approach": [factories.paragraph("<p>Mỗi xã có một tổ công nghệ số cộng đồng.</p>")],
        "steps": [factories.paragraph("<p>Tổ công nghệ đến từng nhà, chỉ tận tay.</p>")],
        "results": [factories.paragraph(sentence)],
        "lessons": [factories.paragraph("<p>Bắt đầu từ người bán.</p>")],
    }
    standfirst = "Người bán nông sản ở Lạng Sơn có gian hàng trên mạng, hàng ra khỏi bản ngay trong ngày."
    return factories.story_page(
        headline=headline,
        figures=[first, second],
        content=content,
        standfirst=standfirst,
        **fields,
    )


def at_step(page, step):
    """The story at a step of its way, sent in by its author."""
    factories.at_step(page, step, page.owner if step == "edit" else None)
    return StoryPage.objects.get(pk=page.pk)


def answers(browser, addresses, status=200):
    """Each address answers with this status; returns what they say together."""
    texts = []
    for address in addresses:
        response = browser.request.get(address)
        assert response.status == status, f"{address}: {response.status}"
        texts.append(response.text() if "image" not in response.headers["content-type"] else "")
    return "\n".join(texts)


def surfaces(headline):
    """Every list and search in which a public story stands; what is searched for is shown again."""
    return [*LISTS, f"/search/?q={quote(headline.rsplit(maxsplit=2)[0])}"]


def step_from_desk(page, headline):
    """From the desk to the story that waits there."""
    with desk.next_page(page):
        page.locator(".desk__row").get_by_role("link", name=headline, exact=True).click()


class TestVerified:
    @pytest.fixture
    def stories(self, people):
        page = told("Chợ phiên lên mạng", author=people.contributor)
        return SimpleNamespace(page=at_step(page, "check"))

    def test_checker_signs_by_keyboard_and_the_public_sees_the_mark(self, desk_of, phone, people, stories):
        story = stories.page
        with desk_of(people.checker) as page:
            desk.picture(page, "desk-checker")
            page.goto("/admin/story/figures/", wait_until="networkidle")
            desk.picture(page, "figures-waiting")
            page.goto(f"/admin/story/{story.pk}/figures/", wait_until="networkidle")
            desk.picture(page, "figure-check")
            for signed in (1, 2):
                page.keyboard.press("x")
                expect(page.locator(".figure-check__mark.is-signed")).to_have_count(signed)
                # The marks stand there before the keys of the new page listen.
                page.wait_for_load_state("networkidle")
            desk.picture(page, "figure-check-done")
            finish = page.locator("button[value='approve']")
            for _key in range(60):
                if finish.evaluate("button => button === document.activeElement"):
                    break
                page.keyboard.press("Tab")
            expect(finish).to_be_focused()
            with desk.next_page(page):
                page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(r"/admin/$"))
        with desk_of(people.approver) as page:
            desk.picture(page, "desk-approver")
            step_from_desk(page, story.title)
            desk.approve(page)
        phone.goto(story.url)
        expect(phone.locator("#results .fig--verified")).to_have_count(2)
        expect(phone.locator("#figures tbody .tick:not(.tick--open)")).to_have_count(2)
        expect(phone.locator("#figures")).to_contain_text(people.checker.display_name)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        desk.picture(phone, "public-verified-phone")


class TestEmbargoed:
    @pytest.fixture
    def stories(self, people):
        people.journalist.groups.add(Group.objects.get(name=roles.PRESS))
        first = told("Sạp hàng ba đời nhận mã QR", author=people.contributor)
        later = told("Bến cảng mở tờ khai điện tử", author=people.contributor)
        later = factories.embargoed(later, at=timezone.now() + timedelta(days=2))
        return SimpleNamespace(first=at_step(first, "edit"), later=later)

    def test_press_alone_knows_until_the_clock_says_so(self, desk_of, reader, people, stories):
        story = stories.first
        until = timezone.localtime() + timedelta(days=1)
        with desk_of(people.editor) as page:
            step_from_desk(page, story.title)
            desk.set_time(page, until)
            desk.save(page)
            desk.approve(page)
        with desk_of(people.checker) as page:
            desk.check_figures(page, story.pk, 2)
        with desk_of(people.approver) as page:
            step_from_desk(page, story.title)
            desk.approve(page)
            page.goto("/admin/story/calendar/", wait_until="networkidle")
            expect(page.locator("main")).to_contain_text(story.title)
            desk.picture(page, "calendar")

        address = f"/cau-chuyen/lang-son/{story.slug}/"
        for hidden in (story, stories.later):
            said = answers(reader, surfaces(hidden.title))
            assert hidden.title not in said and hidden.slug not in said
            closed = [f"/press/{hidden.pk}/", f"/press/{hidden.pk}/summary.json"]
            answers(reader, [*closed, f"/cau-chuyen/lang-son/{hidden.slug}/"], 404)
        with desk_of(people.journalist, "/press/") as page:
            mark = f"Chưa được đăng, phát trước {until:%H:%M} {until.day}/{until.month}/{until.year}"
            row = page.locator(".desk-waiting .desk-row").filter(has_text=story.title)
            expect(row).to_contain_text(mark)
            desk.picture(page, "press-embargoed")
            with desk.next_page(page):
                row.locator("h3 a").click()
            expect(page.locator(".press-embargo")).to_contain_text(mark)
            summary = page.request.get(f"/press/{story.pk}/summary.json").json()
            assert (summary["status"], len(summary["figures"])) == ("embargoed", 2)
            answers(page, [address], 404)

        factories.fall_due(story)
        call_command("publish_due")
        reader.goto(address)
        expect(reader.locator("h1")).to_have_text(story.title)
        expect(reader.locator("#results .fig--verified")).to_have_count(2)
        for surface in surfaces(story.title):
            said = answers(reader, [surface])
            assert story.title in said or story.slug in said, surface
        assert stories.later.title not in answers(reader, surfaces(stories.later.title))
        answers(reader, [f"/press/{stories.later.pk}/"], 404)


class TestOutOfTurn:
    @pytest.fixture
    def stories(self, people):
        urgent = told("Cảnh báo lũ về tận thôn", author=people.contributor)
        gone = told("Sổ tay số của bản", author=people.contributor)
        return SimpleNamespace(urgent=at_step(urgent, "check"), gone=factories.publish_through_workflow(gone))

    def test_emergency_goes_out_unverified_and_back_to_the_checker(self, desk_of, reader, people, stories):
        story = stories.urgent
        with desk_of(people.approver) as page:
            page.goto(f"/admin/pages/{story.pk}/", wait_until="networkidle")
            desk.header_action(page, f"/admin/story/{story.pk}/publish/")
            page.locator("#id_reason").fill("Lũ đang lên, bà con cần số điện thoại trực ngay.")
            desk.picture(page, "emergency")
            answers(reader, [story.url], 404)
            with desk.next_page(page):
                page.locator("main form button[type=submit]").click()
            expect(page).to_have_url(re.compile("/admin/pages/"))
        reader.goto(story.url)
        expect(reader.locator("#results .fig")).to_have_count(2)
        expect(reader.locator("#results .fig--verified")).to_have_count(0)
        expect(reader.locator("#figures .tick--open")).to_have_count(2)
        desk.picture(reader, "public-not-verified")
        with desk_of(people.checker) as page:
            desk.check_figures(page, story.pk, 2)

    def test_withdrawn_story_answers_with_its_reason_and_the_press_gets_nothing(
        self, desk_of, phone, people, stories
    ):
        story = stories.gone
        answers(phone, [f"/press/{story.pk}/{name}" for name in TAKEN])
        with desk_of(people.approver) as page:
            page.goto(f"/admin/pages/{story.pk}/", wait_until="networkidle")
            desk.header_action(page, f"/admin/story/{story.pk}/withdraw/")
            page.locator("#id_reason").fill("Tỉnh báo số tài khoản bị đếm hai lần.")
            page.locator("[name^='public_reason']").first.fill("Số liệu của bài đang được tỉnh rà lại.")
            desk.picture(page, "withdraw")
            with desk.next_page(page):
                page.locator("main form button[type=submit]").click()
            expect(page).to_have_url(re.compile("/admin/pages/"))
        assert phone.goto(story.url).status == 410
        expect(phone.locator(".withdrawn")).to_contain_text("Số liệu của bài đang được tỉnh rà lại.")
        expect(phone.locator(".withdrawn")).not_to_contain_text("đếm hai lần")
        desk.picture(phone, "public-withdrawn-phone")
        answers(phone, [f"/press/{story.pk}/", *(f"/press/{story.pk}/{name}" for name in TAKEN)], 410)
        listed = answers(phone, ["/", "/cau-chuyen/", "/cau-chuyen/lang-son/", "/press/", "/sitemap.xml"])
        assert story.title not in listed and story.url not in listed
