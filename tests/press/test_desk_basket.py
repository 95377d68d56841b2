"""What the press desk remembers of a person's last visit, and of what was chosen."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from accounts import roles
from press import visits
from press.models import DeskVisit
from story.models import StoryPage
from tests import factories as make
from tests.press.desk_stories import HIDDEN, UNTIL, ids_shown, journalist, text, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


class TestVisits:
    def test_the_next_visit_begins_after_half_an_hour_and_knows_when_the_last_ended(self):
        person, start = journalist(), timezone.now()
        minutes = [0, 20, 40, 75, 80]
        seen = [visits.last_visit(person, start + timedelta(minutes=m)) for m in minutes]
        end = start + timedelta(minutes=40)
        assert seen == [None, None, None, end, end]
        assert DeskVisit.objects.count() == 1

    def test_what_came_since_is_marked_and_can_be_asked_for(self, signed_in):
        old, new = told("Cũ"), told("Mới")
        person = journalist()
        left = timezone.now() - timedelta(days=2)
        StoryPage.objects.filter(pk=old.pk).update(first_published_at=left - timedelta(days=1))
        DeskVisit.objects.create(person=person, seen_at=left)
        response = signed_in(person).get("/press/")
        assert [(row.page.pk, row.new) for row in response.context["rows"]] == [
            (new.pk, True),
            (old.pk, False),
        ]
        assert response.context["new_count"] == 1
        again = signed_in(person).get(response.context["new_address"])
        assert ids_shown(again) == [new.pk]
        filtered = signed_in(person).get("/press/?then=hue&q=tau&chon=" + str(old.pk)).context
        assert filtered["new_count"] == 1
        assert filtered["new_address"] == f"{response.context['new_address']}&chon={old.pk}"

    def test_what_waits_is_new_from_its_approval_on(self, signed_in):
        told(HIDDEN, until=UNTIL)
        person = journalist()
        DeskVisit.objects.create(person=person, seen_at=timezone.now() - timedelta(days=2))
        response = signed_in(person).get("/press/")
        assert [row.new for row in response.context["waiting"]] == [True]
        assert response.context["new_count"] == 1

    def test_the_public_has_no_visits_no_session_and_an_answer_for_every_cache(self, client):
        told("Đã đăng")
        response = client.get("/press/?q=dang")
        assert "Cookie" not in response.get("Vary", "") and "private" not in response.get("Cache-Control", "")
        assert not DeskVisit.objects.exists()

    def test_the_page_of_a_signed_in_person_is_private(self, signed_in):
        response = signed_in(make.person(roles.TRANSLATOR)).get("/press/")
        assert response["Cache-Control"] == "private, no-store"


class TestBasket:
    def test_ticks_become_one_kit(self, client):
        first, second = told("Một"), told("Hai")
        response = client.get(f"/press/bo-tu-lieu/?chon={second.pk}&chon={first.pk}&chon={second.pk}&q=")
        assert response.url == f"/press/kit/{second.pk}-{first.pk}/kit.zip"
        assert client.get(f"/press/bo-tu-lieu/?chon={first.pk}").url == f"/press/{first.pk}/kit.zip"

    def test_nothing_chosen_is_said_on_the_list(self, client):
        draft = make.story_page()
        for query in ("", "?chon=", "?chon=x", f"?chon={draft.pk}", "?chon=9999999999999999999999"):
            response = client.get(f"/press/bo-tu-lieu/{query}")
            assert response.status_code == HTTPStatus.BAD_REQUEST
            assert 'role="alert"' in text(response)

    def test_more_than_a_kit_holds_is_said_and_nothing_is_lost(self, client, settings):
        settings.KIT_MAX_STORIES = 1
        pages = [told("Một"), told("Hai")]
        response = client.get("/press/bo-tu-lieu/?" + "&".join(f"chon={page.pk}" for page in pages))
        assert response.status_code == HTTPStatus.BAD_REQUEST and "desk-problem" in text(response)
        assert len(response.context["basket"]) == 2

    def test_it_goes_along_over_the_pages_of_the_list_and_its_filters(self, client, monkeypatch):
        monkeypatch.setattr("press.listing.PER_PAGE", 1)
        first, second = told("Một"), told("Hai")
        response = client.get(f"/press/?chon={second.pk}&page=2&pillar=digital-society")
        assert ids_shown(response) == [first.pk]
        assert f'type="hidden" name="chon" value="{second.pk}"' in text(response)
        assert 'name="page" value="1"' in text(response)
        (chip,) = response.context["chips"]
        assert chip["address"] == f"/press/?chon={second.pk}"
        assert "chon" not in response.context["empty_address"]

    def test_an_embargoed_story_goes_into_a_kit_of_its_own_person(self, signed_in):
        story = told(HIDDEN, until=UNTIL)
        client = signed_in(journalist())
        response = client.get(f"/press/bo-tu-lieu/?chon={story.pk}")
        assert response["Cache-Control"] == "private, no-store"
        assert client.get(response.url)["Cache-Control"] == "private, no-store"
