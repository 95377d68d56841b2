"""A story sent in is told to the people of its unit and the editors, once somebody can do something about it."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts import roles
from home.submissions import actions
from story.models import Notification
from tests.factories import person, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def people():
    """By name: two who are told of Lạng Sơn, one of Đà Nẵng, and two of neither."""
    return {
        "own": person("contributor", "Lạng Sơn"),
        "editor": person(roles.EDITOR),
        "heir": person("contributor", "Đà Nẵng"),
        "checker": person(roles.FIGURE_CHECKER),
        "gone": person("contributor", "Lạng Sơn", is_active=False),
    }


@pytest.fixture
def told(people, django_capture_on_commit_callbacks):
    """A function that runs a step and gives the names of the people who were told."""

    def after(step):
        Notification.objects.all().delete()
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step()
        rows = Notification.objects.values_list("user", flat=True)
        return {name for name, user in people.items() if user.pk in rows}

    return after


def test_a_confirmed_one_is_told_with_the_way_to_it(told, people):
    row = submission("Chợ số Kỳ Lừa", state="unconfirmed")
    assert told(lambda: actions.confirm(row)) == {"own", "editor"}
    notice = Notification.objects.get(user=people["own"])
    assert "Chợ số Kỳ Lừa" in notice.text
    assert notice.url == reverse("inbox:detail", args=[row.pk])
    mailed = {address for message in mail.outbox for address in message.to}
    assert mailed == {row.email, people["own"].email, people["editor"].email}


def test_a_unit_that_was_merged_has_heirs(told):
    row = submission(unit="Quảng Nam", state="unconfirmed")
    assert told(lambda: actions.confirm(row)) == {"heir", "editor"}


def test_one_without_an_email_is_told_at_once_and_not_again_by_who_called(told, people):
    row = submission(state="unconfirmed", email="", phone="0912345678")
    assert told(lambda: actions.send(row, [])) == {"own", "editor"}
    assert Notification.objects.get(user=people["own"]).detail
    assert "0912345678" not in "".join(message.body for message in mail.outbox)
    assert told(lambda: actions.confirm_by_phone(row, people["own"])) == set()


def test_one_that_waits_for_its_link_is_nobodys_yet(told):
    assert told(lambda: actions.send(submission(state="unconfirmed"), [])) == set()
