"""The newsroom's clock: each page once, at its time and not before, whatever happens to the others."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from accounts import roles
from accounts.models import User
from home.models import HomePage
from story import actions, outbox
from story.models import Figure, OutboxEntry, StoryPage
from story.timing import clock
from tests.factories import (
    edit,
    embargoed,
    fall_due,
    figure,
    in_english,
    person,
    publish_through_workflow,
    story_page,
    superuser,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def is_live(page):
    return StoryPage.objects.get(pk=page.pk).live


def traces(page):
    """Audit rows, outbox entries and rows of figures of its publication."""
    return (
        PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count(),
        OutboxEntry.objects.filter(topic="story.published", payload__page=page.pk).count(),
        Figure.objects.filter(page=page.pk).count(),
    )


@pytest.fixture
def broken():
    """A story that cannot go out: its approved version is damaged."""
    page = embargoed(headline="Tít hỏng")
    fall_due(page, hours=1)
    revision = Revision.objects.for_instance(page).get(approved_go_live_at__isnull=False)
    revision.content["province"] = 10**15
    revision.content["title"] = None
    revision.save()
    outbox.deliver_pending()
    mail.outbox.clear()
    return page


class TestGoingOut:
    def test_at_its_time_a_story_goes_out_once(self):
        page = embargoed(figures=[figure()])
        assert clock.tick().published == []
        fall_due(page)
        assert clock.tick().published == [page.pk]
        assert clock.tick().published == []
        assert is_live(page)
        assert traces(page) == (1, 1, 1)

    @pytest.mark.parametrize(("hours", "published"), [(-1, False), (1, True)])
    def test_the_clock_of_the_database_decides_not_the_machines(self, monkeypatch, hours, published):
        page = embargoed()
        if published:
            fall_due(page)
        real = timezone.now
        # Due: this machine is behind by an hour. Not due: it is ahead by a day.
        shift = timedelta(hours=-hours) if published else timedelta(days=1)
        monkeypatch.setattr(timezone, "now", lambda: real() + shift)
        clock.tick()
        assert is_live(page) is published

    def test_what_was_written_after_the_approval_stays_a_draft(self):
        page = embargoed(headline="Tít đã duyệt")
        edit(page, title="Tít chưa duyệt")
        fall_due(page)
        clock.tick()
        page.refresh_from_db()
        assert (page.live, page.title, page.has_unpublished_changes) == (True, "Tít đã duyệt", True)

    def test_other_pages_go_out_too(self):
        home = HomePage.objects.first()
        draft = home.get_latest_revision_as_object()
        draft.seo_title, draft.go_live_at = "Mới", timezone.now() + timedelta(hours=1)
        draft.save_revision().publish()
        past = timezone.now() - timedelta(minutes=1)
        Revision.objects.for_instance(home).update(approved_go_live_at=past)
        clock.tick()
        assert HomePage.objects.get(pk=home.pk).seo_title == "Mới"

    def test_what_follows_is_done_in_the_same_round(self):
        entry = OutboxEntry.objects.create(topic="story.moved", payload={"page": 1})
        clock.tick()
        entry.refresh_from_db()
        assert entry.done_at


class TestABadPage:
    def test_it_holds_nobody_up(self, broken):
        good = embargoed(figures=[figure()])
        fall_due(good)
        done = clock.tick()
        assert (done.published, list(done.failed)) == ([good.pk], [broken.pk])
        assert not is_live(broken)
        assert traces(broken) == (0, 0, 0)

    def test_it_is_reported_once_to_editors_and_approvers(self, broken, django_capture_on_commit_callbacks):
        desk = [roles.EDITOR, roles.APPROVER]
        person(roles.EDITOR), person(roles.FIGURE_CHECKER)
        people = set(User.objects.filter(groups__name__in=desk).values_list("email", flat=True))
        for _round in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                clock.tick()
        assert {message.to[0] for message in mail.outbox} == people
        assert len(mail.outbox) == len(people) == 2
        assert "Tít hỏng" in mail.outbox[0].subject
        assert PageLogEntry.objects.filter(page=broken.pk, action="story.refused").count() == 1

    def test_the_command_says_so_by_its_exit(self, broken):
        said = StringIO()
        with pytest.raises(CommandError):
            call_command("publish_due", stdout=said)
        assert f"page {broken.pk}" in said.getvalue()


class TestTheEnd:
    def test_a_story_whose_time_is_over_is_withdrawn_with_that_reason(self):
        page = publish_through_workflow(story_page())
        english = in_english(page)
        english.save_revision().publish()
        fall_due(page, "expire_at")
        assert clock.tick().expired == [page.pk]
        assert clock.tick().expired == []
        page.refresh_from_db()
        assert (page.live, page.expired, is_live(english)) == (False, True, False)
        row = PageLogEntry.objects.get(page=page.pk, action="story.withdraw")
        assert (row.user, bool(row.data["reason"])) == (None, True)
        assert OutboxEntry.objects.filter(topic="story.withdrawn", payload__page=page.pk).count() == 1

    def test_before_it_nothing_happens(self):
        page = publish_through_workflow(story_page())
        StoryPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(minutes=1))
        assert clock.tick().expired == []
        assert is_live(page)


class TestTranslations:
    def approved(self, source, **fields):
        english = StoryPage.objects.get(pk=in_english(source).pk)
        edit(english, **fields)
        actions.submit(english, superuser())
        for _step in ("check the translation", "approve"):
            actions.approve(english.current_workflow_task_state, superuser())
        return StoryPage.objects.get(pk=english.pk)

    def test_a_translation_waits_for_its_source_and_goes_out_after_it(self):
        source = embargoed()
        english = self.approved(source)
        assert not english.live
        assert english.go_live_at == source.go_live_at
        for page in (english, source):
            fall_due(page)
        assert clock.tick().published == [source.pk, english.pk]

    def test_it_follows_when_its_source_is_put_off(self):
        source = embargoed()
        english = self.approved(source)
        fall_due(english)
        clock.tick()
        assert not is_live(english)
        waiting = Revision.objects.for_instance(english).get(approved_go_live_at__isnull=False)
        assert waiting.approved_go_live_at == source.go_live_at

    def test_a_later_time_of_its_own_stands(self):
        source = embargoed()
        later = source.go_live_at + timedelta(hours=2)
        assert self.approved(source, go_live_at=later).go_live_at == later

    def test_without_a_public_source_it_is_refused(self):
        source = story_page()
        with pytest.raises(actions.NotAllowedError):
            self.approved(source)
        assert not source.get_translations().filter(live=True).exists()


class TestAnEmergency:
    def test_publishing_at_once_lifts_the_embargo_and_says_so(self):
        page = story_page()
        revision = edit(page, go_live_at=timezone.now() + timedelta(hours=1))
        actions.publish(page, superuser(), revision, reason="Bão đang vào.")
        page.refresh_from_db()
        assert (page.live, page.go_live_at) == (True, None)
        row = PageLogEntry.objects.get(page=page.pk, action="story.publish_in_emergency")
        assert row.data["embargo"]

    def test_an_end_that_has_passed_does_not_take_it_down_again(self):
        page = story_page()
        edit(page, expire_at=timezone.now() - timedelta(hours=1))
        actions.publish(page, superuser(), reason="Đăng lại.")
        assert clock.tick().expired == []
        assert is_live(page)


class TestTheCommand:
    def test_wagtails_own_name_does_the_same(self):
        assert get_commands()["publish_scheduled"] == "story"
        page = embargoed()
        fall_due(page)
        said = StringIO()
        call_command("publish_scheduled", dryrun=True, stdout=said)
        assert f"page {page.pk}" in said.getvalue() and not is_live(page)
        call_command("publish_scheduled", stdout=said)
        assert is_live(page)

    @pytest.mark.parametrize("end", ["term", "parent"])
    def test_it_goes_on_without_a_database_until_it_is_ended(self, tmp_path, end):
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/none/none.sqlite3"}
        command = [sys.executable, "manage.py", "publish_due", "--every", "1", "--with-parent"]
        script = (
            "import subprocess, sys\n"
            "child = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True)\n"
            "print(child.pid, next(line for line in child.stderr if 'round' in line), flush=True)\n"
            "sys.stdin.read()\n"
        )
        starter = [sys.executable, "-c", script, *command]
        with subprocess.Popen(
            starter, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as parent:
            pid = int(parent.stdout.readline().split()[0])
            if end == "term":
                os.kill(pid, signal.SIGTERM)
            parent.stdin.close()
            parent.wait(20)
        for _try in range(200):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            signal.sigtimedwait([], 0.1)
        os.kill(pid, signal.SIGKILL)
        pytest.fail("the clock goes on for ever")
