"""The feeds: public stories alone, valid for a reader's program, complete over their pages, quick to ask again."""

import json
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from django.db.models import F
from django.utils import timezone
from lxml import etree

from press.wire.items import corrections_feed, item_urn
from story import actions
from story.filters import PER_PAGE
from story.models import StoryPage
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
FORMS = ("rss", "atom", "json")
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "dcterms": "http://purl.org/dc/terms/",
}
EVIL = "<script>alert(1)</script> & ]]> \u202eđảo =1+1"


@pytest.fixture
def story():
    figures = [make.figure("68", "Điểm chi trả", unit=make.unit("điểm"), highlight=True)]
    return make.publish_through_workflow(make.story_page(figures=figures, sectors=["health"]))


def get(client, name="stories", form="atom", prefix="", **query):
    response = client.get(f"{prefix}/feeds/{name}.{form}", query)
    assert response.status_code == 200
    return response


def read(response):
    """The entries as (id, title), by a reader that is not ours."""
    if response["Content-Type"].startswith("application/feed+json"):
        return [(item["id"], item["title"]) for item in json.loads(response.content)["items"]]
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not found.bozo, found.get("bozo_exception")
    return [(entry.id, entry.title) for entry in found.entries]


def correct(page, value="70"):
    figure = {"part": "results", "id": next(iter(page.figures)), "value": None}
    stored = next(part for part in page.body.raw_data if part["type"] == "results")["value"]["figures"][0]
    figure["value"] = {**stored["value"], "quantity": {**stored["value"]["quantity"], "value": value}}
    make.edit(page, body=make.body([figure]))
    return make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))


@pytest.mark.parametrize("form", FORMS)
class TestEveryFeed:
    def test_it_lists_public_stories_under_their_lasting_names(self, client, story, form):
        make.story_page(headline="Bản nháp")
        response = get(client, form=form)
        assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
        assert read(response) == [(item_urn(story.translation_key.urn, "vi"), story.title)]
        assert "68 điểm" in response.content.decode().replace("\u00a0", " ")

    @pytest.mark.parametrize("name", ["stories", "corrections"])
    def test_an_empty_one_is_valid_and_does_not_change(self, client, form, name):
        response = get(client, name, form)
        assert read(response) == []
        assert get(client, name, form).content == response.content

    def test_an_embargoed_story_is_absent_from_every_feed(self, client, signed_in, form):
        page = make.embargoed(headline="Chim hoàng yến", figures=[make.figure("5")])
        signed_in(make.superuser())
        for name in ("stories", "corrections"):
            for prefix in ("", "/en"):
                told = get(client, name, form, prefix).content.decode()
                assert "hoàng yến" not in told and page.slug not in told

    def test_each_language_has_its_own(self, client, story, form):
        draft = make.in_english(story)
        draft.title = "Soft ATM"
        draft.save_revision().publish()
        assert [title for _id, title in read(get(client, form=form, prefix="/en"))] == ["Soft ATM"]
        assert [title for _id, title in read(get(client, form=form))] == [story.title]

    def test_the_filters_of_the_list_work(self, client, story, form):
        other = make.publish_through_workflow(make.story_page("Huế", sectors=["education"]))
        for query, found in (
            ({"sector": "health"}, {story.title}),
            ({"province": other.get_parent().slug}, {other.title}),
            ({"pillar": "digital-economy"}, set()),
            ({"sector": "unknown"}, {story.title, other.title}),
        ):
            response = get(client, form=form, **query)
            assert {title for _id, title in read(response)} == found
        assert "sector=health" in get(client, form=form, sector="health").content.decode()

    def test_hostile_text_is_text(self, client, form):
        page = make.story_page(headline=EVIL, standfirst=EVIL, credit_line=EVIL, live=True)
        response = get(client, form=form)
        ((_id, title),) = read(response)
        told = response.content.decode()
        assert "\u202e" not in told
        if form == "json":
            assert title == "<script>alert(1)</script> & ]]> đảo =1+1"
            return
        assert "<script" not in told
        (entry,) = feedparser.parse(response.content, sanitize_html=False).entries
        assert "<script" not in entry.summary and "&lt;script" in entry.summary
        assert page.slug in entry.link

    def test_pages_hold_every_story_once_and_name_one_another(self, client, form):
        pages = [make.story_page(headline=f"Số {number}", live=True) for number in range(PER_PAGE + 3)]
        first, second = get(client, form=form), get(client, form=form, page="2")
        one, two = read(first), read(second)
        assert (len(one), len(two)) == (PER_PAGE, 3)
        assert {title for _id, title in one + two} == {page.title for page in pages}
        assert f"/feeds/stories.{form}?page=2" in first.content.decode()
        assert f"/feeds/stories.{form}?page=2" not in get(client, form=form, sector="other").content.decode()
        for bad in ("3", "0", "-1", "x", "٣", "9" * 30):
            assert client.get(f"/feeds/stories.{form}", {"page": bad}).status_code == 404

    @pytest.mark.parametrize("name", ["stories", "corrections"])
    def test_the_number_of_queries_is_bounded(self, client, story, form, name, django_assert_max_num_queries):
        for _number in range(4):
            make.story_page(figures=[make.figure("5", highlight=True)], live=True)
        correct(story)
        actions.withdraw(make.publish_through_workflow(make.story_page()), make.superuser(), reason="Sai")
        get(client, name, form)
        with django_assert_max_num_queries(10):
            get(client, name, form, sector="health", pillar="digital-society", province="lang-son")
        with django_assert_max_num_queries(10):
            get(client, name, form)

    def test_who_has_it_already_gets_304(self, client, story, form):
        first = get(client, form=form)
        assert "max-age" in first["Cache-Control"] and "public" in first["Cache-Control"]
        assert "Cookie" not in first.get("Vary", "")
        address = f"/feeds/stories.{form}"
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        same = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
        assert (same.status_code, same.content) == (304, b"")
        assert client.head(address).status_code == 200 and client.post(address).status_code == 405
        make.publish_through_workflow(make.story_page())
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_a_withdrawal_is_news_for_who_asks_by_date(self, client, story, form):
        past = timezone.now() - timedelta(days=2)
        StoryPage.objects.filter(pk=story.pk).update(last_published_at=past, first_published_at=past)
        before = parsedate_to_datetime(get(client, form=form)["Last-Modified"])
        actions.withdraw(StoryPage.objects.get(pk=story.pk), make.superuser(), reason="Nguồn rút số liệu")
        assert parsedate_to_datetime(get(client, form=form)["Last-Modified"]) > before

    def test_a_correction_moves_the_story_up_as_an_update_of_the_same_entry(self, client, story, form):
        later = make.publish_through_workflow(make.story_page())
        assert read(get(client, form=form))[0][1] == later.title
        before = read(get(client, form=form))[1]
        correct(story)
        assert read(get(client, form=form))[0] == before

    def test_a_withdrawn_story_leaves_and_is_told_with_its_reason(self, client, story, form):
        actions.withdraw(story, make.superuser(), reason="Nguồn rút số liệu")
        assert read(get(client, form=form)) == []
        ((_id, title),) = read(get(client, "corrections", form))
        told = get(client, "corrections", form).content.decode()
        assert story.title in title and "Nguồn rút số liệu" in told

    def test_a_correction_is_told_with_both_values_and_keeps_its_name(self, client, story, form):
        correct(story)
        entries = read(get(client, "corrections", form))
        told = get(client, "corrections", form).content.decode().replace("\u00a0", " ")
        assert len(entries) == 1 and "68 điểm" in told and "70 điểm" in told and "Bản trước ghi sai." in told
        correct(StoryPage.objects.get(pk=story.pk), "71")
        assert read(get(client, "corrections", form))[1] == entries[0]

    def test_corrections_of_a_story_that_is_gone_are_not_told(self, client, story, form):
        correct(story)
        actions.withdraw(StoryPage.objects.get(pk=story.pk), make.superuser(), reason="Sai")
        (entry,) = read(get(client, "corrections", form))
        assert "68 điểm" not in get(client, "corrections", form).content.decode() and story.title in entry[1]


class TestAtom:
    def test_it_has_what_the_standard_requires(self, client, story):
        root = etree.fromstring(get(client).content)
        for path in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:link[@rel='self']"):
            assert len(root.xpath(path, namespaces=NAMES)) == 1, path
        (entry,) = root.xpath("a:entry", namespaces=NAMES)
        for path in ("a:id", "a:title", "a:updated", "a:published", "a:content", "a:link[@rel='alternate']"):
            assert len(entry.xpath(path, namespaces=NAMES)) == 1, path
        moments = root.xpath("//a:updated/text()", namespaces=NAMES)
        assert all(
            re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+07:00", moment) for moment in moments
        )
        ids = root.xpath("//a:id/text()", namespaces=NAMES)
        assert len(set(ids)) == len(ids) and all(name.startswith("urn:uuid:") for name in ids)
        assert root.xpath("string(a:link[@rel='self']/@href)", namespaces=NAMES).endswith(
            "/feeds/stories.atom"
        )

    def test_a_withdrawn_story_is_a_deleted_entry(self, client, story):
        actions.withdraw(story, make.superuser(), reason="Nguồn rút số liệu")
        root = etree.fromstring(get(client).content)
        (gone,) = root.xpath("at:deleted-entry", namespaces=NAMES)
        assert gone.get("ref") == item_urn(story.translation_key.urn, "vi")
        assert gone.get("when").endswith("+07:00") and "Nguồn rút số liệu" in "".join(gone.itertext())
        actions.publish(StoryPage.objects.get(pk=story.pk), make.superuser(), reason="Nguồn xác nhận lại")
        assert not etree.fromstring(get(client).content).xpath("at:deleted-entry", namespaces=NAMES)

    def test_paged_feeds_have_the_links_of_rfc_5005_and_one_name(self, client):
        for number in range(PER_PAGE * 2 + 1):
            make.story_page(headline=f"Số {number}", live=True)
        pages = [etree.fromstring(get(client, page=str(number)).content) for number in (1, 2, 3)]
        links = [
            {
                link.get("rel"): link.get("href").partition("atom")[2]
                for link in page.xpath("a:link", namespaces=NAMES)
            }
            for page in pages
        ]
        assert [link["self"] for link in links] == ["", "?page=2", "?page=3"]
        assert [link.get("previous") for link in links] == [None, "", "?page=2"]
        assert [link.get("next") for link in links] == ["?page=2", "?page=3", None]
        assert {(link["first"], link["last"]) for link in links} == {("", "?page=3")}
        assert len({page.xpath("string(a:id)", namespaces=NAMES) for page in pages}) == 1


class TestRss:
    def test_it_has_what_the_standard_requires(self, client, story):
        root = etree.fromstring(get(client, form="rss").content)
        (channel,) = root.xpath("/rss[@version='2.0']/channel")
        assert all(
            channel.xpath(f"string({tag})") for tag in ("title", "link", "description", "lastBuildDate")
        )
        assert channel.xpath("string(a:link[@rel='self']/@href)", namespaces=NAMES).endswith(
            "/feeds/stories.rss"
        )
        (item,) = channel.xpath("item")
        assert item.xpath("string(guid[@isPermaLink='false'])") == item_urn(story.translation_key.urn, "vi")
        assert parsedate_to_datetime(item.xpath("string(pubDate)")).utcoffset() == timedelta(hours=7)

    def test_pictures_come_with_size_and_credit(self, client, story):
        StoryPage.objects.filter(pk=story.pk).update(credit_line="Sở TT&TT Lạng Sơn")
        item = etree.fromstring(get(client, form="rss").content).xpath("//item")[0]
        (picture,) = item.xpath("media:content", namespaces=NAMES)
        assert picture.get("url").endswith(f"/press/{story.pk}/infographic-16x9.png")
        assert (picture.get("width"), picture.get("type")) == ("1920", "image/png")
        assert picture.xpath("string(media:credit)", namespaces=NAMES) == "Sở TT&TT Lạng Sơn"

    def test_a_correction_moves_the_day_of_change_and_not_that_of_publication(self, client, story):
        past = timezone.now() - timedelta(days=3)
        StoryPage.objects.filter(pk=story.pk).update(
            first_published_at=past, last_published_at=F("first_published_at")
        )
        correct(StoryPage.objects.get(pk=story.pk))
        item = etree.fromstring(get(client, form="rss").content).xpath("//item")[0]
        assert parsedate_to_datetime(item.xpath("string(pubDate)")).date() == timezone.localtime(past).date()
        changed = item.xpath("string(dcterms:modified)", namespaces=NAMES)
        assert changed[:10] == timezone.localtime().date().isoformat()


class TestJsonFeed:
    def test_it_has_what_version_1_1_requires(self, client, story):
        feed = json.loads(get(client, form="json").content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].endswith("/feeds/stories.json") and feed["language"] == "vi"
        assert "next_url" not in feed
        (item,) = feed["items"]
        assert item["content_text"] and item["url"].endswith(story.get_url()) and isinstance(item["id"], str)
        assert item["attachments"][0]["mime_type"] == "image/png"
        assert all(key.startswith("_") for key in set(item) - {
            "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
            "date_published", "date_modified", "authors", "tags", "language", "attachments"})  # fmt: skip


class TestFinding:
    @pytest.mark.parametrize(("list_page", "prefix"), [("/cau-chuyen/", ""), ("/en/stories/", "/en")])
    def test_the_list_names_its_feeds_with_the_filters_that_are_on(self, client, list_page, prefix):
        page = client.get(list_page, {"sector": "health", "page": "1"}).content.decode()
        found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"', page)
        wanted = {
            (kind, f"http://127.0.0.1:8000{prefix}/feeds/stories.{form}?sector=health")
            for form, kind in TYPES.items()
        }
        assert set(found) == wanted

    @pytest.mark.parametrize("locale", ["vi", "en"])
    def test_wire_items_name_the_feed_of_corrections(self, client, settings, locale):
        address = corrections_feed(locale)
        assert client.get(address.removeprefix(settings.PUBLIC_BASE_URL)).status_code == 200
