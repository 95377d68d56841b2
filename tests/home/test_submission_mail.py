"""What the sender is told: one mail for each step, to a mailbox that was proven, in the language of the form."""

import pytest
from django.core import mail
from django.utils import translation

from accounts import roles
from home.models import Submission
from home.submissions import actions
from tests.factories import edit, person, publish_through_workflow, story_page, submission
from tests.home.test_send import link_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


class TestWhatTheSenderIsTold:
    @pytest.fixture
    def told(self, django_capture_on_commit_callbacks):
        """A function that runs a step and gives the mail that followed."""

        def after(step):
            mail.outbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                step()
            return mail.outbox

        return after

    def test_each_step_is_one_mail_with_the_way_to_follow(self, told, client):
        row, editor = submission(state="unconfirmed"), person(roles.EDITOR)
        (received,) = [message for message in told(lambda: actions.confirm(row)) if row.email in message.to]
        (taken,) = told(lambda: actions.take_up(row, editor))
        page = Submission.objects.get().page
        complete = story_page()
        edit(page, body=complete.body, standfirst="Một câu.", pillars=list(complete.pillars.all()))
        (public,) = [
            message for message in told(lambda: publish_through_workflow(page)) if row.email in message.to
        ]
        assert page.url in public.body
        for message in (received, taken, public):
            assert message.to == [row.email]
            assert client.get(link_in(message, "follow")).status_code == 200
        assert Submission.objects.get().state == "published"
        again = told(lambda: actions.note_publication(page.pk))
        assert [message for message in again if row.email in message.to] == []

    def test_a_no_carries_its_reason(self, told):
        row = submission()
        (message,) = told(lambda: actions.decline(row, person(roles.EDITOR), "Chưa có kết quả cụ thể."))
        assert "Chưa có kết quả cụ thể." in message.body

    @pytest.mark.parametrize("fields", [{"email": ""}, {"confirmed_by": True}, {"confirmed_at": None}])
    def test_a_mailbox_that_nobody_proved_gets_no_further_mail(self, told, fields):
        if fields.get("confirmed_by"):
            fields = {"confirmed_by": person(roles.EDITOR)}
        row = submission(phone="0912345678", **fields)
        assert told(lambda: actions.decline(row, person(roles.EDITOR), "Lý do.")) == []

    def test_the_mail_speaks_the_language_of_the_form(self, told):
        row = submission(language="en")
        with translation.override("vi"):
            (message,) = told(lambda: actions.decline(row, person(roles.EDITOR), "Too short."))
        assert "Dear Nông Thị Lan," in message.body

    def test_line_breaks_in_a_name_never_reach_a_header(self, told):
        row = submission("Tít\nBcc: x@example.com", state="unconfirmed")
        (message,) = told(lambda: actions.confirm(row))
        assert "\n" not in message.subject
