"""Every door of wagtail-localize asks: is the original open to this person, is the translation theirs, does it take strings?"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from accounts import roles
from story import actions, embargo
from story.models import StoryPage
from tests.factories import embargoed, fall_due, person, publish_through_workflow, story_page, superuser
from tests.translation.working import (
    edit_address,
    put,
    segments,
    send,
    started,
    started_from,
    write_all,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
SECRET = "Câu không ai được đọc nữa"


@pytest.fixture
def translator(signed_in):
    return signed_in(person(roles.TRANSLATOR))


@pytest.fixture
def withdrawn(newsroom):
    """A translation whose original was taken off the public after it had begun."""
    page = publish_through_workflow(story_page(headline=SECRET))
    draft, translation = started_from(page)
    actions.withdraw(page, superuser(), "Sai nguồn")
    return draft, translation


READING = ["download_pofile", "preview_translation"]
WRITING = ["upload_pofile", "machine_translate", "stop_translation"]


class TestOriginalsThatAreClosed:
    @pytest.mark.parametrize("name", READING)
    def test_nothing_of_it_is_read(self, name, translator, withdrawn):
        _draft, translation = withdrawn
        response = translator.get(reverse(f"wagtail_localize:{name}", args=[translation.pk]))
        assert (response.status_code, response.url) == (302, "/admin/")

    def test_the_editor_does_not_show_it(self, translator, withdrawn):
        draft, _translation = withdrawn
        assert SECRET not in translator.get(edit_address(draft), follow=True).content.decode()

    @pytest.mark.parametrize("name", WRITING)
    def test_nothing_is_done_with_it(self, name, translator, withdrawn):
        _draft, translation = withdrawn
        translator.post(reverse(f"wagtail_localize:{name}", args=[translation.pk]))
        assert Translation.objects.get(pk=translation.pk).enabled

    def test_no_string_is_taken(self, translator, withdrawn):
        _draft, translation = withdrawn
        put(translator, translation, segments(translation).first(), "TEXT")
        assert not StringTranslation.objects.exists()

    def test_what_lies_beside_a_sentence_is_closed_too(self, translator, withdrawn):
        _draft, translation = withdrawn
        assert translator.get(reverse("translation_help", args=[translation.pk])).status_code == 302

    def test_whoever_may_edit_the_original_still_works_on_it(self, signed_in, withdrawn):
        draft, _translation = withdrawn
        assert SECRET in signed_in(superuser()).get(edit_address(draft)).content.decode()


class TestTranslationsThatTakeNothing:
    def test_what_is_being_checked_is_closed_to_its_checker_too(self, signed_in):
        draft, translation = started()
        write_all(translation)
        send(signed_in(person(roles.TRANSLATOR)), draft)
        client = signed_in(person(roles.TRANSLATION_CHECKER))
        assert put(client, translation, segments(translation).first(), "CHANGED").status_code == 403
        assert not StringTranslation.objects.filter(data="CHANGED").exists()

    def test_what_waits_for_its_time_is_closed_to_everybody(self, signed_in):
        page = embargoed()
        draft, translation = started_from(page, superuser())
        write_all(translation)
        user = superuser()
        send(signed_in(user), draft)
        actions.approve(draft.current_workflow_task_state, person(roles.TRANSLATION_CHECKER))
        actions.approve(StoryPage.objects.get(pk=draft.pk).current_workflow_task_state, superuser())
        assert not StoryPage.objects.get(pk=draft.pk).live
        assert put(signed_in(user), translation, segments(translation).first(), "CHANGED").status_code == 403

    def test_a_page_that_somebody_locked_says_so_and_keeps_the_file_out(self, translator):
        draft, translation = started()
        StoryPage.objects.filter(pk=draft.pk).update(locked=True, locked_by=superuser())
        address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        response = translator.post(address, follow=True)
        assert "khóa" in " ".join(map(str, response.context["messages"])).lower()
        assert Translation.objects.get(pk=translation.pk).enabled

    def test_a_stopped_translation_of_a_locked_page_is_not_restarted(self, translator):
        draft, translation = started()
        StoryPage.objects.filter(pk=draft.pk).update(locked=True, locked_by=superuser())
        Translation.objects.filter(pk=translation.pk).update(enabled=False)
        translator.post(edit_address(draft), {"localize-restart-translation": "1"})
        assert not Translation.objects.get(pk=translation.pk).enabled


class TestAliases:
    def test_nobody_shows_the_originals_words_under_an_english_address(self, signed_in):
        draft, _translation = started()
        signed_in(superuser()).post(reverse("wagtail_localize:convert_to_alias", args=[draft.pk]))
        draft.refresh_from_db()
        assert (draft.alias_of_id, draft.live) == (None, False)


class TestNames:
    def test_the_names_of_snippets_are_for_those_who_see_these_snippets(self, signed_in):
        address = reverse("wagtail_localize:snippets_api_listing", args=["story", "presscontact"])
        assert signed_in(person(roles.EDITOR)).get(address).status_code == 200
        assert signed_in(person(roles.FIGURE_CHECKER)).get(address).status_code in (302, 403)

    def test_the_report_names_nobody_elses_drafts(self, signed_in):
        _draft, _translation = started(headline="Bài của Lạng Sơn")
        address = reverse("wagtail_localize:translations_report")
        assert "Bài của Lạng Sơn" in signed_in(person(roles.TRANSLATOR)).get(address).content.decode()
        other = signed_in(person("contributor", "Cà Mau")).get(address).content.decode()
        assert "Bài của Lạng Sơn" not in other


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=kind, **fields)


def kinds(page):
    return sorted(page.view_restrictions.values_list("restriction_type", flat=True))


class TestHeldBackLikeTheOriginal:
    def test_every_restriction_holds_from_the_first_second(self):
        page = publish_through_workflow(story_page())
        restrict(page, PageViewRestriction.LOGIN)
        restrict(page, PageViewRestriction.PASSWORD, password="x")
        draft, _translation = started_from(page)
        assert kinds(draft) == ["login", "password"]

    def test_a_restriction_from_above_holds_too(self):
        page = publish_through_workflow(story_page())
        restrict(page.get_parent().specific, PageViewRestriction.LOGIN)
        draft, _translation = started_from(page)
        assert kinds(draft) == ["login"]

    def test_a_later_restriction_follows_with_its_groups_and_ends_with_it(self):
        page = publish_through_workflow(story_page())
        draft, _translation = started_from(page)
        row = restrict(page, PageViewRestriction.GROUPS)
        row.groups.add(Group.objects.get(name=roles.INTERNAL_READER))
        assert [group.name for group in draft.view_restrictions.get().groups.all()] == [roles.INTERNAL_READER]
        row.delete()
        assert kinds(draft) == []

    def test_bringing_changes_in_loses_no_restriction(self, translator):
        page = publish_through_workflow(story_page())
        restrict(page, PageViewRestriction.LOGIN)
        restrict(page, PageViewRestriction.PASSWORD, password="x")
        draft, translation = started_from(page)
        translator.post(reverse("wagtail_localize:update_translations", args=[translation.source_id]), {})
        assert kinds(draft) == ["login", "password"]

    def test_the_embargo_of_the_original_holds_from_the_first_second_and_follows_it(self):
        page = embargoed(at=timezone.now() + timedelta(hours=2))
        draft, _translation = started_from(page, superuser())
        assert embargo.embargo_until(draft) == embargo.embargo_until(page)
        fall_due(page)
        assert embargo.embargo_until(StoryPage.objects.get(pk=draft.pk)) is None

    def test_a_translator_finds_nothing_of_an_embargoed_original(self, translator):
        page = embargoed(headline=SECRET)
        draft, translation = started_from(page, superuser())
        assert SECRET not in translator.get(edit_address(draft), follow=True).content.decode()
        put(translator, translation, segments(translation).first(), "TEXT")
        assert not StringTranslation.objects.exists()
