"""The sizes in which pages show pictures are made when a story is published: a reader never waits for one."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from lxml import html

from library.models import Rendition
from story import outbox
from story.models import Contributor, OutboxEntry, StoryPage
from tests import factories
from tests.story.files import block, embed, gallery, image, png, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Wagtail keeps renditions in the cache, also those of a test that was rolled back."""
    cache.clear()


@pytest.fixture
def portrait():
    return image("Chân dung")


@pytest.fixture
def person(portrait):
    return Contributor.objects.create(name="Lan", consent_on=date(2026, 1, 5), portrait=portrait)


@pytest.fixture
def draft(newsroom, person):
    """A story with a picture of each kind, and a person in its byline."""
    picture = image("Chợ")
    byline = {"name": "Lan", "role": "", "organisation": "", "contributor": person.pk}
    blocks = [
        block("picture", shown(picture)),
        gallery(shown(picture), shown(image("Hai"))),
        embed(poster=image("Bìa")),
    ]
    return factories.story_page(content={"results": blocks}, bylines=[{"type": "byline", "value": byline}])


def work_off():
    """What follows a commit, which a test never sees by itself."""
    outbox.deliver_pending()
    assert list(OutboxEntry.objects.exclude(error="").values_list("topic", "error")) == []


@pytest.fixture
def story(draft):
    page = factories.publish_through_workflow(draft)
    work_off()
    return StoryPage.objects.get(pk=page.pk)


def made():
    return set(Rendition.objects.values_list("image__title", "filter_spec"))


def test_reader_of_a_new_story_makes_none(client, story):
    before = made()
    assert len(before) > 20
    page = html.fromstring(client.get(story.url).content)
    assert len(page.xpath("//picture")) >= 3
    assert made() == before


def test_draft_has_none_made(draft):
    work_off()
    assert made() == set()


def test_portrait_of_who_tells_it_is_made_too(client, story, person):
    before = made()
    assert client.get(person.address_in("vi")).status_code == 200
    assert made() == before and ("Chân dung", "fill-480x600") in before


def test_another_file_for_a_picture_that_is_shown_is_made_in_all_sizes_again(client, story):
    picture = Rendition.objects.get(image__title="Chợ", filter_spec__startswith="format-avif|width-480").image
    before = made()
    picture.file = ContentFile(png(), "khac.png")
    picture.save()
    picture.renditions.all().delete()
    work_off()
    assert made() == before


def test_another_portrait_is_made_at_once(client, story, person):
    person.portrait = image("Ảnh mới")
    person.save()
    work_off()
    assert ("Ảnh mới", "fill-480x600") in made()


def test_every_picture_has_its_size_and_lighter_forms(client, story):
    page = html.fromstring(client.get(story.url).content)
    for picture in page.xpath("//picture"):
        (img,) = picture.xpath(".//img")
        assert int(img.get("width")) > 0 and int(img.get("height")) > 0
        assert picture.xpath("string(.//@sizes)").endswith(("100vw", "80vw"))
        assert [source.get("type") for source in picture.xpath(".//source")] == ["image/avif", "image/webp"]


@pytest.mark.parametrize(
    ("width", "widths"), [(2000, [480, 960, 1320]), (1000, [480, 960, 1000]), (700, [480, 700])]
)
def test_an_original_narrower_than_two_sizes_offers_none_twice(client, newsroom, width, widths):
    content = {"results": [block("picture", shown(image(size=(width, 300))))]}
    page = html.fromstring(client.get(factories.story_page(content=content, live=True).url).content)
    offered = page.xpath("//picture//@srcset")
    assert len(offered) == 3
    for each in offered:
        assert [int(number) for number in re.findall(r" (\d+)w", each)] == widths


def test_sitemap_names_the_pictures_of_a_public_story_and_of_no_draft(client, story):
    hidden = image("Chưa ai thấy")
    factories.edit(story, body=factories.body(content={"results": [block("picture", shown(hidden))]}))
    hidden.get_rendition("width-480|format-jpeg")
    xml = client.get("/sitemap.xml").content.decode()
    assert xml.count("<image:image>") >= 3
    listed = re.findall("<image:loc>(.*?)</image:loc>", xml)
    stems = {Path(each.file.name).name for each in hidden.renditions.all()}
    assert stems and not stems & {Path(address).name for address in listed}
