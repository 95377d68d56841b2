"""When a story goes out and when it ends, as the editor reads and types it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import roles
from story.timing.moments import moment_words, time_left
from tests.factories import edit, embargoed, person, publish_through_workflow, story_page
from tests.story.test_doors import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
UNTIL = timezone.make_aware(datetime(2031, 12, 1, 6))


def editor(client, page):
    """The address of the story's form, for an editor who is signed in."""
    client.force_login(person(roles.EDITOR))
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestMoments:
    def test_name_the_weekday_and_whose_hour_it_is(self):
        with override("en"):
            assert moment_words(UNTIL) == "06:00 Monday, 1 December 2031 (Vietnam time)"
        said = moment_words(UNTIL)
        assert said.startswith("06:00 thứ Hai, 1/12/2031")

    def test_name_another_zone_by_its_name(self):
        with override("en"), timezone.override("Europe/Paris"):
            assert moment_words(UNTIL) == "00:00 Monday, 1 December 2031 (Europe/Paris)"

    def test_count_down_until_they_are_past(self):
        with override("en"):
            left = time_left(timezone.now() + timedelta(hours=3, minutes=20))
            assert left.replace("\xa0", " ") == "3 hours left"
        assert time_left(timezone.now() - timedelta(minutes=1)) == ""


class TestStatus:
    def shown(self, client, page):
        response = client.get(editor(client, page))
        return response.content.decode().split('class="story-times', 1)[1].split("</div>", 1)[0]

    def test_of_an_embargoed_story_says_so_and_until_when(self, client):
        shown = self.shown(client, embargoed(at=UNTIL))
        assert _("Embargoed until") in shown
        assert moment_words(UNTIL) in shown and time_left(UNTIL) in shown

    def test_of_a_draft_says_what_holds_once_it_is_approved(self, client):
        page = story_page()
        edit(page, go_live_at=UNTIL, expire_at=UNTIL + timedelta(days=1))
        shown = self.shown(client, page)
        assert _("Embargoed until") not in shown
        for words in (_("Once approved, goes out at"), _("Once approved, withdrawn at")):
            assert words in shown
        assert moment_words(UNTIL + timedelta(days=1)) in shown

    def test_of_a_public_story_says_once_when_it_ends(self, client):
        page = publish_through_workflow(story_page())
        type(page).objects.filter(pk=page.pk).update(expire_at=UNTIL)
        shown = self.shown(client, page)
        assert _("Withdrawn at") in shown and moment_words(UNTIL) in shown
        whole = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "06:00 1/12/2031" not in whole

    def test_without_times_says_what_happens_then(self, client):
        assert _("No times set: goes out once approved, and stays.") in self.shown(client, story_page())


class TestForm:
    def send(self, client, page, **times):
        return client.post(editor(client, page), form_of(page, **times))

    def test_reads_the_day_as_it_is_written_here(self, client):
        page = story_page()
        self.send(client, page, go_live_at="01/12/2031 06:00")
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().go_live_at == UNTIL

    @pytest.mark.parametrize(
        ("start", "end", "field"),
        [(-1, None, "go_live_at"), (None, -1, "expire_at"), (2, 1, "expire_at"), (-2, -1, "go_live_at")],
    )
    def test_says_a_wrong_time_at_its_place_once(self, client, start, end, field):
        page, now = story_page(), timezone.localtime()
        times = {
            name: f"{now + timedelta(days=days):%d/%m/%Y %H:%M}" if days is not None else ""
            for name, days in (("go_live_at", start), ("expire_at", end))
        }
        before = page.latest_revision_id
        response = self.send(client, page, **times)
        errors = response.context["form"].errors
        assert len(errors[field]) == 1
        assert all(str(text) in response.content.decode() for texts in errors.values() for text in texts)
        assert {error.code for name in errors for error in errors[name].as_data()} == {"schedule"}
        page.refresh_from_db()
        assert page.latest_revision_id == before

    def test_takes_a_beginning_that_has_passed_and_was_not_touched(self, client):
        past = timezone.localtime().replace(second=0, microsecond=0) - timedelta(days=1)
        page = story_page(go_live_at=past)
        self.send(client, page, title="Tít mới", go_live_at=f"{past:%d/%m/%Y %H:%M}")
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Tít mới"
