"""What is in work, in whose hands, late or stuck; and the verb that puts a story into somebody's hands."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from accounts import roles
from story import actions, work
from story.models import Assignment, OutboxEntry, StoryPage
from tests.factories import (
    at_step,
    edit,
    embargoed,
    figure,
    person,
    publish_through_workflow,
    story_page,
    superuser,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def day(number):
    return timezone.localdate() + timedelta(days=number)


class TestInWork:
    def test_a_story_is_in_work_until_its_latest_version_is_out_or_approved(self):
        boss = superuser()
        draft, checking, out = story_page(), story_page(), publish_through_workflow(story_page())
        at_step(checking, "check")
        embargoed()
        assert set(work.in_work(boss)) == {draft, checking}
        edit(out, title="Tít mới")
        assert set(work.in_work(boss)) == {draft, checking, out}

    def test_an_emergency_leaves_the_story_with_its_checker(self):
        page = story_page(figures=[figure()])
        actions.publish(page, superuser(), reason="Bão đang vào.")
        assert list(work.in_work(person(roles.FIGURE_CHECKER))) == [page]

    def test_a_withdrawn_story_is_done_with_until_somebody_writes_in_it(self):
        page = publish_through_workflow(story_page())
        actions.withdraw(page, superuser(), "Nguồn rút tin.")
        assert not work.in_work(superuser())
        edit(page, title="Viết lại")
        assert list(work.in_work(superuser())) == [page]

    @pytest.mark.parametrize(
        ("role", "seen"),
        [
            ("contributor", {"own"}),
            (roles.EDITOR, {"own", "other", "checking"}),
            (roles.APPROVER, {"own", "other", "checking"}),
            (roles.FIGURE_CHECKER, {"checking"}),
            (roles.TRANSLATOR, set()),
            (roles.PRESS, set()),
            (None, set()),
        ],
    )
    def test_each_sees_what_is_theirs(self, role, seen):
        pages = {name: story_page(where) for name, where in [("own", "Lạng Sơn"), ("other", "Huế")]}
        pages["checking"] = story_page("Huế")
        at_step(pages["checking"], "check")
        assert {name for name, page in pages.items() if page in work.in_work(person(role))} == seen

    def test_somebody_who_left_sees_nothing(self):
        story_page()
        assert not work.in_work(person(roles.EDITOR, is_active=False))


class TestLateAndStuck:
    def test_the_nearest_day_comes_first_and_what_has_none_last(self):
        boss = superuser()
        pages = [story_page() for _each in range(3)]
        actions.assign(pages[1], boss, None, day(5))
        actions.assign(pages[2], boss, None, day(2))
        assert list(work.in_work(boss)) == [pages[2], pages[1], pages[0]]

    def test_late_is_after_the_day_not_on_it(self):
        boss, today, late = superuser(), story_page(), story_page()
        for page in (today, late):
            actions.assign(page, boss, None, day(0))
        Assignment.objects.filter(page=late).update(due=day(-1))
        assert list(work.overdue(boss)) == [late]

    def test_stuck_is_what_nobody_wrote_in_or_moved_for_a_week(self):
        boss = superuser()
        old, moved, fresh = story_page(), story_page(), story_page()
        at_step(old, "edit")
        at_step(moved, "edit")
        before = timezone.now() - timedelta(days=8)
        StoryPage.objects.exclude(pk=fresh.pk).update(latest_revision_created_at=before)
        TaskState.objects.filter(workflow_state__object_id=str(old.pk)).update(started_at=before)
        assert list(work.stuck(boss)) == [old]
        assert not work.stuck(boss, days=9)
        assert work.waiting_since(StoryPage.objects.get(pk=old.pk)) == before


class TestAssign:
    def test_it_is_agreed_logged_and_told_once(self, django_capture_on_commit_callbacks):
        editor, author = person(roles.EDITOR), person("contributor")
        page = story_page(author=author)
        with django_capture_on_commit_callbacks(execute=True):
            for _time in range(2):
                actions.assign(page, editor, author, day(3))
        assert list(work.assigned_to(author)) == [page]
        (row,) = PageLogEntry.objects.filter(page=page.pk, action="story.assign")
        assert row.data["assignee"] == author.display_name
        (message,) = mail.outbox
        assert (message.to, page.title in message.subject) == ([author.email], True)
        assert day(3).strftime("%Y") in message.body

    def test_taking_it_oneself_sends_no_mail(self):
        editor = person(roles.EDITOR)
        actions.assign(story_page(), editor, editor)
        assert not OutboxEntry.objects.filter(topic="story.assigned").exists()

    def test_with_neither_person_nor_day_it_ends(self):
        page, editor = story_page(), person(roles.EDITOR)
        actions.assign(page, editor, editor, day(1))
        assert actions.assign(page, editor) is None
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize("role", [roles.PRESS, roles.TRANSLATOR, roles.FIGURE_CHECKER, "elsewhere", None])
    def test_who_cannot_see_the_story_neither_gives_nor_gets_it(self, role):
        page = story_page("Huế")
        stranger = person("contributor", "Lạng Sơn") if role == "elsewhere" else person(role)
        with pytest.raises(actions.NotAllowedError):
            actions.assign(page, stranger, None, day(1))
        with pytest.raises(actions.VerbError, match=stranger.display_name):
            actions.assign(page, person(roles.EDITOR), stranger)
        assert not Assignment.objects.exists()

    def test_a_new_day_lies_ahead_but_an_agreed_one_may_have_passed(self):
        page, editor = story_page(), person(roles.EDITOR)
        with pytest.raises(actions.VerbError):
            actions.assign(page, editor, None, day(-1))
        actions.assign(page, editor, None, day(0))
        Assignment.objects.update(due=day(-1))
        assert actions.assign(page, editor, editor, day(-1)).assignee == editor

    def test_it_goes_with_its_story_and_stays_without_its_person(self):
        page, editor, helper = story_page(), person(roles.EDITOR), person(roles.EDITOR)
        actions.assign(page, editor, helper, day(1))
        helper.delete()
        assert Assignment.objects.get().assignee is None
        page.delete()
        assert not Assignment.objects.exists()
