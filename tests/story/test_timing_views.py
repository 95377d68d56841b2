"""The calendar, its feed for one person's own program, and the form that puts a story into somebody's hands."""

from datetime import UTC, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts import roles
from story import actions
from story.models import Assignment
from story.timing.events import events
from story.timing.feed import address_of
from tests.factories import (
    edit,
    embargoed,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
TODAY = timezone.localdate


def kinds(user, unit=None, days=40):
    found = events(user, TODAY() - timedelta(days=days), TODAY() + timedelta(days=days), unit)
    return [(event.kind, event.title) for event in found]


@pytest.fixture
def four(db):
    """One entry of each kind, those of Huế and those of Lạng Sơn."""
    boss = superuser()
    due = story_page("Huế", "Cần xong")
    actions.assign(due, boss, boss, TODAY() + timedelta(days=2))
    embargoed(headline="Sắp lên", province="Lạng Sơn", at=timezone.now() + timedelta(days=1))
    out = publish_through_workflow(story_page("Lạng Sơn", "Đã lên"))
    edit(out, title="Đã sửa")
    type(out).objects.filter(pk=out.pk).update(expire_at=timezone.now() + timedelta(days=3))
    return boss


ALL = [("published", "Đã lên"), ("goes-out", "Sắp lên"), ("due", "Cần xong"), ("ends", "Đã lên")]


class TestEvents:
    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER])
    def test_central_roles_see_all_in_order(self, four, role):
        assert kinds(person(role)) == ALL

    @pytest.mark.parametrize(
        ("province", "seen"), [("Huế", [ALL[2]]), ("Lạng Sơn", [ALL[0], ALL[1], ALL[3]])]
    )
    def test_a_contributor_sees_the_own_unit_and_a_filter_says_the_same(self, four, province, seen):
        assert kinds(person("contributor", province)) == seen
        unit = province_page(province).unit_id
        assert kinds(four, unit) == seen
        assert kinds(person("contributor", "Huế"), province_page("Lạng Sơn").unit_id) == []

    @pytest.mark.parametrize("role", [roles.PRESS, roles.TRANSLATOR, None])
    def test_others_see_nothing(self, four, role):
        assert kinds(person(role)) == []

    def test_only_the_days_asked_for(self, four):
        assert kinds(four, days=0) == [ALL[0]]


class TestCalendar:
    def test_it_shows_the_month_by_day(self, four, signed_in):
        response = signed_in(four).get(reverse("story_calendar"), {"month": f"{TODAY():%Y-%m}"})
        assert response.status_code == HTTPStatus.OK
        by_day = dict(response.context["days"])
        assert "Đã lên" in [event.title for event in by_day[TODAY()]]
        assert response.context["units"]

    @pytest.mark.parametrize(
        "query", ["month=9999-99", "month=0000-01", "month=9999-12", "unit=x", "month=%00x"]
    )
    def test_a_month_that_is_none_is_this_one_or_an_error(self, four, signed_in, query):
        response = signed_in(four).get(reverse("story_calendar") + "?" + query)
        assert response.status_code in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST)

    def test_a_unit_out_of_reach_is_no_filter(self, four, signed_in):
        user = person("contributor", "Huế")
        unit = province_page("Lạng Sơn").unit_id
        response = signed_in(user).get(reverse("story_calendar"), {"unit": unit})
        assert response.context["chosen"] is None
        assert "Sắp lên" not in response.content.decode()


class TestFeed:
    def entries(self, client, user):
        response = client.get(address_of(user))
        assert response.status_code == HTTPStatus.OK
        assert response["Cache-Control"] == "private, no-store"
        return Calendar.from_ical(response.content).walk("VEVENT")

    def test_it_says_what_its_owner_may_see(self, four, client):
        said = [str(entry["summary"]) for entry in self.entries(client, four)]
        assert [line.split(": ", 1)[1] for line in said] == [title for _kind, title in ALL]
        own = self.entries(client, person("contributor", "Huế"))
        assert ["Cần xong" in entry["summary"] for entry in own] == [True]
        assert own[0]["dtstart"].dt == TODAY() + timedelta(days=2)

    def test_a_moment_is_one_that_every_calendar_program_reads(self, client):
        at = timezone.now().replace(microsecond=0) + timedelta(days=9)
        embargoed(at=at)
        moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        assert f"DTSTART:{moment}".encode() in client.get(address_of(superuser())).content

    def test_rights_are_asked_at_each_request(self, four, client):
        user = person("contributor", "Huế")
        address = address_of(user)
        assert b"VEVENT" in client.get(address).content
        user.groups.clear()
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    def test_a_new_address_ends_the_old_one(self, four, client, signed_in):
        old = address_of(four)
        signed_in(four).post(reverse("story_calendar"))
        four.refresh_from_db()
        client.logout()
        assert client.get(old).status_code == HTTPStatus.NOT_FOUND
        assert client.get(address_of(four)).status_code == HTTPStatus.OK

    @pytest.mark.parametrize("change", [{"is_active": False}, {"calendar_key": ""}])
    def test_whoever_left_has_no_calendar(self, four, client, change):
        address = address_of(four)
        type(four).objects.filter(pk=four.pk).update(**change)
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    @pytest.mark.parametrize("token", ["x", "a:b:c", "W10:1:x"])
    def test_a_forged_address_is_not_there(self, client, token):
        assert client.get(reverse("story_calendar_feed", args=[token])).status_code == HTTPStatus.NOT_FOUND

    def test_a_title_is_text_and_nothing_else(self, client):
        boss = superuser()
        page = story_page(headline="A; B, C\\n\nBEGIN:VEVENT")
        actions.assign(page, boss, boss, TODAY())
        (entry,) = self.entries(client, boss)
        assert str(entry["summary"]).endswith("A; B, C\\n\nBEGIN:VEVENT")


class TestTheForm:
    def test_it_assigns_and_goes_back(self, signed_in):
        editor, page = person(roles.EDITOR), story_page()
        address = reverse("story_assign", args=[page.pk])
        client = signed_in(editor)
        assert client.get(address).status_code == HTTPStatus.OK
        response = client.post(address, {"assignee": editor.pk, "due": TODAY().isoformat()})
        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        agreed = Assignment.objects.get()
        assert (agreed.page, agreed.assignee, agreed.due) == (page, editor, TODAY())
        panel = client.get(response.url).content.decode()
        assert editor.display_name in panel and address in panel

    def test_it_offers_those_who_see_the_story(self, signed_in):
        page = story_page("Huế")
        own, other = person("contributor", "Huế"), person("contributor", "Lạng Sơn")
        gone = person(roles.EDITOR, is_active=False)
        form = signed_in(superuser()).get(reverse("story_assign", args=[page.pk])).context["form"]
        people = form.fields["assignee"].queryset
        assert own in people and other not in people and gone not in people

    @pytest.mark.parametrize(
        "data",
        [{"due": "2020-01-01"}, {"due": "31.31"}, {"assignee": "x"}, {"assignee": 10**23}],
    )
    def test_bad_input_is_said_beside_the_form_and_kept(self, signed_in, data):
        page = story_page()
        response = signed_in(superuser()).post(reverse("story_assign", args=[page.pk]), data)
        assert response.status_code == HTTPStatus.OK
        assert response.context["form"].errors
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_another_unit_is_turned_away(self, signed_in, method):
        page = story_page("Huế")
        client = signed_in(person("contributor", "Lạng Sơn"))
        response = getattr(client, method)(
            reverse("story_assign", args=[page.pk]), {"due": TODAY().isoformat()}
        )
        assert response.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
        assert not Assignment.objects.exists()

    def test_the_editor_shows_the_embargo(self, signed_in):
        page = embargoed(at=timezone.now() + timedelta(days=400))
        client = signed_in(superuser())
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert f"{timezone.localtime(page.go_live_at):%H:%M}" in shown
