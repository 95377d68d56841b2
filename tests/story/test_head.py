"""What the head of a page says to machines: one address, every language, a picture, the times."""

import pytest
from lxml import html

from press.layout.ratios import CARD
from story.head import CARD_HEIGHT, CARD_WIDTH
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOST = "https://newsroom.example"


@pytest.fixture(autouse=True)
def host(settings, newsroom):
    settings.PUBLIC_BASE_URL = HOST


@pytest.fixture
def story():
    return factories.publish_through_workflow(factories.story_page(figures=[factories.figure()]))


@pytest.fixture
def english(story):
    page = factories.in_english(story)
    page.save_revision().publish()
    return type(story).objects.get(pk=page.pk)


class Head:
    """The head of a page as a reader's program finds it."""

    def __init__(self, client, address):
        response = client.get(address)
        assert response.status_code == 200
        self.root = html.fromstring(response.content).find("head")

    def meta(self, name):
        found = self.root.xpath(f"meta[@name='{name}' or @property='{name}']/@content")
        return found if len(found) != 1 else found[0]

    @property
    def canonical(self):
        (address,) = self.root.xpath("link[@rel='canonical']/@href")
        return address

    @property
    def alternates(self):
        return {link.get("hreflang"): link.get("href") for link in self.root.xpath("link[@hreflang]")}


def test_story_names_itself_its_languages_its_card_and_its_times(client, story, english):
    for page, own, other in ((story, "vi_VN", "en_GB"), (english, "en_GB", "vi_VN")):
        head = Head(client, page.url)
        assert head.canonical == head.meta("og:url") == HOST + page.url
        assert head.alternates == {
            "vi": HOST + story.url,
            "en": HOST + english.url,
            "x-default": HOST + story.url,
        }
        assert (head.meta("og:locale"), head.meta("og:locale:alternate")) == (own, other)
        assert head.meta("og:type") == "article"
        assert head.meta("og:title") == page.title
        assert head.meta("og:description") == head.meta("description") == page.standfirst
        assert head.meta("og:image") == f"{HOST}/press/{page.pk}/card.png"
        assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
        assert head.meta("og:image:alt") == page.title
        assert head.meta("article:published_time").startswith(page.first_published_at.strftime("%Y-"))
        assert head.meta("article:modified_time")


def test_share_card_is_as_large_as_the_head_says():
    assert (CARD.width, CARD.height) == (CARD_WIDTH, CARD_HEIGHT)


def test_page_in_one_language_names_no_other(client, story):
    head = Head(client, story.url)
    assert head.alternates == {}
    assert head.meta("og:locale:alternate") == []


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/cau-chuyen/", "/gui-cau-chuyen/", "/khoang-trong/", "/loi-moi/"]
)
def test_every_other_page_is_shared_with_a_picture_of_ours(client, address):
    head = Head(client, address)
    assert head.canonical == HOST + address
    assert head.meta("og:image") == f"{HOST}/static/images/share.png"
    assert head.meta("og:title") and head.meta("og:description")
    assert set(head.alternates) == {"vi", "en", "x-default"}


def test_title_in_a_head_cannot_break_out_of_it(client):
    story = factories.publish_through_workflow(
        factories.story_page(headline='"><script>alert(1)</script> & Co')
    )
    head = Head(client, story.url)
    assert head.meta("og:title") == '"><script>alert(1)</script> & Co'
    assert [script.get("type") for script in head.root.xpath("script")] == ["application/ld+json"]


class TestLists:
    """One address for all filters and orders of a list; each of its pages by its own."""

    @pytest.fixture
    def many(self, monkeypatch):
        monkeypatch.setattr("story.list_page.PER_PAGE", 1)
        for _number in range(3):
            factories.publish_through_workflow(factories.story_page())

    def test_filters_and_campaign_marks_leave_the_address_of_the_list(self, client, many):
        for query in ("?pillar=digital-society", "?page=2&pillar=digital-society", "?utm_source=zalo"):
            assert Head(client, f"/cau-chuyen/{query}").canonical == f"{HOST}/cau-chuyen/"

    def test_later_page_goes_by_its_own_address_and_names_no_other_language(self, client, many):
        head = Head(client, "/cau-chuyen/?page=2")
        assert head.canonical == f"{HOST}/cau-chuyen/?page=2"
        assert head.alternates == {}

    @pytest.mark.parametrize("page", ["1", "abc", ""])
    def test_first_page_is_the_list_however_it_is_asked_for(self, client, many, page):
        head = Head(client, f"/cau-chuyen/?page={page}")
        assert head.canonical == f"{HOST}/cau-chuyen/"
        assert set(head.alternates) == {"vi", "en", "x-default"}


def test_pages_made_for_one_question_stay_out_of_search_engines(client, story):
    for address in ("/search/?q=xa", story.history_url, f"/hoi/{story.pk}/"):
        assert Head(client, address).meta("robots") == "noindex"
