"""What a person is told: a row, and mail at once, once a day or never; nobody twice for one event."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts import roles
from story import actions, mailing, outbox
from story.models import Notification, OutboxEntry
from tests.factories import at_step, person, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def returned(django_capture_on_commit_callbacks):
    """A function that returns a story to an author who wants mail in a certain way."""

    def give_back(notify="at-once", **fields):
        author = person("contributor", notify=notify, **fields)
        state = at_step(story_page(author=author, headline="Chợ số"), "edit")
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.reject(state, person(roles.EDITOR), "Thiếu bài học.")
        return author

    return give_back


def test_row_says_what_happened_why_and_where(returned):
    author = returned()
    (row,) = Notification.objects.filter(user=author)
    assert (row.kind, row.detail, row.read_at) == ("returned", "Thiếu bài học.", None)
    assert "Chợ số" in row.text
    assert row.url == reverse("wagtailadmin_pages:edit", args=[row.page_id])


@pytest.mark.parametrize(("notify", "letters"), [("at-once", 1), ("daily", 0), ("never", 0)])
def test_mail_comes_at_once_only_to_whoever_wants_it_so(returned, notify, letters):
    author = returned(notify)
    assert len(mail.outbox) == letters
    assert Notification.objects.filter(user=author).count() == 1


@pytest.mark.parametrize(("notify", "letters"), [("at-once", 0), ("daily", 1), ("never", 0)])
def test_digest_holds_all_that_was_not_mailed_and_goes_out_once(returned, notify, letters):
    author = returned(notify)
    if letters:
        actions.reject(
            at_step(story_page(author=author, headline="Trạm số"), "edit"), person(roles.EDITOR), "Ngắn."
        )
        for entry in OutboxEntry.objects.filter(done_at=None):
            outbox.deliver(entry.pk)
    mail.outbox.clear()
    call_command("send_digests")
    call_command("send_digests")
    assert [message.to for message in mail.outbox] == [[author.email]] * letters
    if letters:
        assert "Chợ số" in mail.outbox[0].body
        assert "Trạm số" in mail.outbox[0].body


def test_what_was_read_in_the_admin_is_not_mailed_later(returned):
    author = returned("daily")
    Notification.objects.filter(user=author).update(read_at="2026-01-01T00:00Z")
    assert mailing.send_digests() == 0


def test_person_of_two_groups_hears_once(django_capture_on_commit_callbacks):
    editor = person(roles.EDITOR)
    editor.groups.add(Group.objects.get(name=roles.APPROVER))
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(story_page(), person(is_superuser=True))
    assert Notification.objects.filter(user=editor).count() == 1
    assert [message.to for message in mail.outbox].count([editor.email]) == 1


def test_entry_delivered_again_tells_nobody_twice(returned):
    author = returned()
    for entry in OutboxEntry.objects.all():
        outbox.deliver(entry.pk)
    assert Notification.objects.filter(user=author).count() == 1
    assert mailing.mail_at_once(Notification.objects.get(user=author).pk) is False
    assert len(mail.outbox) == 1


def test_consumer_that_fails_after_telling_is_tried_again_and_mails_once(
    monkeypatch, django_capture_on_commit_callbacks
):
    author = person("contributor")
    state = at_step(story_page(author=author), "edit")
    OutboxEntry.objects.all().delete()
    mail.outbox.clear()

    def fail(payload):
        raise OSError("no disk today")

    told = outbox._consumers["story.returned"]
    monkeypatch.setitem(outbox._consumers, "story.returned", [*told, fail])
    with django_capture_on_commit_callbacks(execute=True):
        actions.reject(state, person(roles.EDITOR), "Thiếu.")
    assert (mail.outbox, Notification.objects.filter(user=author).count()) == ([], 0)
    monkeypatch.setitem(outbox._consumers, "story.returned", told)
    with django_capture_on_commit_callbacks(execute=True):
        outbox.deliver(OutboxEntry.objects.get(topic="story.returned").pk)
    assert (len(mail.outbox), Notification.objects.filter(user=author).count()) == (1, 1)


def test_letter_that_could_not_go_is_taken_along_by_the_next_digest(returned, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no post today")

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", broken)
        author = returned()
    assert (len(mail.outbox), Notification.objects.get(user=author).mailed_at) == (0, None)
    assert mailing.send_digests() == 1


def test_each_is_told_in_their_own_language(django_capture_on_commit_callbacks):
    people = {code: person(roles.EDITOR) for code in ("vi", "en")}
    for code, editor in people.items():
        profile = UserProfile.get_for_user(editor)
        profile.preferred_language = code
        profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(story_page(headline="Chợ 100% số"), person(is_superuser=True))
    texts = {code: Notification.objects.get(user=editor).text for code, editor in people.items()}
    assert "waits" in texts["en"]
    assert "waits" not in texts["vi"]
    assert all("Chợ 100% số" in text for text in texts.values())


def test_subject_of_a_letter_is_one_line(returned):
    returned()
    assert "\n" not in mail.outbox[0].subject


class TestSettings:
    def test_person_chooses_in_the_account_when_mail_comes(self, client):
        user = person("contributor")
        client.force_login(user)
        html = client.get(reverse("wagtailadmin_account")).content.decode()
        assert html.count('name="notify-notify"') == 3
        form = {
            "name_email-first_name": "Lan",
            "name_email-last_name": "Hoàng",
            "name_email-email": user.email,
            "notifications-rejected_notifications": "on",
            "notify-notify": "daily",
            "locale-preferred_language": "vi",
            "locale-current_time_zone": "Asia/Ho_Chi_Minh",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
        }
        client.post(reverse("wagtailadmin_account"), form)
        user.refresh_from_db()
        assert user.notify == "daily"
