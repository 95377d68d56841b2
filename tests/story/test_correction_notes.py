"""The note of a published correction, said afterwards in a language that lacked it: once, by who decides there."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts import roles
from press.build import build_summary
from story import actions
from story.models import Correction, OutboxEntry, PermanentRecordError, StoryPage
from tests.factories import body, edit, figure, in_english, person, publish_through_workflow, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
WHY = "Two points had been missed."


@pytest.fixture
def story(db):
    counted = figure("68", "điểm phục vụ")
    story = publish_through_workflow(story_page(figures=[counted]))
    english = in_english(story)
    english.title, english.slug = "Cash at the post office", "cash-post-office"
    english.save_revision().publish()
    edit(StoryPage.objects.get(pk=story.pk), body=body([figure("70", "điểm phục vụ", id=counted["id"])]))
    return publish_through_workflow(StoryPage.objects.get(pk=story.pk))


@pytest.fixture
def english(story):
    return story.get_translations().get().specific


@pytest.fixture
def correction(story):
    return Correction.objects.get(translation_key=story.translation_key)


@pytest.fixture
def checker(db):
    return person(roles.TRANSLATION_CHECKER)


class TestVerb:
    def test_is_read_on_the_page_and_in_the_summary_of_that_language(
        self, client, story, english, correction, checker
    ):
        actions.translate_correction(english, checker, correction, f" {WHY} ")
        assert WHY in client.get(english.url).content.decode()
        assert WHY in client.get(english.history_url).content.decode()
        assert [item.note for item in build_summary(english).corrections] == [WHY]
        assert [item.note for item in build_summary(story).corrections] == ["Bản trước ghi sai."]

    def test_leaves_one_row_in_the_history_and_the_outbox(self, english, correction, checker):
        actions.translate_correction(english, checker, correction, WHY)
        row = PageLogEntry.objects.get(action="story.translate_correction")
        assert (row.user, row.object_id, row.data["reason"]) == (checker, english.pk, WHY)
        entry = OutboxEntry.objects.get(topic="story.correction_translated")
        assert (entry.payload["page"], entry.payload["locale"]) == (english.pk, "en")

    def test_cannot_be_said_a_second_time_or_changed(self, english, correction, checker):
        actions.translate_correction(english, checker, correction, WHY)
        with pytest.raises(actions.ConflictError):
            actions.translate_correction(english, checker, correction, "Something else.")
        said = Correction.objects.get()
        assert said.note == {"vi": "Bản trước ghi sai.", "en": WHY}
        for change in (lambda: said.tell("en", "x"), lambda: said.tell("vi", "x"), said.save, said.delete):
            with pytest.raises(PermanentRecordError):
                change()

    @pytest.mark.parametrize("who", [roles.TRANSLATOR, roles.EDITOR, roles.PRESS, "contributor"])
    def test_is_refused_to_who_does_not_decide_on_translations(self, english, correction, who):
        with pytest.raises(actions.NotAllowedError):
            actions.translate_correction(english, person(who), correction, WHY)
        assert "en" not in Correction.objects.get().note

    def test_is_refused_in_the_first_language_without_words_and_for_another_story(
        self, story, english, correction, checker
    ):
        with pytest.raises(actions.NotAllowedError):
            actions.translate_correction(story, person(roles.APPROVER), correction, WHY)
        with pytest.raises(actions.ReasonRequiredError):
            actions.translate_correction(english, checker, correction, " \u200b ")
        other = in_english(publish_through_workflow(story_page()))
        with pytest.raises(actions.NotAllowedError):
            actions.translate_correction(other, checker, correction, WHY)


class TestScreen:
    def test_asks_for_what_is_missing_and_keeps_it(self, signed_in, english, correction, checker):
        client, address = signed_in(checker), reverse("story_corrections", args=[english.pk])
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        assert address in editor.content.decode()
        assert client.get(address).context["rows"][0].form is not None
        empty = client.post(address, {"correction": correction.pk, "note": ""})
        assert empty.context["rows"][0].form.errors["note"]
        assert (
            client.post(address, {"correction": correction.pk, "note": WHY}).status_code == HTTPStatus.FOUND
        )
        shown = client.get(address)
        assert shown.context["rows"][0].form is None and WHY in shown.content.decode()
        late = client.post(address, {"correction": correction.pk, "note": "Late."})
        assert late.context["rows"][0].form.errors["note"]

    def test_shows_translators_no_form_and_strangers_nothing(self, signed_in, english, correction):
        address = reverse("story_corrections", args=[english.pk])
        client = signed_in(person(roles.TRANSLATOR))
        assert client.get(address).context["rows"][0].form is None
        refused = client.post(address, {"correction": correction.pk, "note": WHY})
        assert refused.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
        assert "en" not in Correction.objects.get().note
        stranger = signed_in(person("contributor")).get(address)
        assert WHY not in stranger.content.decode() and not stranger.context.get("rows")

    def test_leads_from_the_first_language_to_what_is_missing(self, signed_in, story, english, correction):
        shown = signed_in(person(roles.APPROVER)).get(reverse("story_corrections", args=[story.pk]))
        assert reverse("story_corrections", args=[english.pk]) in shown.content.decode()
