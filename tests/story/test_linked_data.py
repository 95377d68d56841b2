"""What pages say in the words of schema.org, read as a search engine does: with a parser of RDF that is not ours."""

import json

import pytest
from django.contrib.staticfiles import finders
from lxml import html
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from story import linked_data, registry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOST = "https://newsroom.example"
SCHEMA = Namespace("https://schema.org/")

# What search engines need of each type before they show anything of it, and what each may have besides here.
REQUIRED = {
    "NewsArticle": {
        "headline",
        "image",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "inLanguage",
    },
    "Dataset": {"name", "description", "license", "creator", "distribution", "variableMeasured"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "PropertyValue": {"name", "description"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "NewsMediaOrganization": {"name", "url", "logo"},
    "GovernmentOrganization": {"name", "url", "logo"},
    "WebSite": {"name", "url", "potentialAction", "publisher"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "CollectionPage": {"name", "url", "mainEntity", "isPartOf"},
    "ItemList": {"itemListElement", "numberOfItems"},
    "AdministrativeArea": {"name"},
    "Person": {"name"},
    "Organization": {"name"},
    "DefinedTerm": {"name", "description", "inDefinedTermSet"},
    "DefinedTermSet": {"name", "url"},
}
ADDRESSES = {"url", "contentUrl", "item", "logo", "image", "mainEntityOfPage", "license"}


@pytest.fixture(autouse=True)
def host(settings, newsroom):
    settings.PUBLIC_BASE_URL = HOST


def publish(**fields):
    return factories.publish_through_workflow(factories.story_page(**fields))


def said(client, address):
    """The one block of data in a page, as JSON and as a graph; each thing keeps the rules of its type."""
    response = client.get(address)
    assert response.status_code == 200
    (text,) = html.fromstring(response.content).xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    for thing in things(data["@graph"]):
        name = thing["@type"]
        assert REQUIRED[name] <= set(thing), f"{name}: {REQUIRED[name] - set(thing)}"
        for key in ADDRESSES & set(thing):
            values = thing[key] if isinstance(thing[key], list) else [thing[key]]
            assert all(value.startswith("https://") for value in values), (name, key, values)
    data["@context"] = {"@vocab": str(SCHEMA)}
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    return data["@graph"], graph


def things(value):
    """Every thing with a type, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from things(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from things(each)


def one(graph, name):
    (found,) = graph.subjects(RDF.type, SCHEMA[name])
    return found


@pytest.fixture
def story():
    percent = factories.unit("%", "percent", en="%")
    shops = factories.unit("cửa hàng", en="shops")
    return publish(
        headline="Chợ số ở vùng cao",
        bylines=[
            {
                "type": "byline",
                "value": {"name": "Hoàng Thị Lan", "role": "Phó Giám đốc", "organisation": "Sở"},
            }
        ],
        figures=[
            factories.figure(
                116000, "mở mới", unit=shops, qualifier="over", period="2021", period_basis="stated"
            ),
            factories.figure(
                "97.1", "hộ có tài khoản", unit=percent, period="2022-06", period_basis="stated"
            ),
            factories.figure(
                150000, "vào năm 2025", unit=shops, nature="target", period="2025", period_basis="stated"
            ),
            factories.figure(10, "giảm", value_max=20, unit=percent),
        ],
    )


class TestStory:
    def test_article_says_who_wrote_it_when_and_where_it_stands(self, client, story):
        _data, graph = said(client, story.url)
        article = one(graph, "NewsArticle")
        assert article == URIRef(f"{HOST}{story.url}#story")
        assert graph.value(article, SCHEMA.headline) == Literal("Chợ số ở vùng cao")
        author = graph.value(article, SCHEMA.author)
        assert graph.value(author, SCHEMA.name) == Literal("Hoàng Thị Lan")
        assert graph.value(author, SCHEMA.jobTitle) == Literal("Phó Giám đốc")
        assert graph.value(article, SCHEMA.license) == Literal("https://creativecommons.org/licenses/by/4.0/")
        publisher = graph.value(article, SCHEMA.publisher)
        assert graph.value(publisher, RDF.type) == SCHEMA.NewsMediaOrganization
        assert graph.value(article, SCHEMA.hasPart) == one(graph, "Dataset")

    def test_story_without_a_byline_is_by_its_publisher(self, client):
        _data, graph = said(client, publish().url)
        article = one(graph, "NewsArticle")
        assert graph.value(article, SCHEMA.author) == graph.value(article, SCHEMA.publisher)

    def test_figures_are_a_data_set_that_can_be_taken_away(self, client, story):
        _data, graph = said(client, story.url)
        data_set = one(graph, "Dataset")
        files = {
            str(graph.value(file, SCHEMA.contentUrl)) for file in graph.objects(data_set, SCHEMA.distribution)
        }
        assert files == {f"{HOST}/press/{story.pk}/{name}" for name in ("figures.csv", "summary.json")}
        assert {client.get(file.removeprefix(HOST)).status_code for file in files} == {200}

    def test_time_is_that_of_what_was_measured(self, client, story):
        _data, graph = said(client, story.url)
        assert graph.value(one(graph, "Dataset"), SCHEMA.temporalCoverage) == Literal("2021/2022-06")

    def test_bound_is_never_said_as_a_value_and_a_target_keeps_its_word(self, client, story):
        (data,) = [thing for thing in said(client, story.url)[0] if thing["@type"] == "Dataset"]
        shops, share, target, fall = data["variableMeasured"]
        assert (shops["minValue"], "value" in shops) == (116000, False)
        assert shops["description"] == "hơn 116.000\N{NO-BREAK SPACE}cửa hàng"
        assert share["value"] == 97.1
        assert "mục tiêu" in target["name"] and "mục tiêu" in target["description"]
        assert (fall["minValue"], fall["maxValue"]) == (10, 20)

    def test_english_page_speaks_english(self, client, story):
        english = factories.in_english(story)
        english.title = "A digital market"
        english.save_revision().publish()
        data, graph = said(client, f"/en/stories/{english.get_parent().slug}/{english.slug}/")
        assert graph.value(one(graph, "NewsArticle"), SCHEMA.inLanguage) == Literal("en")
        (figures,) = [thing for thing in data if thing["@type"] == "Dataset"]
        assert figures["name"] == "Figures: A digital market"
        assert figures["variableMeasured"][0]["description"] == "over 116,000\N{NO-BREAK SPACE}shops"

    def test_story_without_figures_has_no_data_set(self, client):
        _data, graph = said(client, publish().url)
        assert list(graph.subjects(RDF.type, SCHEMA.Dataset)) == []

    def test_record_of_its_versions_is_no_second_article(self, client, story):
        _data, graph = said(client, story.history_url)
        assert list(graph.subjects(RDF.type, SCHEMA.NewsArticle)) == []

    def test_draft_and_waiting_story_say_nothing(self, client):
        waiting = factories.embargoed(headline="Chờ đến giờ")
        assert client.get(waiting.get_url() or "/cau-chuyen/lang-son/x/").status_code == 404


def test_hostile_words_stay_words(client):
    hostile = '</script><script>alert("1")</script><!-- &amp; \u2028 ]]>'
    story = publish(headline=hostile, standfirst=hostile, figures=[factories.figure(1, hostile[:80])])
    body = client.get(story.url).content.decode()
    assert "<script>alert" not in body and "</script><script>" not in body
    _data, graph = said(client, story.url)
    assert graph.value(one(graph, "NewsArticle"), SCHEMA.headline) == Literal(story.title)


def test_way_to_a_page_leads_from_the_front_page_to_itself(client, story):
    _data, graph = said(client, story.url)
    steps = sorted(
        (int(graph.value(step, SCHEMA.position)), str(graph.value(step, SCHEMA.item)))
        for step in graph.objects(one(graph, "BreadcrumbList"), SCHEMA.itemListElement)
    )
    province = story.get_parent()
    assert [address.removeprefix(HOST) for _position, address in steps] == [
        "/",
        province.get_parent().url,
        province.url,
        story.url,
    ]


def test_lists_name_the_stories_that_they_show_in_their_order(client, story):
    second = publish(headline="Bài mới hơn")
    for page in (story.get_parent(), story.get_parent().get_parent()):
        data, _graph = said(client, page.url)
        (collection,) = [thing for thing in data if thing["@type"] == "CollectionPage"]
        items = collection["mainEntity"]["itemListElement"]
        assert [item["url"].removeprefix(HOST) for item in items] == [second.url, story.url]
        assert [item["position"] for item in items] == [1, 2]


def test_site_says_who_publishes_it_and_how_it_is_searched(client, settings):
    settings.SITE_MINISTRY = "Bộ Khoa học và Công nghệ"
    _data, graph = said(client, "/en/")
    publisher = one(graph, "GovernmentOrganization")
    assert graph.value(publisher, SCHEMA.name) == Literal("Bộ Khoa học và Công nghệ")
    target = str(graph.value(one(graph, "EntryPoint"), SCHEMA.urlTemplate))
    address = target.removeprefix(HOST).replace("{search_term_string}", "so+hoa")
    assert address.startswith("/en/search/") and client.get(address).status_code == 200
    assert finders.find(str(graph.value(publisher, SCHEMA.logo)).removeprefix(f"{HOST}/static/"))


def test_what_another_room_knows_of_the_publisher_is_added(client, monkeypatch):
    details = {"telephone": "024 3943 7010"}
    monkeypatch.setitem(registry.publisher_details.fillers, "test", lambda locale: details)
    _data, graph = said(client, "/")
    assert graph.value(one(graph, "NewsMediaOrganization"), SCHEMA.telephone) == Literal("024 3943 7010")


def test_term_stands_in_its_glossary():
    term = linked_data.term(
        "chính quyền số", "…", f"{HOST}/a/", "vi", terms="Cẩm nang", terms_url=f"{HOST}/c/"
    )
    graph = Graph().parse(
        data=json.dumps({"@context": {"@vocab": str(SCHEMA)}, "@graph": [term]}), format="json-ld"
    )
    assert graph.value(URIRef(f"{HOST}/a/"), SCHEMA.inDefinedTermSet) == URIRef(f"{HOST}/c/")


def test_page_without_a_public_address_says_nothing(client):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert b"ld+json" not in response.content
