"""The calendar of the press: what comes out when, as a page and in one's own calendar program."""

from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts import roles
from press.calendar import address_of
from story.timing import feed
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

ADDRESS = "/press/lich/"
HIDDEN = "Chim hoàng yến"
# Sunday night in London is Monday in Vietnam.
MONDAY = timezone.make_aware(datetime(2031, 12, 1, 6))


@pytest.fixture
def story(db):
    return make.embargoed(headline=HIDDEN, at=MONDAY)


@pytest.fixture
def journalist(db):
    return make.person(roles.PRESS)


def ended(person):
    person.accredited_until = timezone.localdate() - timedelta(days=1)
    person.save()
    return person


def events(client, address):
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK and response["Cache-Control"] == "private, no-store"
    return Calendar.from_ical(response.content).walk("VEVENT")


class TestPage:
    def test_tells_by_week_and_day_of_vietnam_what_goes_out(self, signed_in, story, journalist):
        make.embargoed(headline="Tuần sau", at=MONDAY + timedelta(days=7))
        make.embargoed(headline="Cùng ngày", at=MONDAY + timedelta(hours=12))
        response = signed_in(journalist).get(ADDRESS)
        weeks = response.context["weeks"]
        assert [[[p.title for p in day.stories] for day in week.days] for week in weeks] == [
            [[HIDDEN, "Cùng ngày"]],
            [["Tuần sau"]],
        ]
        assert [week.first.isoformat() for week in weeks] == ["2031-12-01", "2031-12-08"]
        assert ">06:00<" in response.content.decode()
        assert response["Cache-Control"] == "private, no-store" and "noindex" in response["X-Robots-Tag"]

    @pytest.mark.parametrize("who", ["nobody", "ended", roles.INTERNAL_READER, "inactive"])
    def test_is_not_there_for_others(self, client, story, journalist, who):
        users = {
            "nobody": lambda: None,
            "ended": lambda: ended(journalist),
            "inactive": lambda: make.person(roles.PRESS, is_active=False),
        }
        if user := users.get(who, lambda: make.person(who))():
            client.force_login(user)
        assert client.get(ADDRESS).status_code == HTTPStatus.NOT_FOUND
        assert client.post(ADDRESS).status_code == HTTPStatus.NOT_FOUND

    def test_a_contributor_sees_the_own_unit_alone(self, signed_in, story):
        make.embargoed(headline="Của Huế", province="Huế", at=MONDAY)
        page = signed_in(make.person("contributor", "Huế")).get(ADDRESS).content.decode()
        assert "Của Huế" in page and HIDDEN not in page

    def test_the_desk_leads_there_for_those_alone_who_may_know(self, client, signed_in, journalist):
        assert ADDRESS not in client.get("/press/").content.decode()
        assert ADDRESS in signed_in(journalist).get("/press/").content.decode()
        assert ADDRESS not in signed_in(ended(journalist)).get("/press/").content.decode()


class TestFeed:
    def test_says_the_moment_the_headline_and_where(self, client, story, journalist):
        (entry,) = events(client, address_of(journalist))
        assert HIDDEN in entry["summary"] and entry["dtstart"].dt == MONDAY
        assert entry["url"].endswith(f"/press/{story.pk}/")

    def test_ends_with_the_accreditation_at_the_next_request(self, client, story, journalist):
        address = address_of(journalist)
        assert len(events(client, address)) == 1
        ended(journalist)
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    @pytest.mark.parametrize(
        "change", [{"is_active": False}, {"calendar_key": ""}, {"calendar_key": "0" * 32}]
    )
    def test_a_wrong_key_opens_nothing(self, client, journalist, change):
        address = address_of(journalist)
        type(journalist).objects.filter(pk=journalist.pk).update(**change)
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    @pytest.mark.parametrize("token", ["x", "a:b:c", "W10:1:x"])
    def test_a_forged_address_is_not_there(self, client, token):
        assert client.get(f"{ADDRESS}{token}/press.ics").status_code == HTTPStatus.NOT_FOUND

    def test_the_key_of_one_calendar_does_not_open_the_other(self, client, story):
        editor = make.person(roles.EDITOR)
        newsroom = feed.address_of(editor).split("/")[-2]
        press = address_of(editor).split("/")[-2]
        assert client.get(f"{ADDRESS}{newsroom}/press.ics").status_code == HTTPStatus.NOT_FOUND
        assert client.get(f"/feeds/calendar/{press}/newsroom.ics").status_code == HTTPStatus.NOT_FOUND
        assert events(client, f"{ADDRESS}{press}/press.ics")

    def test_a_new_address_ends_the_old_one(self, client, signed_in, story, journalist):
        old = address_of(journalist)
        assert signed_in(journalist).post(ADDRESS).status_code == HTTPStatus.FOUND
        journalist.refresh_from_db()
        assert client.get(old).status_code == HTTPStatus.NOT_FOUND
        assert events(client, address_of(journalist))
