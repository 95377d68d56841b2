"""Requests for accreditation: decided once, by who may, for journalists alone, and not kept for ever."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import accrediting, roles
from accounts.accreditation import is_accredited
from accounts.models import AccreditationRequest, User
from accounts.request_screens import default_until
from tests.factories import person, superuser
from tests.home.test_submission_races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
State = AccreditationRequest.State
LIST = "/admin/accreditations/"


def asked(email="an@baomau.example", state=State.WAITING, **fields):
    said = {
        "name": "Lê Thị An",
        "outlet": "Báo mẫu",
        "role_title": "Phóng viên",
        "phone": "0900 000 101",
        "purpose": "Dựng trang chuyên đề",
    }
    return AccreditationRequest.objects.create(email=email, state=state, **said | fields)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def actions_of(row):
    return list(ModelLogEntry.objects.for_instance(row).values_list("action", flat=True))


@pytest.fixture
def administrator():
    return person(roles.ADMINISTRATOR)


class TestGranting:
    def test_a_new_journalist_gets_an_account_of_the_press_for_the_outlet(self, administrator):
        row = accrediting.grant(asked("An@BaoMau.example"), administrator, in_days(30))
        journalist = User.objects.get(username="an@baomau.example")
        assert journalist.display_name == "Lê Thị An" and journalist.organisation == "Báo mẫu"
        assert journalist.role_names == {roles.PRESS} and journalist.accredited_until == in_days(30)
        assert is_accredited(journalist) and not journalist.has_usable_password()
        assert (row.state, row.decided_by, row.account) == (State.GRANTED, administrator, journalist)
        assert actions_of(row) == ["accreditation.grant"]

    def test_a_journalist_who_has_an_account_keeps_it_and_its_password(self, administrator):
        journalist = person(roles.PRESS, email="an@baomau.example", accredited_until=in_days(-5))
        accrediting.grant(asked(), administrator, in_days(30))
        password = journalist.password
        journalist.refresh_from_db()
        assert (journalist.accredited_until, journalist.organisation) == (in_days(30), "Báo mẫu")
        assert journalist.password == password and User.objects.filter(email="an@baomau.example").count() == 1

    @pytest.mark.parametrize("until", [None, 60])
    def test_who_is_accredited_for_longer_is_not_shortened(self, administrator, until):
        day = in_days(until) if until else None
        journalist = person(roles.PRESS, email="an@baomau.example", accredited_until=day)
        with pytest.raises(accrediting.AccreditationError):
            accrediting.grant(asked(), administrator, in_days(30))
        journalist.refresh_from_db()
        assert journalist.accredited_until == day

    @pytest.mark.parametrize(
        "whose", ["editor", "both", "superuser", "switched off", "nobody's", "name taken"]
    )
    def test_no_account_but_a_journalists_is_touched(self, administrator, whose):
        email = {"email": "an@baomau.example"}
        owner = {
            "editor": lambda: person(roles.EDITOR, **email),
            "both": lambda: person(roles.PRESS, **email),
            "superuser": lambda: superuser(**email),
            "switched off": lambda: person(roles.PRESS, is_active=False, **email),
            "nobody's": lambda: person(**email),
            "name taken": lambda: person(roles.PRESS, username="an@baomau.example"),
        }[whose]()
        if whose == "both":
            owner.groups.add(person(roles.EDITOR).groups.get())
        before = User.objects.order_by("pk").values()
        known = list(before)
        row = asked()
        with pytest.raises(accrediting.AccreditationError):
            accrediting.grant(row, administrator, in_days(30))
        row.refresh_from_db()
        assert list(before.all()) == known and row.state == State.WAITING
        assert actions_of(row) == ["accreditation.denied"]

    def test_a_day_that_is_over_is_no_accreditation(self, administrator):
        with pytest.raises(accrediting.AccreditationError):
            accrediting.grant(asked(), administrator, in_days(-1))
        assert not User.objects.filter(email="an@baomau.example").exists()


class TestDeciding:
    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.PRESS, "contributor"])
    def test_who_is_no_administrator_decides_nothing_and_the_try_is_kept(self, role):
        row, other = asked(), person(role)
        for decide in (
            lambda: accrediting.grant(row, other, in_days(30)),
            lambda: accrediting.refuse(row, other, "Không"),
        ):
            with pytest.raises(accrediting.NotAllowedError):
                decide()
        row.refresh_from_db()
        assert row.state == State.WAITING
        assert actions_of(row) == ["accreditation.denied", "accreditation.denied"]

    def test_a_request_is_decided_once(self, administrator):
        row = asked()
        accrediting.refuse(row, administrator, "Chưa thuộc cơ quan báo chí nào")
        for again in (
            lambda: accrediting.grant(row, administrator, in_days(30)),
            lambda: accrediting.refuse(row, administrator, "Lần nữa"),
        ):
            with pytest.raises(accrediting.AccreditationError):
                again()
        row.refresh_from_db()
        assert (row.state, row.reason) == (State.REFUSED, "Chưa thuộc cơ quan báo chí nào")
        assert not User.objects.filter(email=row.email).exists()

    def test_nothing_is_decided_before_the_mailbox_is_proven(self, administrator):
        with pytest.raises(accrediting.AccreditationError):
            accrediting.grant(asked(state=State.UNCONFIRMED), administrator, in_days(30))

    def test_a_refusal_has_its_reason(self, administrator):
        with pytest.raises(accrediting.AccreditationError):
            accrediting.refuse(asked(), administrator, "  ")

    def test_one_mailbox_has_one_request_waiting(self):
        asked("an@baomau.example")
        second = accrediting.ask(asked("AN@baomau.example", State.UNCONFIRMED))
        with pytest.raises(accrediting.AlreadyWaitingError):
            accrediting.confirm(second)
        second.refresh_from_db()
        assert second.state == State.UNCONFIRMED


class TestScreens:
    def test_an_administrator_reads_filters_and_grants(self, signed_in, administrator):
        row = asked()
        asked("khac@baomau.example", State.REFUSED, name="Người khác")
        client = signed_in(administrator)
        assert "Lê Thị An" in client.get(LIST).content.decode()
        waiting = client.get(f"{LIST}?state=waiting").content.decode()
        assert "Lê Thị An" in waiting and "Người khác" not in waiting
        address = reverse("accreditations:detail", args=[row.pk])
        assert default_until().isoformat() in client.get(address).content.decode()
        data = {"verb": "grant", "until": default_until().isoformat()}
        assert client.post(address, data).url == LIST
        assert User.objects.get(email=row.email).accredited_until == default_until()
        again = client.post(address, data)
        assert again.status_code == 200 and 'name="verb"' not in again.content.decode()
        assert User.objects.filter(email=row.email).count() == 1

    def test_a_wrong_day_and_an_empty_reason_are_said_in_place(self, signed_in, administrator):
        row = asked()
        client = signed_in(administrator)
        address = reverse("accreditations:detail", args=[row.pk])
        for data in ({"verb": "grant", "until": "x"}, {"verb": "refuse", "reason": ""}, {"verb": "y"}, {}):
            assert client.post(address, data).status_code == 200
        past = in_days(-1).isoformat()
        assert past in client.post(address, {"verb": "grant", "until": past}).content.decode()
        row.refresh_from_db()
        assert row.state == State.WAITING

    def test_what_nobody_confirmed_is_shown_to_nobody(self, signed_in):
        row = asked(state=State.UNCONFIRMED)
        client = signed_in(superuser())
        assert "Lê Thị An" not in client.get(LIST).content.decode()
        assert client.get(reverse("accreditations:detail", args=[row.pk])).status_code == 404

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, "contributor"])
    def test_the_others_of_the_newsroom_read_none(self, signed_in, role):
        row = asked()
        client = signed_in(person(role))
        for address in (LIST, reverse("accreditations:detail", args=[row.pk])):
            response = client.get(address)
            assert response.status_code == 302 and response.url == "/admin/"
        assert LIST not in client.get("/admin/").content.decode()

    def test_the_history_says_until_when(self, administrator):
        row = accrediting.grant(asked(), administrator, date(2099, 12, 31))
        assert "31/12/2099" in ModelLogEntry.objects.for_instance(row).get().message

    def test_the_menu_says_how_many_wait(self, signed_in, administrator):
        client = signed_in(administrator)
        assert "(1)" not in client.get("/admin/").content.decode()
        asked()
        assert "(1)" in client.get("/admin/").content.decode()


class TestKeeping:
    def test_what_came_to_nothing_or_to_its_end_is_deleted_in_time(self, administrator):
        now = timezone.now()
        old, kept = now - timedelta(days=181), now - timedelta(days=179)
        gone = [asked("a@x.example", State.UNCONFIRMED), asked("b@x.example", State.REFUSED, decided_at=old)]
        AccreditationRequest.objects.filter(pk=gone[0].pk).update(created_at=now - timedelta(days=31))
        gone.append(asked("c@x.example", State.GRANTED, until=in_days(-181)))
        stays = [
            asked("d@x.example", State.UNCONFIRMED),
            asked("e@x.example", State.REFUSED, decided_at=kept),
            asked("f@x.example", State.GRANTED, until=in_days(-179)),
            asked("g@x.example"),
        ]
        out = StringIO()
        call_command("forget_submissions", stdout=out)
        assert "3 requests" in out.getvalue()
        assert set(AccreditationRequest.objects.all()) == set(stays)

    def test_the_history_of_a_deleted_request_names_nobody(self, administrator):
        row = accrediting.refuse(asked(), administrator, "Vì An làm cho Báo mẫu")
        AccreditationRequest.objects.update(decided_at=timezone.now() - timedelta(days=181))
        pk = row.pk
        call_command("forget_submissions", stdout=StringIO())
        entries = ModelLogEntry.objects.filter(object_id=str(pk), content_type__model="accreditationrequest")
        assert [entry.action for entry in entries] == ["accreditation.forget", "accreditation.refuse"]
        assert not any(word in f"{e.label} {e.data}" for e in entries for word in ("An", "mẫu", "example"))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif("postgresql" not in connection.settings_dict["ENGINE"], reason="needs PostgreSQL")
def test_two_administrators_at_once_make_one_account_and_one_decision():
    for number in range(5):
        row = asked(f"an{number}@baomau.example")
        people = [person(roles.ADMINISTRATOR) for _each in range(3)]
        pairs = [(row, who) for who in people]
        results = at_once(*[lambda pair=pair: accrediting.grant(*pair, in_days(30)) for pair in pairs])
        assert results.count("AccreditationError") == 2
        assert User.objects.filter(email=row.email).count() == 1
