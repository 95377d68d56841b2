"""What the press takes over HTTP, and the answer to “is this still right?”."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from accounts import roles
from press.addresses import fact_address
from press.build import build_summary
from story import actions
from story.models import StoryPage
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def figure():
    return make.figure("68", label="Điểm phục vụ", unit=make.unit("điểm"), highlight=True)


@pytest.fixture
def story(figure):
    return make.publish_through_workflow(make.story_page(headline="Rút tiền ở bưu điện xã", figures=[figure]))


def body(response):
    return b"".join(response.streaming_content)


class TestArtefacts:
    def test_a_download_names_story_language_and_version(self, client, story):
        response = client.get(f"/press/{story.pk}/summary.json?download")
        assert response["Content-Disposition"].startswith("attachment")
        assert f"{story.slug}-vi-{story.live_revision_id}-summary.json" in response["Content-Disposition"]
        assert json.loads(body(response))["headline"] == "Rút tiền ở bưu điện xã"

    def test_a_graphic_is_a_picture_of_exact_size(self, client, story):
        response = client.get(f"/press/{story.pk}/infographic-16x9.png")
        assert Image.open(BytesIO(body(response))).size == (1920, 1080)

    def test_a_graphic_opened_alone_can_run_nothing(self, client, story):
        policy = client.get(f"/press/{story.pk}/infographic-1x1.svg")["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy

    def test_a_second_request_with_the_same_version_is_answered_304(self, client, story):
        first = client.get(f"/press/{story.pk}/figures.csv")
        again = client.get(f"/press/{story.pk}/figures.csv", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("name", ["passwords.txt", "infographic-3x4.png", "..", "summary.json.exe"])
    def test_an_unknown_format_is_not_found(self, client, story, name):
        assert client.get(f"/press/{story.pk}/{name}").status_code == 404

    def test_a_draft_is_not_there_for_anyone_outside(self, client, figure):
        draft = make.story_page(figures=[figure])
        for path in (
            f"/press/{draft.pk}/",
            f"/press/{draft.pk}/summary.json",
            f"/press/{draft.pk}/infographic-a4.pdf",
        ):
            assert client.get(path).status_code == 404

    def test_the_schema_is_published_at_its_address(self, client):
        schema = json.loads(client.get("/schemas/story-summary-1.json").content)
        assert {"headline", "figures", "corrections"} <= set(schema["properties"])


class TestDesk:
    def test_it_shows_each_figure_in_three_forms_and_every_graphic(self, client, story):
        html = client.get(reverse("press:story", args=[story.pk])).content.decode()
        for text in (
            "68 điểm",
            "sáu mươi tám điểm",
            "infographic-9x16.svg",
            "infographic-a4.pdf",
            "figures.csv",
        ):
            assert text in html

    def test_the_story_links_to_it_through_the_slot(self, client, story):
        assert f'href="/press/{story.pk}/"' in client.get(story.url).content.decode()

    def test_the_list_names_public_stories_alone(self, client, story):
        make.story_page(headline="Bản nháp bí mật")
        html = client.get("/press/").content.decode()
        assert "Rút tiền ở bưu điện xã" in html and "Bản nháp bí mật" not in html


class TestStillRight:
    def address(self, story):
        summary = build_summary(story)
        return fact_address(summary.id, "vi", summary.revision).removeprefix("http://127.0.0.1:8000")

    def test_an_unchanged_version_is_still_right(self, client, story):
        response = client.get(self.address(story))
        assert response.status_code == 200 and not response.context["changed"]

    def test_after_a_correction_it_shows_both_values(self, client, story, figure):
        address = self.address(story)
        figure["value"]["quantity"]["value"] = "70"
        make.edit(story, body=make.body([figure]))
        make.publish_through_workflow(StoryPage.objects.get(pk=story.pk))
        response = client.get(address)
        (comparison,) = response.context["changed"]
        assert comparison.then.quantity.value == 68 and comparison.now.quantity.value == 70
        assert "<s>68" in response.content.decode()

    def test_a_target_carries_its_word_then_and_now(self, client):
        goal = make.figure("200", "xã có điểm", nature="target", unit=make.unit("xã"))
        page = make.publish_through_workflow(make.story_page(figures=[goal]))
        table = client.get(self.address(page)).content.decode().split("<tbody>")[1]
        assert table.count('<span class="word-box">Mục tiêu</span>') == table.count("200") == 2

    def test_it_dates_the_correction_and_names_changed_rights_of_a_version_that_was_taken(
        self, client, signed_in, story, figure
    ):
        address = self.address(story)
        signed_in(make.person(roles.PRESS)).get(f"/press/{story.pk}/summary.json?download")
        figure["value"]["quantity"]["value"] = "70"
        make.edit(story, body=make.body([figure]), licence="CC BY-NC 4.0")
        make.publish_through_workflow(StoryPage.objects.get(pk=story.pk))
        response = client.get(address)
        assert [told.label for told in response.context["corrections"]] == ["Điểm phục vụ"]
        assert [change.kind for change in response.context["others"]] == ["rights"]
        assert "CC BY-NC 4.0" in response.content.decode()

    def test_a_withdrawn_story_says_so_and_is_gone(self, client, story):
        address = self.address(story)
        actions.withdraw(story, make.superuser(), reason="Nguồn rút số liệu")
        assert client.get(address).status_code == 410

    @pytest.mark.parametrize("key", ["x", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "a" * 300])
    def test_a_key_of_no_story_is_not_found(self, client, key):
        assert client.get(f"/k/{key}/vi/1/").status_code == 404


def export(story, name, target):
    call_command("export_story", str(story.pk), "--format", name, "--output", str(target), stdout=StringIO())


class TestExportCommand:
    def test_it_writes_the_same_bytes_as_the_web(self, client, story, tmp_path):
        target = tmp_path / "out" / "figures.csv"
        export(story, "figures.csv", target)
        assert target.read_bytes() == body(client.get(f"/press/{story.pk}/figures.csv"))

    def test_it_names_the_formats_when_asked_for_another(self, story, tmp_path):
        with pytest.raises(CommandError, match="summary.json"):
            export(story, "story.mp4", tmp_path / "x")
