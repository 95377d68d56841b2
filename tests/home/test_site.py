"""What the site says of itself: its publisher, the pages about it, its foot, and the register of corrections."""

from datetime import date
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Site

from accounts import roles
from home.models import ContentPage, SiteInformation
from story import actions
from tests.factories import (
    body,
    edit,
    figure,
    paragraph,
    person,
    publish_through_workflow,
    story_page,
    superuser,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def publisher():
    fields = {
        "bodies": {"vi": "Bộ Thử nghiệm", "en": "Ministry of Tests"},
        "licence_number": "12/GP",
        "licence_date": date(2026, 1, 15),
        "responsible_name": "Người Phụ Trách",
        "responsible_roles": {"vi": "Trưởng Ban", "en": "Head"},
        "addresses": {"vi": "Số 1, Hà Nội"},
        "telephone": "024 0000 0000",
        "email": "ban@example.com",
        "reuse": {"vi": "Ghi rõ nguồn."},
    }
    return SiteInformation.objects.create(site=Site.objects.get(is_default_site=True), **fields)


def soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def foot(client, address):
    return soup(client, address).select_one(".footer").get_text(" ", strip=True)


class TestPublisher:
    @pytest.mark.parametrize("address", ["/", "/lien-he/", "/gioi-thieu/", "/tu-dien/"])
    def test_it_stands_at_the_foot_of_every_page(self, client, publisher, address):
        said = foot(client, address)
        for words in ("Bộ Thử nghiệm", "12/GP", "15/1/2026", "Người Phụ Trách, Trưởng Ban", "024 0000 0000"):
            assert words in said

    def test_in_english_it_is_english_where_it_can_be(self, client, publisher):
        said = foot(client, "/en/")
        assert "Ministry of Tests" in said and "Head" in said
        assert "Số 1, Hà Nội" in said and "Ghi rõ nguồn" not in said

    def test_about_and_contact_say_it_too(self, client, publisher):
        for address in ("/gioi-thieu/", "/lien-he/"):
            assert "Người Phụ Trách" in soup(client, address).select_one("main .publisher").get_text()

    def test_what_is_empty_is_shown_nowhere(self, client):
        text = foot(client, "/")
        for label in ("Giấy phép", "Chịu trách nhiệm", "Địa chỉ:", "Điện thoại:", "None"):
            assert label not in text

    @override_settings(SITE_MINISTRY="Bộ từ cấu hình")
    def test_the_setting_of_the_server_is_the_default(self, client):
        assert "Bộ từ cấu hình" in foot(client, "/")

    def test_a_change_is_shown_at_once(self, client, publisher):
        foot(client, "/")
        publisher.telephone = "024 1111 1111"
        publisher.save()
        assert "024 1111 1111" in foot(client, "/")

    def test_the_foot_costs_no_question_once_it_is_known(self, client, publisher, django_assert_num_queries):
        from home.site.imprint import imprint

        imprint("vi")
        with django_assert_num_queries(0):
            assert imprint("vi").body == "Bộ Thử nghiệm"

    @pytest.mark.parametrize(("role", "may"), [(roles.ADMINISTRATOR, True), (roles.EDITOR, False)])
    def test_administrators_write_it(self, client, role, may):
        client.force_login(person(role))
        site = Site.objects.get(is_default_site=True)
        assert (client.get(f"/admin/settings/home/siteinformation/{site.pk}/").status_code == 200) is may


class TestPagesAboutTheSite:
    @pytest.mark.parametrize(
        "address",
        [
            "/gioi-thieu/",
            "/cach-kiem-chung-so-lieu/",
            "/kha-nang-tiep-can/",
            "/en/about/",
            "/en/how-figures-are-checked/",
            "/en/accessibility/",
        ],
    )
    def test_each_answers_and_is_linked_from_the_foot(self, client, address):
        page = soup(client, address)
        assert page.select_one("main h1")
        assert page.select_one(f".footer a[href='{address}']")
        assert page.select_one("link[rel=alternate][hreflang]")

    def test_an_editor_writes_and_an_approver_publishes(self):
        page = ContentPage.objects.get(slug="gioi-thieu")
        editor, approver = (
            page.permissions_for_user(person(role)) for role in (roles.EDITOR, roles.APPROVER)
        )
        assert editor.can_edit() and not editor.can_publish()
        assert approver.can_edit() and approver.can_publish()
        assert not page.permissions_for_user(person("contributor")).can_edit()

    def test_what_an_editor_wrote_stays_when_the_newsroom_is_made_again(self):
        ContentPage.objects.filter(slug="gioi-thieu").update(title="Về chúng tôi", slug="ve-chung-toi")
        call_command("newsroom", stdout=StringIO())
        assert ContentPage.objects.filter(slug="ve-chung-toi", title="Về chúng tôi").exists()
        assert not ContentPage.objects.filter(slug="gioi-thieu").exists()

    def test_the_grammar_is_drawn_from_public_figures(self, client):
        done, ahead = figure(68, "điểm đang phục vụ"), figure(200, "xã có điểm", nature="target")
        publish_through_workflow(story_page(figures=[done, ahead]))
        rows = soup(client, "/gioi-thieu/").select(".grammar__row")
        assert "điểm đang phục vụ" in rows[0].get_text() and rows[0].select_one(".number--marked")
        assert "xã có điểm" in rows[1].get_text() and rows[1].select_one(".word-box")

    def test_a_secret_figure_explains_nothing(self, client):
        story_page(figures=[figure(68, "canary-5512")])
        assert "canary-5512" not in soup(client, "/gioi-thieu/").get_text()


class TestRegister:
    @pytest.fixture
    def corrected(self):
        wrong = figure(144, "tỷ lệ có tài khoản")
        page = publish_through_workflow(story_page(headline="Bài có đính chính", figures=[wrong]))
        right = figure("127.4", "tỷ lệ có tài khoản", id=wrong["id"])
        edit(page, superuser(), body=body([right]), correction_note={"vi": "Nguồn in nhầm."})
        return publish_through_workflow(page)

    def test_it_lists_what_was_corrected_with_the_reason(self, client, corrected):
        entry = soup(client, "/dinh-chinh/").select_one(".register__entry")
        for words in ("Bài có đính chính", "144", "127,4", "Nguồn in nhầm."):
            assert words in entry.get_text()
        assert entry.select_one("h2 a")["href"] == corrected.history_url

    def test_a_withdrawn_story_is_in_it_and_its_corrections_are_not(self, client, corrected):
        actions.withdraw(corrected, superuser(), "Nguồn rút lại.")
        entries = soup(client, "/dinh-chinh/").select(".register__entry")
        assert len(entries) == 1
        assert "Nguồn rút lại." in entries[0].get_text() and "144" not in entries[0].get_text()

    def test_another_language_has_its_own_stories_alone(self, client, corrected):
        page = soup(client, "/en/corrections/")
        assert not page.select(".register__entry") and page.select_one(".empty")

    def test_it_is_linked_from_the_foot_and_the_sitemap(self, client):
        assert soup(client, "/").select_one(".footer a[href='/dinh-chinh/']")
        sitemap = client.get("/sitemap.xml").content.decode()
        assert "/dinh-chinh/" in sitemap and "/en/contact/" in sitemap

    def test_a_draft_correction_is_not_told(self, client):
        wrong = figure(144, "tỷ lệ có tài khoản")
        page = publish_through_workflow(
            story_page(figures=[wrong], content={"results": [paragraph("<p>A.</p>")]})
        )
        edit(page, superuser(), body=body([figure(1, "canary-8", id=wrong["id"])]))
        assert not soup(client, "/dinh-chinh/").select(".register__entry")
