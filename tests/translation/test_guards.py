"""The traps of wagtail-localize are closed: reading, publishing, locks."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, TranslationSource

from accounts import roles
from story import actions
from story.models import ApprovalTask, StoryPage, TranslationCheckTask
from tests.factories import (
    edit,
    figure,
    in_english,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.translation.working import begin, english, english_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def translate_all(translation, user=None, prefix="EN"):
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{prefix} {segment.string.data}", "last_translated_by": user},
        )


@pytest.fixture
def started(newsroom):
    """A public story whose translation has begun: (story, English draft, translation)."""
    page = publish_through_workflow(story_page(figures=[figure()]))
    translation = begin(page)
    return page, english_of(page), translation


def submit_address(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


class TestStartingATranslation:
    def test_a_translator_starts_from_a_public_story(self, signed_in):
        page = publish_through_workflow(story_page())
        signed_in(person(roles.TRANSLATOR)).post(submit_address(page), {"locales": [english().pk]})
        assert not english_of(page).live

    def test_a_draft_stays_closed_to_a_translator(self, signed_in):
        page = story_page(headline="Bản nháp kín")
        client = signed_in(person(roles.TRANSLATOR))
        assert "Bản nháp kín" not in client.get(submit_address(page), follow=True).content.decode()
        client.post(submit_address(page), {"locales": [english().pk]})
        assert not StoryPage.objects.filter(locale=english()).exists()

    def test_drafts_below_a_public_page_are_not_taken_along(self, signed_in):
        story_page("Huế")
        page = province_page("Huế")
        page.get_translation(english()).delete()
        signed_in(person(roles.TRANSLATOR)).post(
            submit_address(page), {"locales": [english().pk], "include_subtree": "on"}
        )
        assert not StoryPage.objects.filter(locale=english()).exists()

    def test_who_may_not_write_in_english_starts_nothing(self, signed_in):
        page = publish_through_workflow(story_page())
        user = person(roles.EDITOR)
        user.user_permissions.add(*_submit_permission())
        signed_in(user).post(submit_address(page), {"locales": [english().pk]})
        assert not StoryPage.objects.filter(locale=english()).exists()


def _submit_permission():
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename="submit_translation")


class TestUpdating:
    def address(self, page):
        source = TranslationSource.objects.get(object_id=page.translation_key)
        return reverse("wagtail_localize:update_translations", args=[source.pk])

    def test_publish_immediately_publishes_nothing(
        self, signed_in, started, django_capture_on_commit_callbacks
    ):
        page, draft, _translation = started
        with django_capture_on_commit_callbacks(execute=True):
            signed_in(person(roles.TRANSLATOR)).post(self.address(page), {"publish_translations": "on"})
        draft.refresh_from_db()
        assert not draft.live

    def test_a_stranger_does_not_update(self, signed_in, started):
        page, _draft, _translation = started
        user = person("contributor", "Cà Mau")
        user.user_permissions.add(*_submit_permission())
        edit(page, title="Tít mới").publish()
        before = TranslationSource.objects.get(object_id=page.translation_key).last_updated_at
        signed_in(user).post(self.address(page), {})
        assert TranslationSource.objects.get(object_id=page.translation_key).last_updated_at == before

    def test_a_translator_brings_changes_in(self, signed_in, started):
        page, _draft, _translation = started
        edit(page, title="Tít mới").publish()
        signed_in(person(roles.TRANSLATOR)).post(self.address(page), {})
        source = TranslationSource.objects.get(object_id=page.translation_key)
        assert (
            "Tít mới" in source.content_json.encode().decode("unicode_escape")
            or "Tít mới" in source.content_json
        )


class TestPublishing:
    def publish(self, client, draft, callbacks):
        with callbacks(execute=True):
            return client.post(
                reverse("wagtailadmin_pages:edit", args=[draft.pk]), {"action": "publish"}, follow=True
            )

    @pytest.mark.parametrize("role", [roles.TRANSLATOR, None])
    def test_the_editors_publish_button_starts_the_workflow(
        self, role, signed_in, started, django_capture_on_commit_callbacks
    ):
        _page, draft, translation = started
        translate_all(translation)
        user = person(role) if role else superuser()
        self.publish(signed_in(user), draft, django_capture_on_commit_callbacks)
        draft = StoryPage.objects.get(pk=draft.pk)
        assert not draft.live
        assert type(draft.current_workflow_task) is TranslationCheckTask
        assert draft.get_latest_revision_as_object().title.startswith("EN ")

    def test_missing_strings_are_counted_and_nothing_is_sent(
        self, signed_in, started, django_capture_on_commit_callbacks
    ):
        _page, draft, translation = started
        translate_all(translation)
        StringTranslation.objects.first().delete()
        response = self.publish(
            signed_in(person(roles.TRANSLATOR)), draft, django_capture_on_commit_callbacks
        )
        assert any("1" in str(message) for message in response.context["messages"])
        assert not draft.workflow_in_progress

    def test_new_strings_leave_the_public_translation_alone_until_approved(self, signed_in, started):
        _page, draft, translation = started
        translate_all(translation)
        translator = person(roles.TRANSLATOR)
        address = reverse("translation_submit", args=[draft.pk])
        signed_in(translator).post(address)
        self.pass_through(draft)
        translate_all(translation, prefix="SECOND")
        signed_in(translator).post(address)
        public = StoryPage.objects.get(pk=draft.pk)
        assert public.title.startswith("EN ")
        self.pass_through(draft)
        public = StoryPage.objects.get(pk=draft.pk)
        assert public.title.startswith("SECOND ")
        assert PageLogEntry.objects.filter(page=draft.pk, action="wagtail.publish").count() == 2

    def test_an_address_at_which_another_story_was_public_is_not_taken(self, signed_in, started):
        _page, draft, translation = started
        translate_all(translation)
        address = reverse("translation_submit", args=[draft.pk])
        wanted = f"en-{draft.slug}"
        other = in_english(publish_through_workflow(story_page()))
        for slug in (wanted, "elsewhere"):
            edit(StoryPage.objects.get(pk=other.pk), slug=slug).publish()
        signed_in(person(roles.TRANSLATOR)).post(address)
        draft = StoryPage.objects.get(pk=draft.pk)
        assert draft.get_latest_revision_as_object().slug == f"{wanted}-2"
        self.pass_through(draft)
        assert StoryPage.objects.get(pk=draft.pk).live

    def pass_through(self, draft):
        draft = StoryPage.objects.get(pk=draft.pk)
        actions.approve(draft.current_workflow_task_state, person(roles.TRANSLATION_CHECKER))
        assert type(draft.current_workflow_task) is ApprovalTask
        actions.approve(draft.current_workflow_task_state, person(roles.APPROVER))

    def test_a_figure_keeps_its_identity_in_the_translation(self, signed_in, started):
        page, draft, translation = started
        translate_all(translation)
        signed_in(person(roles.TRANSLATOR)).post(reverse("translation_submit", args=[draft.pk]))
        assert list(StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object().figures) == list(
            page.figures
        )

    def test_an_alias_is_not_made_by_a_translator(self, signed_in, started):
        page, draft, _translation = started
        signed_in(person(roles.TRANSLATOR)).post(
            reverse("wagtail_localize:convert_to_alias", args=[draft.pk])
        )
        draft.refresh_from_db()
        assert (draft.alias_of_id, draft.live) == (None, False)


class TestLocks:
    def put(self, client, translation, value):
        segment = translation.source.stringsegment_set.first()
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        body = f"value={value}"
        return client.put(address, body, content_type="application/x-www-form-urlencoded")

    def test_strings_of_a_translation_being_checked_are_closed(self, signed_in, started):
        _page, draft, translation = started
        translate_all(translation)
        client = signed_in(person(roles.TRANSLATOR))
        client.post(reverse("translation_submit", args=[draft.pk]))
        assert self.put(client, translation, "CHANGED").status_code == 403
        assert not StringTranslation.objects.filter(data="CHANGED").exists()

    def test_strings_of_an_open_translation_are_taken(self, signed_in, started):
        _page, _draft, translation = started
        assert self.put(signed_in(person(roles.TRANSLATOR)), translation, "CHANGED").status_code in (200, 201)
        assert StringTranslation.objects.filter(data="CHANGED").exists()

    def test_a_second_sending_is_refused(self, signed_in, started):
        _page, draft, translation = started
        translate_all(translation)
        client = signed_in(person(roles.TRANSLATOR))
        for _time in range(2):
            client.post(reverse("translation_submit", args=[draft.pk]))
        assert draft.workflow_states.count() == 1

    def test_the_sending_screen_says_how_far_it_is(self, signed_in, started):
        _page, draft, translation = started
        total, _translated = translation.get_progress()
        response = signed_in(person(roles.TRANSLATOR)).get(reverse("translation_submit", args=[draft.pk]))
        assert f"{total}" in response.content.decode()
