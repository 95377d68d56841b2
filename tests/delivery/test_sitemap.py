from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from lxml import etree
from wagtail.models import Locale, Page, Site

from delivery import sitemap
from home.models import Call, HomePage
from story import registry
from story.models import Contributor
from tests.factories import publish_through_workflow, story_page

pytestmark = pytest.mark.django_db
NAMES = {"s": sitemap.SITEMAP, "x": sitemap.XHTML}


@pytest.fixture
def front_pages(monkeypatch):
    """A front page in each language, the English one a translation of the other; of other things calls alone."""
    calls = {"calls": registry.sitemap_entries.fillers["calls"]}
    monkeypatch.setattr(registry.sitemap_entries, "fillers", calls)
    Page.objects.filter(depth__gt=1).delete()
    root = Page.get_first_root_node()
    vietnamese, _ = Locale.objects.get_or_create(language_code="vi")
    english, _ = Locale.objects.get_or_create(language_code="en")
    front = root.add_child(instance=HomePage(title="Lời giải", slug="trang-nhat", locale=vietnamese))
    front.save_revision().publish()
    Site.objects.all().delete()
    Site.objects.create(hostname="newsroom.example", root_page=front, is_default_site=True)
    translated = front.copy_for_translation(english)
    translated.title = "Solutions & <answers>"
    translated.save_revision().publish()
    return Page.objects.get(pk=front.pk), Page.objects.get(pk=translated.pk)


PEOPLE = {"Lan": date(2026, 1, 5), "Không ưng": None, "Chưa có bài": date(2026, 1, 5)}


def locations(client):
    return entries(client).xpath("//s:loc/text()", namespaces=NAMES)


def entries(client, address="/sitemap.xml"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return etree.fromstring(response.content)


class TestSitemap:
    def test_lists_each_language_with_links_to_all(self, client, front_pages):
        root = entries(client)
        assert set(root.xpath("//s:loc/text()", namespaces=NAMES)) == {
            "http://newsroom.example/",
            "http://newsroom.example/en/",
        }
        for url in root.xpath("//s:url", namespaces=NAMES):
            links = {link.get("hreflang"): link.get("href") for link in url.xpath("x:link", namespaces=NAMES)}
            assert links == {
                "vi": "http://newsroom.example/",
                "en": "http://newsroom.example/en/",
                "x-default": "http://newsroom.example/",
            }
            assert {link.get("rel") for link in url.xpath("x:link", namespaces=NAMES)} == {"alternate"}

    def test_keeps_the_rules_of_the_protocol(self, client, front_pages):
        root = entries(client)
        assert root.tag == f"{{{sitemap.SITEMAP}}}urlset"
        for url in root:
            children = [child.tag for child in url if not child.tag.startswith(f"{{{sitemap.XHTML}}}")]
            assert children == [f"{{{sitemap.SITEMAP}}}loc", f"{{{sitemap.SITEMAP}}}lastmod"]
            (changed,) = url.xpath("s:lastmod/text()", namespaces=NAMES)
            written = timezone.datetime.fromisoformat(changed)
            assert written.tzinfo is not None
            assert timezone.now() - written < timedelta(minutes=5)

    def test_page_in_one_language_has_no_alternates(self, client, front_pages):
        front_pages[1].unpublish()
        root = entries(client)
        assert root.xpath("//s:loc/text()", namespaces=NAMES) == ["http://newsroom.example/"]
        assert root.xpath("//x:link", namespaces=NAMES) == []

    def test_draft_is_absent(self, client, front_pages):
        front_pages[0].unpublish()
        front_pages[1].unpublish()
        assert len(entries(client)) == 0

    def test_number_of_queries_does_not_grow_with_the_pages(
        self, client, front_pages, django_assert_max_num_queries
    ):
        front = front_pages[0]
        for number in range(10):
            front.add_child(
                instance=Page(title=f"Trang {number}", slug=f"trang-{number}", locale=front.locale)
            )
        with django_assert_max_num_queries(9):
            assert len(entries(client)) == 12

    def test_large_site_has_an_index_whose_parts_hold_every_address_once(
        self, client, front_pages, monkeypatch
    ):
        Call.objects.create(title="Chợ số", theme="Kể chuyện chợ.", published=True)
        front = front_pages[0]
        for number in range(3):
            front.add_child(instance=Page(title=f"T{number}", slug=f"t-{number}", locale=front.locale))
        whole = locations(client)
        monkeypatch.setattr(sitemap, "THINGS_PER_FILE", 2)
        index = entries(client)
        assert index.tag == f"{{{sitemap.SITEMAP}}}sitemapindex"
        parts = index.xpath("//s:loc/text()", namespaces=NAMES)
        assert len(parts) == 3
        found = [entries(client, urlsplit(part).path) for part in parts]
        assert sorted(
            loc for part in found for loc in part.xpath("//s:loc/text()", namespaces=NAMES)
        ) == sorted(whole)
        # A page and its translation stand in the same part.
        assert sum(len(part.xpath("//x:link[@hreflang='en']", namespaces=NAMES)) for part in found) == 4
        for name in ("pages-0", "pages-3", "pages-x", "nothing"):
            assert client.get(f"/sitemap-{name}.xml").status_code == 404


class TestWhatIsNoPage:
    """Calls and people: in the sitemap as long as their pages answer, in every language."""

    @pytest.fixture(autouse=True)
    def newsroom_stands(self, newsroom):
        pass

    def test_open_call_is_listed_with_its_languages(self, client):
        call = Call.objects.create(title="Chợ số", theme="Kể chuyện chợ.", published=True)
        (url,) = [
            url for url in entries(client) if url.xpath("s:loc[contains(., '/loi-moi/')]", namespaces=NAMES)
        ]
        links = {link.get("hreflang"): link.get("href") for link in url.xpath("x:link", namespaces=NAMES)}
        assert links["vi"] == links["x-default"] == url.xpath("string(s:loc)", namespaces=NAMES)
        assert links["en"].endswith(f"/en/calls/{call.pk}/")
        assert {client.get(urlsplit(href).path).status_code for href in links.values()} == {200}

    def test_call_that_is_over_or_not_published_is_absent(self, client):
        Call.objects.create(title="Qua rồi", theme="x", published=True, deadline=date(2020, 1, 1))
        Call.objects.create(title="Đóng", theme="x", published=True, closed=True)
        Call.objects.create(title="Chưa đăng", theme="x")
        assert not [loc for loc in locations(client) if "loi-moi" in loc or "calls" in loc]

    def test_person_is_listed_with_consent_and_a_public_story_alone(self, client):
        people = [Contributor.objects.create(name=name, consent_on=day) for name, day in PEOPLE.items()]
        for who in people[:2]:
            value = {"name": who.name, "role": "", "organisation": "", "contributor": who.pk}
            page = story_page(slug=f"chuyen-{who.pk}", bylines=[{"type": "byline", "value": value}])
            publish_through_workflow(page)
        listed = [urlsplit(loc).path for loc in locations(client) if "lan/" in loc]
        assert listed == [people[0].address_in("vi"), people[0].address_in("en")]
        assert {client.get(path).status_code for path in listed} == {200}


def test_robots_names_the_sitemap_and_closes_the_admin(client, settings):
    settings.PUBLIC_BASE_URL = "https://newsroom.example"
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: https://newsroom.example/sitemap.xml\n" in text


class TestSmallFiles:
    def test_whom_to_tell_of_a_weakness_is_said_for_half_a_year(self, client, settings):
        assert client.get("/.well-known/security.txt").status_code == 404
        settings.SECURITY_CONTACT = "mailto:an-toan@newsroom.example"
        lines = client.get("/.well-known/security.txt").content.decode().splitlines()
        said = dict(line.split(": ", 1) for line in lines)
        assert said["Contact"] == "mailto:an-toan@newsroom.example"
        left = timezone.datetime.fromisoformat(said["Expires"]) - timezone.now()
        assert timedelta(days=170) < left < timedelta(days=365)

    def test_manifest_names_the_site_and_icons_that_are_there(self, client, settings):
        response = client.get("/site.webmanifest")
        assert response["Content-Type"] == "application/manifest+json"
        said = response.json()
        assert said["name"] == settings.WAGTAIL_SITE_NAME
        assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in said["icons"])
