"""Files of the library: a province neither sees, changes nor uses another's."""

import pytest
from django.urls import reverse

from accounts import roles
from library.models import LibraryMedia
from story.media import pictures
from story.models import StoryPage
from tests.factories import person, story_page
from tests.story.files import MP3, block, document, image, recording, recording_form, shown, upload
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CANARY = "canary-8b0f4"


class TestProvincesStayApart:
    @pytest.fixture
    def other(self, newsroom):
        return recording(unit="Cà Mau", title=CANARY)

    def test_no_door_shows_or_changes_anothers_recording(self, signed_in, other):
        own = recording(unit="Lạng Sơn", title="Của mình")
        client = signed_in(person("contributor"))
        for name in ("edit", "delete", "media_usage", "media_chosen"):
            address = reverse(f"wagtailmedia:{name}", args=[other.pk])
            for response in (client.get(address), client.post(address, {"title": "x"})):
                assert response.status_code in (302, 403, 405), name
                assert CANARY not in response.content.decode()
            assert client.get(reverse(f"wagtailmedia:{name}", args=[own.pk])).status_code == 200
        lists = [reverse(f"wagtailmedia:{name}") for name in ("index", "chooser")]
        lists.append(reverse("wagtailmedia:chooser_typed", args=["audio"]))
        for address in [*lists, *(f"{address}?q=canary" for address in lists)]:
            assert CANARY not in client.get(address).content.decode()
        assert "Của mình" in client.get(lists[0]).content.decode()
        assert LibraryMedia.objects.get(pk=other.pk).title == CANARY

    def test_editor_reaches_every_recording(self, signed_in, other):
        client = signed_in(person(roles.EDITOR))
        assert client.get(reverse("wagtailmedia:edit", args=[other.pk])).status_code == 200

    def test_upload_goes_into_ones_own_collection_alone(self, other):
        form = recording_form("audio", upload("a.mp3", MP3), user=person("contributor"))
        form.data["collection"] = other.collection_id
        assert "collection" not in form.fields or not form.is_valid()

    @pytest.mark.parametrize("kind", ["audio", "document", "picture"])
    def test_story_takes_no_file_of_another_province(self, signed_in, newsroom, kind):
        files = {"audio": recording, "document": document, "picture": image}
        mine, foreign = files[kind](unit="Lạng Sơn"), files[kind](unit="Cà Mau", title=CANARY)
        value = {
            "audio": {"audio": mine.pk, "caption": "", "transcript": "x"},
            "document": {"document": mine.pk, "caption": ""},
            "picture": None if kind != "picture" else shown(mine),
        }[kind]
        author = person("contributor")
        page = story_page(content={"results": [block(kind, value)]}, author=author)
        key = {"picture": "image-image"}.get(kind, kind)
        data = posted(page, **{f"body-3-value-content-0-value-{key}": str(foreign.pk)})
        client = signed_in(author)
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert response.status_code == 200 and CANARY not in response.content.decode()
        assert (
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page)).status_code == 302
        )

    def test_picture_that_an_editor_put_in_stays_when_its_alt_text_is_mended(self, signed_in, newsroom):
        author, foreign = person("contributor"), image(unit="Cà Mau")
        page = story_page(content={"results": [block("picture", shown(foreign))]}, author=author)
        data = posted(page, **{"body-3-value-content-0-value-image-alt_text": "Nói rõ hơn"})
        response = signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert response.status_code == 302
        assert (
            pictures(StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object())[0].alt == "Nói rõ hơn"
        )
