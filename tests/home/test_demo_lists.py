"""After the demo no list, desk, report or calendar is empty: each promise of the newsroom can be seen at once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from home.demo.people import PEOPLE
from home.models import Call, Submission
from library.models import LibraryDocument, LibraryImage, LibraryMedia
from story import outbox
from story.checking.selectors import Survey
from story.desk import selectors as desk
from story.models import Correction, LinkCheck, Notification, Question, StoryPage, Tombstone
from story.reports.turnaround import turnarounds
from story.reports.views import REPORTS
from story.states import State, counted, seen_by, with_state
from story.timing.events import events
from story.work import overdue, stuck


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration in a transaction of this module's own, undone after its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        # What follows a commit, which this transaction never comes to.
        outbox.deliver_pending()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.usefixtures("demo", "db")]


def user(name):
    return User.objects.get(username=name)


def signed_in(name):
    client = Client()
    client.force_login(user(name))
    return client


class TestDesks:
    def test_every_account_of_the_newsroom_was_told_something(self):
        told = set(Notification.objects.values_list("user__username", flat=True))
        contributors = {one.username for one in PEOPLE if one.unit}
        assert contributors | {"bientap", "kiemchung", "duyet"} <= told

    def test_notifications_are_of_every_kind_that_needs_no_accident(self):
        kinds = set(Notification.objects.values_list("kind", flat=True))
        wanted = {"waits", "assigned", "returned", "disputed", "review", "published"}
        assert wanted <= kinds

    def test_editor_has_stories_to_edit_one_of_them_overdue_and_stuck(self):
        stories = desk.stories_of(user("bientap"))
        numbers = desk.numbers(stories, user("bientap"))
        assert [numbers[name] for name in ("assigned", "overdue", "stuck")] == [1, 1, 1]
        assert overdue(user("bientap")).exists() and stuck(user("bientap")).exists()

    def test_something_is_due_today(self):
        due = desk.assigned(desk.stories_of(user("kiemchung")), user("kiemchung"))
        assert [page.assignment.due for page in due] == [timezone.localdate()]

    def test_checker_has_figures_of_every_sort(self):
        survey = Survey(user("kiemchung"))
        found = {name: len(getattr(survey, name)) for name in ("waiting", "disputed", "asked", "ageing")}
        assert [name for name, count in found.items() if not count] == []

    def test_approver_has_a_story_and_a_translation_to_approve_two_scheduled_and_one_withdrawn_in_both_languages(
        self,
    ):
        numbers = counted(with_state(seen_by(user("duyet"))))
        states = (State.APPROVAL, State.SCHEDULED, State.WITHDRAWN)
        assert [numbers.get(state, 0) for state in states] == [2, 2, 2]

    def test_a_translation_waits_to_be_compared(self):
        assert counted(with_state(seen_by(user("kiembandich"))))[State.TRANSLATION] == 1

    @pytest.mark.parametrize("name", [person.username for person in PEOPLE if person.username != "baochi"])
    def test_everyones_home_opens(self, name):
        assert signed_in(name).get("/admin/").status_code == 200


class TestLists:
    def test_inbox_holds_submissions_in_every_state_but_published(self):
        states = set(Submission.objects.values_list("state", flat=True))
        assert states == set(Submission.State) - {Submission.State.PUBLISHED}
        assert Submission.objects.values("unit").distinct().count() >= 4

    def test_what_is_made_up_says_so(self):
        for row in Submission.objects.all():
            assert row.headline.startswith("Ví dụ:") and "không phải chuyện có thật" in " ".join(
                row.parts.values()
            )

    def test_calls_are_open_and_over_and_one_is_answered(self):
        assert {call.is_open() for call in Call.objects.all()} == {True, False}
        assert Call.objects.filter(answers__page__owner__username="congtacvien.langson").exists()

    def test_questions_wait_are_answered_and_are_hidden(self):
        assert set(Question.objects.values_list("state", flat=True)) == set(Question.State)

    def test_library_holds_pictures_sound_film_and_a_document_with_their_rights(self):
        files = [*LibraryImage.objects.all(), *LibraryDocument.objects.all(), *LibraryMedia.objects.all()]
        assert {one.type for one in LibraryMedia.objects.all()} == {"audio", "video"}
        assert LibraryImage.objects.count() >= 3 and LibraryDocument.objects.exists()
        assert all(one.credit and one.licence for one in files)
        assert all(one.transcript for one in LibraryMedia.objects.all())

    def test_a_correction_of_a_figure_a_clarification_and_a_withdrawal_are_on_record(self):
        assert set(Correction.objects.values_list("kind", flat=True)) == {"figure", "clarification"}
        assert Tombstone.objects.standing().count() == 2

    def test_a_link_that_leads_nowhere_is_known(self):
        assert LinkCheck.objects.exclude(result=LinkCheck.Result.REACHED).exists()

    @pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
    def test_report_has_rows(self, report):
        answer = signed_in("bientap").get(reverse(f"story_report_{report.name}"), {"export": "csv"})
        assert len(b"".join(answer.streaming_content).decode().splitlines()) > 1

    def test_stories_took_days_from_submission_to_the_public(self):
        ways = turnarounds(StoryPage.objects.all())
        assert len(ways) > 10 and min(way.days for way in ways) > 0.5

    def test_calendar_shows_what_goes_out_and_what_is_due(self):
        page = signed_in("duyet").get(reverse("story_calendar"))
        today = timezone.localdate()
        kinds = {event.kind for event in events(user("duyet"), today, today + timedelta(days=7))}
        assert page.status_code == 200 and len(kinds) >= 2

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("/loi-moi/", "Chuyển đổi số ở trường học vùng cao"),
            ("/en/calls/", "Digital change in highland schools"),
            ("/khoang-trong/", "Bảng khoảng trống"),
            ("/nguoi-ke/hoang-thi-lan/", "Nhân vật mẫu"),
            ("/en/people/hoang-thi-lan/", "made up for the demonstration"),
            ("/sitemap.xml", "/nguoi-ke/hoang-thi-lan/"),
            ("/cau-chuyen/lang-son/atm-mem/", "Bạn đọc mẫu A"),
        ],
    )
    def test_public_list_is_not_empty(self, address, words):
        answer = Client().get(address)
        assert answer.status_code == 200 and words in answer.content.decode()

    def test_person_without_consent_has_no_page(self):
        for name in ("do-nhu-lam", "nguyen-khac-lich"):
            assert Client().get(f"/nguoi-ke/{name}/").status_code == 404
