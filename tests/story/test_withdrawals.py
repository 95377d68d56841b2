"""What was public and is no longer: 410 with the reason, everywhere, and nothing deleted."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from accounts import roles
from press.addresses import fact_address
from press.build import build_summary
from story import actions
from story.models import OutboxEntry, PermanentRecordError, StoryPage, Tombstone
from story.selectors import visible_to, withdrawn
from tests.factories import (
    edit,
    figure,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

HEADLINE = "Rút tiền ở bưu điện xã"
WHY = {"vi": "Nguồn đã rút số liệu.", "en": "The source took its figures back."}


def fresh(page):
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def story():
    return publish_through_workflow(story_page(figures=[figure("68", "điểm phục vụ")], headline=HEADLINE))


@pytest.fixture
def english(story):
    page = story.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.slug = "Cash at the post office", "cash-post-office"
    page.save_revision().publish()
    return fresh(page)


@pytest.fixture
def gone(story, english):
    actions.withdraw(story, person(roles.APPROVER), "Nội bộ: nguồn gọi điện.", WHY)
    return story


class TestTheAnswer:
    def test_both_languages_say_when_and_why_with_410(self, client, gone, english):
        for page, reason in ((gone, WHY["vi"]), (english, WHY["en"])):
            for address in (page.url, page.history_url):
                response = client.get(address)
                assert response.status_code == 410
                html = response.content.decode()
                assert reason in html and page.title in html
                assert "Nội bộ" not in html and "68" not in html

    def test_a_reason_in_one_language_is_marked_as_such_in_the_other(self, client, story, english):
        actions.withdraw(story, superuser(), "Nguồn rút tin.")
        html = client.get(english.url).content.decode()
        assert '<dd lang="vi">Nguồn rút tin.</dd>' in html

    def test_the_headline_is_that_of_the_public_version(self, client, gone):
        Page.objects.filter(pk=gone.pk).update(title="Tít nháp bí mật")
        html = client.get(gone.url).content.decode()
        assert HEADLINE in html and "bí mật" not in html

    def test_a_story_that_never_was_public_is_not_found(self, client):
        draft = story_page(headline="Bản nháp")
        for address in (
            draft.url,
            draft.history_url,
            f"/press/{draft.pk}/",
            f"/press/{draft.pk}/figures.csv",
        ):
            assert client.get(address).status_code == 404

    def test_no_other_address_below_it_answers_410(self, client, gone):
        assert client.get(gone.url + "khac/").status_code == 404

    def test_the_reason_cannot_run(self, client, story):
        actions.withdraw(story, superuser(), "x", {"vi": "<script>alert(1)</script>"})
        assert "<script>alert" not in client.get(story.url).content.decode()


class TestThePress:
    @pytest.mark.parametrize("name", ["", "summary.json", "figures.csv", "infographic-16x9.png"])
    def test_its_pages_and_files_stop_with_the_same_words(self, client, gone, english, name):
        for page, reason in ((gone, WHY["vi"]), (english, WHY["en"])):
            response = client.get(f"/press/{page.pk}/{name}")
            assert response.status_code == 410
            assert reason in response.content.decode()

    def test_who_holds_a_graphic_is_told_of_the_withdrawal(self, client, story, english):
        summary = build_summary(story)
        address = fact_address(summary.id, "vi", summary.revision).removeprefix("http://127.0.0.1:8000")
        assert client.get(address).status_code == 200
        actions.withdraw(story, superuser(), "Nguồn rút tin.", WHY)
        response = client.get(address)
        assert (response.status_code, WHY["vi"] in response.content.decode()) == (410, True)
        assert build_summary(fresh(story)).status == "withdrawn"

    def test_lists_search_and_sitemap_drop_it_at_once(self, client, gone, english):
        for address in (
            "/", "/en/", "/cau-chuyen/", "/en/stories/", province_page().url, "/press/", "/press/?locale=en",
            "/sitemap.xml", "/search/?q=rút+tiền+bưu+điện", "/en/search/?q=cash+post+office",
        ):  # fmt: skip
            html = client.get(address).content.decode()
            for text in (HEADLINE, english.title, gone.url, english.url):
                assert text not in html, address

    def test_the_selector_names_what_stands_newest_first(self, gone, english):
        assert {item.page_id for item in withdrawn()} == {gone.pk, english.pk}
        assert not withdrawn(since=timezone.now() + timedelta(minutes=1)).exists()
        first = withdrawn().get(page=gone)
        assert (first.headline, first.address, first.locale.language_code) == (HEADLINE, gone.url, "vi")


class TestTheDoors:
    def test_the_form_asks_for_both_reasons(self, story, signed_in, client):
        address = reverse("story_withdraw", args=[story.pk])
        browser = signed_in(person(roles.APPROVER))
        html = browser.get(address).content.decode()
        assert 'name="public_reason_vi"' in html and 'name="public_reason_en"' in html
        data = {"reason": "Nội bộ.", "public_reason_vi": WHY["vi"], "public_reason_en": WHY["en"]}
        browser.post(address, data)
        assert Tombstone.objects.get(page=story).reason == WHY
        assert PageLogEntry.objects.filter(page=story.pk, action="story.withdraw").count() == 1

    def test_english_alone_is_refused_and_nothing_typed_is_lost(self, story, signed_in):
        data = {"reason": "Nội bộ.", "public_reason_vi": "", "public_reason_en": WHY["en"]}
        response = signed_in(superuser()).post(reverse("story_withdraw", args=[story.pk]), data)
        html = response.content.decode()
        assert "Nội bộ." in html and WHY["en"] in html
        assert fresh(story).live

    def test_the_translation_alone_can_be_withdrawn(self, story, english, client):
        actions.withdraw(english, person(roles.APPROVER), "Bản dịch sai.")
        assert (client.get(english.url).status_code, client.get(story.url).status_code) == (410, 200)

    def test_a_story_whose_time_ran_out_answers_too(self, story, client):
        story.unpublish(set_expired=True)
        assert client.get(story.url).status_code == 410
        assert Tombstone.objects.get(page=story).reason == {}

    def test_one_withdrawal_leaves_one_tombstone_a_language(self, gone, english):
        assert Tombstone.objects.count() == 2
        assert OutboxEntry.objects.filter(topic="story.withdrawn").count() == 2

    def test_a_refusal_leaves_its_row_and_no_tombstone(self, story):
        with pytest.raises(actions.NotAllowedError):
            actions.withdraw(story, person(roles.EDITOR), "Vì sao.")
        assert PageLogEntry.objects.filter(action="story.refused", data__verb="withdraw").count() == 1
        assert not Tombstone.objects.exists()


class TestComingBack:
    def test_the_workflow_publishes_it_again_and_closes_the_tombstone(self, gone, english, client):
        edit(gone, standfirst="Đã kiểm lại với nguồn.")
        live = publish_through_workflow(fresh(gone))
        assert client.get(live.url).status_code == 200
        assert client.get(english.url).status_code == 410
        stone = Tombstone.objects.get(page=gone)
        assert stone.lifted_at and stone.reason == WHY
        actions.withdraw(live, superuser(), "Lại sai.")
        assert Tombstone.objects.filter(page=gone).count() == 2

    def test_a_translation_does_not_come_back_alone(self, gone, english):
        state = at_step_of_english(english)
        with pytest.raises(actions.ConflictError):
            actions.approve(state, person(roles.APPROVER))
        with pytest.raises(actions.ConflictError):
            actions.publish(fresh(english), person(roles.APPROVER), reason="Cần ngay.")
        assert not fresh(english).live


def at_step_of_english(page):
    actions.submit(fresh(page), superuser())
    actions.approve(fresh(page).current_workflow_task_state, superuser())
    return fresh(page).current_workflow_task_state


class TestDeletion:
    @pytest.mark.parametrize("is_gone", [False, True])
    def test_what_was_public_is_not_deleted(self, story, signed_in, is_gone):
        if is_gone:
            actions.withdraw(story, superuser(), "Nguồn rút tin.")
        client = signed_in(superuser())
        client.post(reverse("wagtailadmin_pages:delete", args=[story.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={story.pk}"
        client.post(bulk)
        client.post(reverse("wagtailadmin_pages:delete", args=[story.get_parent().pk]))
        assert StoryPage.objects.filter(pk=story.pk).exists()
        assert PageLogEntry.objects.filter(action="story.refused", data__verb="delete").count() == 3
        assert not PageLogEntry.objects.filter(page=story.pk, action="wagtail.delete").exists()

    def test_nor_by_any_other_way(self, story, english):
        for target in (story, english, province_page(), province_page().get_parent().specific):
            with pytest.raises(PermanentRecordError):
                target.delete()
        assert story.get_parent().get_children().count() == 1
        with pytest.raises(ProtectedError):
            Page.objects.filter(pk=story.pk).delete()

    def test_a_draft_is_deleted_as_ever(self, signed_in):
        draft = story_page()
        signed_in(superuser()).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
        assert not StoryPage.objects.filter(pk=draft.pk).exists()
        other = story_page()
        actions.delete(other, superuser())
        assert not StoryPage.objects.filter(pk=other.pk).exists()
        with pytest.raises(actions.NotAllowedError):
            actions.delete(story_page(), person("contributor", "Huế"))

    def test_a_tombstone_stays(self, gone):
        stone = Tombstone.objects.first()
        for attempt in (stone.delete, stone.save, Tombstone.objects.all().delete):
            with pytest.raises(PermanentRecordError):
                attempt()


def test_a_withdrawn_story_is_visible_to_nobody(gone, english):
    for user in (None, superuser(), person(roles.PRESS)):
        assert not visible_to(user).filter(translation_key=gone.translation_key).exists()
