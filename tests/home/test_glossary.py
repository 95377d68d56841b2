"""The public handbook: terms from A to Z, each with the public stories that use it and no other."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from home.glossary.order import heading, order
from home.glossary.uses import note_all
from home.models import TermUse
from library.loading import load_glossary
from library.models import Term, TermGuide
from story import actions
from story.outbox import deliver_pending
from tests.factories import paragraph, person, publish_through_workflow, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

INDEX, ENGLISH = "/tu-dien/", "/en/glossary/"


@pytest.fixture(autouse=True)
def glossary():
    cache.clear()
    load_glossary()


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def names(response):
    return [link.get_text() for link in soup(response).select(".terms dt a")]


@pytest.fixture
def story(django_capture_on_commit_callbacks):
    """A public story whose approach uses a term, and whose results do not."""
    content = {"approach": [paragraph("<p>Người dân mở tài khoản bằng eKYC tại nhà.</p>")]}
    page = story_page(headline="Rút tiền ở bưu điện", content=content)
    with django_capture_on_commit_callbacks(execute=True):
        return publish_through_workflow(page)


class TestOrder:
    def test_names_stand_as_in_a_dictionary(self):
        mixed = ["đô thị", "dữ liệu", "ấn", "an", "ăn", "mã", "ma", "ủy", "ưu", "F0"]
        assert sorted(mixed, key=order) == [
            "an",
            "ăn",
            "ấn",
            "dữ liệu",
            "đô thị",
            "F0",
            "ma",
            "mã",
            "ủy",
            "ưu",
        ]

    def test_a_letter_has_its_marked_sisters_but_d_stands_alone(self):
        assert [heading(name) for name in ("ấn", "Ủy ban", "đô thị", "dữ liệu", "5G")] == [
            "A",
            "U",
            "Đ",
            "D",
            "#",
        ]


class TestTheList:
    def test_every_public_term_has_its_place(self, client):
        assert len(names(client.get(INDEX))) == 60
        assert "digital transformation" in names(client.get(ENGLISH))

    @pytest.mark.parametrize("query", ["chuyen doi so", "CHUYỂN ĐỔI SỐ", "digital transformation"])
    def test_the_box_finds_without_accents_and_in_both_languages(self, client, query):
        assert "chuyển đổi số" in names(client.get(INDEX, {"q": query}))

    def test_a_rendering_is_found_and_a_forbidden_one_is_not(self, client):
        assert names(client.get(INDEX, {"q": "ekyc"})) == ["định danh điện tử"]
        assert names(client.get(ENGLISH, {"q": "south china sea"})) == []

    def test_nothing_found_says_so(self, client):
        page = soup(client.get(INDEX, {"q": "không có từ này"}))
        assert page.select_one(".empty p").get_text(strip=True)
        assert page.select_one("meta[name=robots]")["content"] == "noindex"

    def test_a_hidden_term_is_nowhere(self, client):
        Term.objects.filter(slug="ocop").update(public=False)
        assert "OCOP" not in names(client.get(INDEX))
        assert client.get("/tu-dien/ocop/").status_code == 404
        assert "/tu-dien/ocop/" not in client.get("/sitemap.xml").content.decode()

    def test_the_list_costs_few_queries(self, client, django_assert_max_num_queries):
        client.get(INDEX)
        with django_assert_max_num_queries(6):
            client.get(INDEX)


class TestATerm:
    def test_it_says_what_it_means_and_its_name_in_the_other_language(self, client):
        page = soup(client.get("/tu-dien/dinh-danh-dien-tu/"))
        assert page.h1.get_text() == "định danh điện tử"
        assert page.select_one(".standfirst").get_text() == "Xác thực danh tính từ xa, không cần tới quầy."
        assert page.select_one("dd[lang=en]").get_text() == "electronic identification"
        assert "eKYC" in page.select_one(".term-facts").get_text()
        assert (
            soup(client.get("/en/glossary/dinh-danh-dien-tu/")).h1.get_text() == "electronic identification"
        )

    def test_it_stands_in_the_sitemap_in_both_languages(self, client):
        sitemap = client.get("/sitemap.xml").content.decode()
        assert "/tu-dien/atm-mem/" in sitemap and "/en/glossary/atm-mem/" in sitemap

    def test_a_guide_stands_in_its_language(self, client):
        term = Term.objects.get(slug="atm-mem")
        TermGuide.objects.create(term=term, locale="vi", title="Cẩm nang", url="https://dx.example/")
        assert soup(client.get("/tu-dien/atm-mem/")).select_one("a[href='https://dx.example/']")
        assert not soup(client.get("/en/glossary/atm-mem/")).select_one("a[href='https://dx.example/']")

    def test_a_term_without_a_name_in_a_language_has_no_page_there(self, client):
        Term.objects.filter(slug="atm-mem").update(names={"vi": "ATM mềm"})
        assert client.get("/en/glossary/atm-mem/").status_code == 404
        assert not soup(client.get("/tu-dien/atm-mem/")).select("link[hreflang=en]")


class TestStoriesThatUseIt:
    def titles(self, client, slug):
        return soup(client.get(f"/tu-dien/{slug}/")).select_one(".term-stories").get_text()

    def test_a_published_story_is_named(self, client, story):
        assert story.title in self.titles(client, "dinh-danh-dien-tu")
        assert story.title not in self.titles(client, "ocop")

    def test_a_draft_is_not(self, client):
        story_page(headline="Chưa ai biết", content={"approach": [paragraph("<p>Dùng eKYC.</p>")]})
        note_all()
        assert "Chưa ai biết" not in self.titles(client, "dinh-danh-dien-tu")

    def test_a_withdrawn_story_is_named_no_more(self, client, story):
        actions.withdraw(story, superuser(), "Nguồn rút lại.")
        assert story.title not in self.titles(client, "dinh-danh-dien-tu")

    def test_a_changed_term_finds_its_stories_when_the_clock_comes(self, client, story):
        term = Term.objects.get(slug="ocop")
        term.names = {"vi": "tài khoản"}
        term.save()
        assert story.title not in self.titles(client, "ocop")
        deliver_pending()
        assert story.title in self.titles(client, "ocop")

    def test_a_new_version_without_the_word_forgets_it(self, story):
        assert TermUse.objects.filter(page=story, term__slug="dinh-danh-dien-tu").exists()
        story.body[1].value["content"][0].value = type(story.body[1].value["content"][0].value)(
            "<p>Khác.</p>"
        )
        story.save()
        note_all()
        assert not TermUse.objects.filter(page=story, term__slug="dinh-danh-dien-tu").exists()


def test_contributors_have_no_glossary_in_their_menu(client):
    client.force_login(person("contributor"))
    assert "/admin/snippets/library/term/" not in client.get("/admin/").content.decode()
