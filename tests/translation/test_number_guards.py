"""No wrong number of a translation goes out, whichever way it comes in."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from accounts import roles
from story import actions
from story.models import StoryPage
from tests.factories import figure, paragraph, person, publish_through_workflow, story_page, superuser
from tests.translation.working import begin, english_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
RIGHT = "The province had 1,234.5 tonnes."
WRONG = "The province had 9,999 tonnes."
DOUBTFUL = "The province had about 1,234.5 tonnes."
SOURCE = "Tỉnh có 1.234,5 tấn."


@pytest.fixture
def started(newsroom):
    """A public story with a number in a sentence whose translation is done but for it: (English draft, translation)."""
    told = figure()
    link = f'Có <a linktype="figure" id="{told["id"]}">68 điểm</a>.'
    content = {"problem": [paragraph(SOURCE)], "approach": [paragraph(link)]}
    page = publish_through_workflow(story_page(headline="Chợ số", figures=[told], content=content))
    translation = begin(page)
    for segment in segments(translation):
        write(segment, RIGHT if segment.string.data == SOURCE else f"EN {segment.string.data}")
    return english_of(page), translation


def segments(translation):
    return translation.source.stringsegment_set.select_related("string", "context")


def sentence(translation):
    return segments(translation).get(string__data=SOURCE)


def write(segment, text):
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=Locale.objects.get(language_code="en"),
        context=segment.context,
        defaults={"data": text, "has_error": False, "field_error": ""},
    )
    return row


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


class TestSending:
    def send(self, client, draft):
        return client.post(reverse("translation_submit", args=[draft.pk]), follow=True)

    def test_a_translation_with_agreeing_numbers_is_sent(self, signed_in, started):
        draft, _translation = started
        self.send(signed_in(person(roles.TRANSLATOR)), draft)
        assert StoryPage.objects.get(pk=draft.pk).workflow_in_progress

    def test_a_wrong_number_is_refused_with_its_sentence_and_both_numbers(self, signed_in, started):
        draft, translation = started
        row = write(sentence(translation), WRONG)
        said = told(self.send(signed_in(person(roles.TRANSLATOR)), draft))
        assert "Tỉnh có 1.234,5 tấn." in said
        assert "9,999 tonnes" in said
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress
        row.refresh_from_db()
        assert "9,999" in row.get_error()

    def test_a_figure_that_was_lost_is_refused(self, signed_in, started):
        draft, translation = started
        segment = segments(translation).get(string__data__contains="<a")
        write(segment, "There are points.")
        assert "68 điểm" in told(self.send(signed_in(person(roles.TRANSLATOR)), draft))
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress

    def test_a_warning_is_shown_and_lets_it_pass(self, signed_in, started):
        draft, translation = started
        write(sentence(translation), DOUBTFUL)
        client = signed_in(person(roles.TRANSLATOR))
        screen = client.get(reverse("translation_submit", args=[draft.pk])).content.decode()
        assert "khoảng 1.234,5 tấn" in screen
        assert "khoảng 1.234,5 tấn" in told(self.send(client, draft))
        assert StoryPage.objects.get(pk=draft.pk).workflow_in_progress

    def test_the_publish_button_of_the_editor_refuses_too(self, signed_in, started):
        draft, translation = started
        write(sentence(translation), WRONG)
        address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        response = signed_in(superuser()).post(address, {"action": "publish"}, follow=True)
        assert "9,999" in told(response)
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress


class TestTheVersion:
    """What is sent or published is the version, not the strings: its own words are checked."""

    def with_wrong_words(self, translation):
        write(sentence(translation), WRONG)
        translation.save_target(user=superuser(), publish=False)
        write(sentence(translation), RIGHT)

    def test_a_version_with_a_wrong_number_is_not_submitted(self, started):
        draft, translation = started
        self.with_wrong_words(translation)
        with pytest.raises(actions.IncompleteStoryError, match="9,999"):
            actions.submit(StoryPage.objects.get(pk=draft.pk), superuser())

    def test_it_is_not_published_in_an_emergency_either(self, started):
        draft, translation = started
        self.with_wrong_words(translation)
        with pytest.raises(actions.IncompleteStoryError, match="9,999"):
            actions.publish(StoryPage.objects.get(pk=draft.pk), superuser(), reason="Gấp")
        assert not StoryPage.objects.get(pk=draft.pk).live


class TestTyping:
    def put(self, client, translation, text):
        address = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, sentence(translation).pk]
        )
        form = "application/x-www-form-urlencoded"
        return json.loads(client.put(address, f"value={text}", content_type=form).content)

    def test_a_wrong_number_is_answered_with_an_error_that_stays(self, signed_in, started):
        draft, translation = started
        client = signed_in(person(roles.TRANSLATOR))
        assert "9,999" in self.put(client, translation, WRONG)["error"]
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert "9,999 tonnes" in editor
        assert StringTranslation.objects.get(data=WRONG).has_error

    def test_a_right_one_clears_it(self, signed_in, started):
        _draft, translation = started
        client = signed_in(person(roles.TRANSLATOR))
        self.put(client, translation, WRONG)
        assert self.put(client, translation, RIGHT)["error"] is None

    def test_a_warning_stands_beside_the_comment(self, signed_in, started):
        _draft, translation = started
        answer = self.put(signed_in(person(roles.TRANSLATOR)), translation, DOUBTFUL)
        assert answer["error"] is None
        assert "khoảng 1.234,5 tấn" in answer["comment"]
