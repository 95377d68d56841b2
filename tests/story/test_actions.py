"""Single verbs: sign off, dispute, publish in an emergency, withdraw, and what a publication leaves behind."""

import pytest
from django.core import mail
from wagtail.models import PageLogEntry

from accounts import roles
from story import actions, permissions
from story.models import Figure, FigureSignOff, OutboxEntry, StoryPage
from tests.factories import (
    at_step,
    edit,
    figure,
    person,
    publish_through_workflow,
    sign_all,
    story_page,
    superuser,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def rows(page, action):
    return PageLogEntry.objects.filter(page=page.pk, action=action)


@pytest.fixture
def checked(newsroom):
    """A story in the figure check, and a checker."""
    page = story_page(figures=[figure("867598", "tài khoản Hue-S")], author=person("contributor"))
    at_step(page, "check")
    return page, person(roles.FIGURE_CHECKER)


class TestSignOff:
    def test_it_names_the_person_and_the_revision(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        actions.sign_off(page, block_id, checker, page.latest_revision_id)
        verified = StoryPage.objects.get(pk=page.pk).figures[block_id].verified
        assert (verified.by, verified.revision) == (checker.display_name, page.latest_revision_id)

    def test_it_leaves_one_audit_row_and_one_outbox_entry(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        actions.sign_off(page, block_id, checker, page.latest_revision_id)
        (row,) = rows(page, "story.sign_off")
        assert (row.user, row.data["block_id"]) == (checker, block_id)
        assert OutboxEntry.objects.filter(topic="story.figure_signed").count() == 1

    def test_twice_is_a_conflict_that_names_the_first(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        actions.sign_off(page, block_id, checker, page.latest_revision_id)
        with pytest.raises(actions.ConflictError, match=checker.display_name):
            actions.sign_off(page, block_id, person(roles.FIGURE_CHECKER), page.latest_revision_id)
        assert FigureSignOff.objects.count() == 1

    def test_an_older_revision_is_stale(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        old = page.latest_revision_id
        edit(page, title="Tít khác")
        with pytest.raises(actions.StaleRevisionError):
            actions.sign_off(page, block_id, checker, old)
        assert not FigureSignOff.objects.exists()

    def test_an_unknown_figure_is_stale(self, checked):
        page, checker = checked
        with pytest.raises(actions.StaleRevisionError):
            actions.sign_off(page, "not-a-figure", checker, page.latest_revision_id)

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, "contributor", roles.TRANSLATOR, None])
    def test_only_checkers_sign(self, checked, role):
        page, _checker = checked
        (block_id,) = page.figures
        with pytest.raises(actions.NotAllowedError):
            actions.sign_off(page, block_id, person(role), page.latest_revision_id)

    def test_a_draft_that_was_not_submitted_is_not_for_the_checker(self):
        page = story_page(figures=[figure()])
        assert not permissions.may_check_figures(person(roles.FIGURE_CHECKER), page)

    def test_a_figure_that_contradicts_its_calculation_needs_a_reason(self):
        first, second = figure("867598", "tài khoản"), figure("680756", "người dùng")
        percent = unit("phần trăm", kind="percent")
        share = figure("144", "tỉ lệ", unit=percent, rule="share", first=first["id"], second=second["id"])
        page = story_page(figures=[first, second, share])
        at_step(page, "check")
        checker = person(roles.FIGURE_CHECKER)
        with pytest.raises(actions.ReasonRequiredError):
            actions.sign_off(page, share["id"], checker, page.latest_revision_id)
        actions.sign_off(
            page, share["id"], checker, page.latest_revision_id, note="Mẫu số khác, nguồn ghi rõ."
        )
        assert rows(page, "story.sign_off").get().data["note"] == "Mẫu số khác, nguồn ghi rõ."


class TestDispute:
    def test_the_owner_hears_which_figure_and_why(self, checked, django_capture_on_commit_callbacks):
        page, checker = checked
        (block_id,) = page.figures
        with django_capture_on_commit_callbacks(execute=True):
            actions.dispute(page, block_id, checker, page.latest_revision_id, "Cho biết ngày của số này.")
        (message,) = mail.outbox
        assert message.to == [page.owner.email]
        assert "867.598" in message.body
        assert "Cho biết ngày của số này." in message.body
        assert rows(page, "story.dispute").count() == 1

    def test_a_note_is_required(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        with pytest.raises(actions.ReasonRequiredError):
            actions.dispute(page, block_id, checker, page.latest_revision_id, " ")

    def test_it_takes_back_an_earlier_signature(self, checked):
        page, checker = checked
        (block_id,) = page.figures
        actions.sign_off(page, block_id, checker, page.latest_revision_id)
        actions.dispute(page, block_id, checker, page.latest_revision_id, "Vừa thấy nguồn khác.")
        record = StoryPage.objects.get(pk=page.pk).figures[block_id]
        assert (record.verified, record.disputed) == (None, "Vừa thấy nguồn khác.")


class TestPublishInAnEmergency:
    def test_figures_go_out_unverified_and_the_story_returns_to_the_checker(self):
        page = story_page(figures=[figure()])
        live = actions.publish(page, person(roles.APPROVER), reason="Bão đang vào, cần tin ngay.")
        assert live.live
        assert not any(record.verified for record in live.figures.values())
        assert permissions.is_figure_check(live.current_workflow_task)

    def test_a_story_whose_figures_are_signed_does_not_return(self):
        page = story_page(figures=[figure()])
        sign_all(page, person(roles.FIGURE_CHECKER))
        live = actions.publish(page, person(roles.APPROVER), reason="Cần ngay.")
        assert live.current_workflow_task is None

    def test_one_audit_row_keeps_the_reason(self):
        page = story_page()
        actions.publish(page, person(roles.APPROVER), reason="Cần ngay.")
        (row,) = PageLogEntry.objects.filter(page=page.pk, action__contains="publish")
        assert (row.action, row.data["reason"]) == ("story.publish_in_emergency", "Cần ngay.")

    def test_without_a_reason_nothing_changes(self):
        page = story_page()
        with pytest.raises(actions.ReasonRequiredError):
            actions.publish(page, person(roles.APPROVER))
        page.refresh_from_db()
        assert not page.live

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.FIGURE_CHECKER, "contributor", roles.ADMINISTRATOR])
    def test_only_approvers_may(self, role):
        page = story_page()
        with pytest.raises(actions.NotAllowedError):
            actions.publish(page, person(role), reason="Cần ngay.")

    def test_an_older_revision_is_stale(self):
        page = story_page()
        old = page.latest_revision
        edit(page, title="Tít mới")
        with pytest.raises(actions.StaleRevisionError):
            actions.publish(page, person(roles.APPROVER), old, reason="Cần ngay.")


class TestWithdraw:
    def test_it_takes_the_story_and_its_translation_down(self):
        page = publish_through_workflow(story_page())
        english = page.copy_for_translation(english_locale())
        english.save_revision().publish()
        actions.withdraw(page, person(roles.APPROVER), "Nguồn rút tin.")
        assert not StoryPage.objects.filter(translation_key=page.translation_key, live=True).exists()
        topics = OutboxEntry.objects.filter(topic="story.withdrawn").values_list("payload__locale", flat=True)
        assert sorted(topics) == ["en", "vi"]
        assert rows(page, "story.withdraw").get().data["reason"] == "Nguồn rút tin."
        assert not rows(page, "wagtail.unpublish").exists()

    def test_twice_is_a_conflict(self):
        page = publish_through_workflow(story_page())
        actions.withdraw(page, person(roles.APPROVER), "Nguồn rút tin.")
        with pytest.raises(actions.ConflictError):
            actions.withdraw(page, person(roles.APPROVER), "Nguồn rút tin.")

    @pytest.mark.parametrize("role", [roles.EDITOR, "contributor"])
    def test_only_approvers_may(self, role):
        page = publish_through_workflow(story_page())
        with pytest.raises(actions.NotAllowedError):
            actions.withdraw(page, person(role), "Vì sao.")
        page.refresh_from_db()
        assert page.live


def english_locale():
    from wagtail.models import Locale

    return Locale.objects.get(language_code="en")


class TestRecordPublication:
    def test_every_figure_of_the_version_has_one_row_in_order(self):
        data = [
            figure("116000", "cửa hàng", qualifier="over"),
            figure("68", "xã", total="200", part="problem"),
        ]
        page = publish_through_workflow(story_page(figures=data))
        found = [
            (str(row.block_id), row.part, row.qualifier, row.total) for row in page.published_figures.all()
        ]
        assert found == [(data[1]["id"], "problem", "exactly", 200), (data[0]["id"], "results", "over", None)]

    def test_recording_again_adds_no_row(self):
        page = publish_through_workflow(story_page(figures=[figure()]))
        actions.record_publication(page, page.live_revision)
        assert Figure.objects.filter(page=page).count() == 1

    def test_a_new_version_has_rows_of_its_own(self):
        page = publish_through_workflow(story_page(figures=[figure()]))
        edit(page, title="Tít mới")
        page.refresh_from_db()
        publish_through_workflow(page)
        assert Figure.objects.filter(page=page).values("revision_id").distinct().count() == 2

    def test_a_translation_writes_no_figures(self):
        page = publish_through_workflow(story_page(figures=[figure()]))
        page.copy_for_translation(english_locale()).save_revision().publish()
        assert Figure.objects.filter(translation_key=page.translation_key).count() == 1
        entry = OutboxEntry.objects.filter(topic="story.published").last()
        assert (entry.payload["locale"], entry.payload["translation_key"]) == (
            "en",
            str(page.translation_key),
        )


class TestMail:
    def test_the_group_of_the_step_hears_once_and_wagtail_is_silent(self, django_capture_on_commit_callbacks):
        editor, author = person(roles.EDITOR), person("contributor")
        superuser()
        page = story_page(author=author)
        with django_capture_on_commit_callbacks(execute=True):
            actions.submit(page, author)
        assert [message.to for message in mail.outbox] == [[editor.email]]

    def test_the_owner_hears_of_a_return_and_of_publication(self, django_capture_on_commit_callbacks):
        author = person("contributor")
        page = story_page(author=author)
        state = at_step(page, "edit")
        with django_capture_on_commit_callbacks(execute=True):
            actions.reject(state, person(roles.EDITOR), "Thiếu bài học.")
        (message,) = mail.outbox
        assert (message.to, "Thiếu bài học." in message.body) == ([author.email], True)
        mail.outbox.clear()
        other = story_page(author=author)
        state = at_step(other, "approve")
        with django_capture_on_commit_callbacks(execute=True):
            actions.approve(state, person(roles.APPROVER))
        (message,) = mail.outbox
        assert (message.to, StoryPage.objects.get(pk=other.pk).full_url in message.body) == (
            [author.email],
            True,
        )

    def test_who_switched_mail_off_gets_none(self, django_capture_on_commit_callbacks):
        from wagtail.users.models import UserProfile

        author = person("contributor")
        profile = UserProfile.get_for_user(author)
        profile.rejected_notifications = False
        profile.save()
        state = at_step(story_page(author=author), "edit")
        with django_capture_on_commit_callbacks(execute=True):
            actions.reject(state, person(roles.EDITOR), "Thiếu bài học.")
        assert mail.outbox == []


def test_a_refusal_leaves_its_row_and_nothing_else():
    page, stranger = story_page(figures=[figure()]), person()
    before = OutboxEntry.objects.count(), PageLogEntry.objects.count()
    with pytest.raises(actions.NotAllowedError):
        actions.dispute(page, next(iter(page.figures)), stranger, page.latest_revision_id, "x")
    (row,) = rows(page, "story.refused")
    assert (row.user, row.data["verb"]) == (stranger, "dispute")
    assert (OutboxEntry.objects.count(), PageLogEntry.objects.count()) == (before[0], before[1] + 1)
    assert not FigureSignOff.objects.exists()
