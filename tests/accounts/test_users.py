"""The screens of people: outlet and accreditation, and nobody raises rights there."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import User
from tests.factories import embargoed, person, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
LIST = reverse("wagtailusers_users:index")


@pytest.fixture
def administrator(db):
    return person(roles.ADMINISTRATOR)


def form_of(user, **changes):
    names = {
        "username": user.username,
        "email": user.email,
        "first_name": "Hà",
        "last_name": "Đỗ",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return names | changes


class TestAccreditation:
    def test_is_granted_until_a_day_and_ends_with_the_next_request_after_it(self, client, administrator):
        story, journalist = embargoed(), person(roles.PRESS, organisation="VTV")
        address = reverse("wagtailusers_users:edit", args=[journalist.pk])
        for days, answer in ((0, HTTPStatus.OK), (-1, HTTPStatus.NOT_FOUND)):
            until = timezone.localdate() + timedelta(days=days)
            client.force_login(administrator)
            assert 'name="accredited_until"' in client.get(address).content.decode()
            data = form_of(journalist, organisation="VTV24", accredited_until=f"{until:%Y-%m-%d}")
            assert client.post(address, data).status_code == HTTPStatus.FOUND
            journalist.refresh_from_db()
            assert (journalist.organisation, journalist.accredited_until) == ("VTV24", until)
            client.force_login(journalist)
            assert client.get(f"/press/{story.pk}/").status_code == answer

    def test_is_granted_to_a_new_person(self, signed_in, administrator):
        press = Group.objects.get(name=roles.PRESS)
        until = timezone.localdate() + timedelta(days=30)
        data = {
            "username": "phong.vien",
            "email": "pv@example.com",
            "first_name": "Hà",
            "last_name": "Đỗ",
            "password1": "a-long-passphrase-9",
            "password2": "a-long-passphrase-9",
            "organisation": "VOV",
            "accredited_until": f"{until:%Y-%m-%d}",
            "groups": [press.pk],
        }
        address = reverse("wagtailusers_users:add")
        assert signed_in(administrator).get(address).status_code == HTTPStatus.OK
        signed_in(administrator).post(address, data)
        made = User.objects.get(username="phong.vien")
        assert (made.organisation, made.accredited_until) == ("VOV", until)

    def test_stands_in_the_list_and_is_found_by_its_filter(self, signed_in, administrator):
        today = timezone.localdate()
        valid = person(roles.PRESS, organisation="VTV", accredited_until=today)
        endless = person(roles.PRESS)
        ended = person(roles.PRESS, accredited_until=today - timedelta(days=1))
        editor = person(roles.EDITOR, accredited_until=today)
        client = signed_in(administrator)
        found = {
            choice: {user.pk for user in client.get(LIST, {"accreditation": choice}).context["users"]}
            for choice in ("valid", "ended")
        }
        assert found == {"valid": {valid.pk, endless.pk}, "ended": {ended.pk}}
        shown = client.get(LIST).content.decode()
        until = _("until %(day)s") % {"day": f"{today:%-d/%-m/%Y}"}
        assert "VTV" in shown and _("without end") in shown
        assert shown.count(until) == 1, editor


class TestRights:
    def test_only_a_superuser_makes_a_superuser(self, client, administrator):
        other = person(roles.EDITOR)
        address = reverse("wagtailusers_users:edit", args=[other.pk])
        for user, raised in ((administrator, False), (superuser(), True)):
            client.force_login(user)
            client.post(address, form_of(other, is_superuser="on"))
            other.refresh_from_db()
            assert other.is_superuser is raised

    def test_only_a_superuser_changes_a_superuser(self, signed_in, administrator):
        root = superuser()
        client = signed_in(administrator)
        changes = form_of(
            root, password1="khac-han-2026", password2="khac-han-2026", email="toi@newsroom.example"
        )
        client.post(reverse("wagtailusers_users:edit", args=[root.pk]), changes)
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
        client.post(f"{bulk}?id={root.pk}", {"mark_as_active": "False"})
        before = root.password, root.email
        root.refresh_from_db()
        assert (root.password, root.email) == before and root.is_active

    def test_an_administrator_changes_everybody_else(self, signed_in, administrator):
        other = person(roles.EDITOR)
        client = signed_in(administrator)
        client.post(
            reverse("wagtailusers_users:edit", args=[other.pk]), form_of(other, email="moi@newsroom.example")
        )
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
        client.post(f"{bulk}?id={other.pk}", {"mark_as_active": "False"})
        other.refresh_from_db()
        assert other.email == "moi@newsroom.example" and not other.is_active

    @pytest.mark.parametrize("role", [roles.APPROVER, roles.PRESS, roles.ADMINISTRATOR])
    def test_an_administrator_gives_the_roles_of_the_newsroom_and_makes_no_administrator(
        self, signed_in, administrator, role
    ):
        other, given = person(roles.EDITOR), Group.objects.get(name=role)
        address = reverse("wagtailusers_users:edit", args=[other.pk])
        both = [given.pk, *other.groups.values_list("pk", flat=True)]
        answer = signed_in(administrator).post(address, form_of(other, groups=both))
        refused = role == roles.ADMINISTRATOR
        assert answer.status_code == (HTTPStatus.OK if refused else HTTPStatus.FOUND)
        assert other.groups.filter(pk=given.pk).exists() is not refused
        assert bool(refused and answer.context["form"].errors["groups"]) is refused

    def test_nobody_gives_themselves_a_role(self, signed_in, administrator):
        client, mine = signed_in(administrator), set(administrator.groups.all())
        address = reverse("wagtailusers_users:edit", args=[administrator.pk])
        approver = Group.objects.get(name=roles.APPROVER)
        day = f"{timezone.localdate():%Y-%m-%d}"
        client.post(address, form_of(administrator, groups=[approver.pk]))
        client.post(address, form_of(administrator, groups=[], is_superuser="on", accredited_until=day))
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
        client.post(f"{bulk}?id={administrator.pk}", {"role": approver.pk})
        administrator.refresh_from_db()
        assert set(administrator.groups.all()) == mine
        assert (administrator.is_superuser, administrator.accredited_until) == (False, None)

    def test_an_administrator_keeps_their_own_name_and_mail(self, signed_in, administrator):
        address = reverse("wagtailusers_users:edit", args=[administrator.pk])
        client = signed_in(administrator)
        assert client.get(address).status_code == HTTPStatus.OK
        assert (
            client.post(address, form_of(administrator, groups=[], email="toi@example.com")).status_code
            == 302
        )
        administrator.refresh_from_db()
        assert administrator.email == "toi@example.com"
        assert administrator.groups.get().name == roles.ADMINISTRATOR

    def test_administrators_change_none_of_each_other(self, signed_in, administrator):
        other, editor = person(roles.ADMINISTRATOR), person(roles.EDITOR)
        client = signed_in(administrator)
        address = reverse("wagtailusers_users:edit", args=[other.pk])
        client.post(address, form_of(other, password1="khac-han-2026", password2="khac-han-2026"))
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
        client.post(f"{bulk}?id={other.pk}&id={editor.pk}", {"mark_as_active": "False"})
        before = other.password
        other.refresh_from_db(), editor.refresh_from_db()
        assert (other.password, other.is_active, editor.is_active) == (before, True, True)
        listed = client.get(LIST).content.decode()
        assert address not in listed and reverse("wagtailusers_users:edit", args=[editor.pk]) in listed

    def test_many_accounts_get_a_role_at_once_but_none_that_makes_an_administrator(
        self, signed_in, administrator
    ):
        people = [person(roles.PRESS), person(roles.EDITOR)]
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
        address = f"{bulk}?id={people[0].pk}&id={people[1].pk}"
        for role, given in ((roles.ADMINISTRATOR, False), (roles.TRANSLATOR, True)):
            group = Group.objects.get(name=role)
            signed_in(administrator).post(address, {"role": group.pk})
            assert {who.groups.filter(pk=group.pk).exists() for who in people} == {given}, role

    def test_a_role_that_is_not_shown_stays(self, signed_in, administrator):
        other, own = person(roles.EDITOR), Group.objects.create(name="Ban quản trị hạ tầng")
        other.groups.add(own)
        address = reverse("wagtailusers_users:edit", args=[other.pk])
        assert own.name not in signed_in(administrator).get(address).content.decode()
        signed_in(administrator).post(address, form_of(other, groups=[]))
        assert list(other.groups.all()) == [own]
