"""The form of a story: begun anywhere, saved by itself, its submission and what is missing in sight."""

import re

import pytest
from django.urls import reverse

from accounts import roles
from story.completeness import blocking
from story.entry.headline import WORKING_HEADLINE
from story.models import StoryPage
from tests import factories
from tests.factories import person, province_page, story_page
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

JSON = {"HTTP_ACCEPT": "application/json"}


def add_address():
    return reverse("wagtailadmin_pages:add", args=["story", "storypage", province_page().pk])


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def contributor(client):
    user = person("contributor")
    client.force_login(user)
    return user


def new_story(**fields):
    page = StoryPage(locale=province_page().locale)
    return posted(page, **{"title": "", "slug": "", "standfirst": "Một câu.", "province": ""} | fields)


class TestWithoutHeadline:
    def begin(self, client):
        response = client.post(add_address(), new_story(), **JSON)
        assert response.status_code == 200, response.content
        return StoryPage.objects.get(pk=response.json()["pk"])

    def test_new_story_begun_with_another_box_saves_itself(self, client, contributor):
        page = self.begin(client)
        assert (page.title, page.standfirst, page.live) == (WORKING_HEADLINE, "Một câu.", False)

    def test_two_such_stories_have_their_own_addresses(self, client, contributor):
        assert self.begin(client).slug != self.begin(client).slug

    def test_box_stays_empty_until_somebody_writes_one(self, client, contributor):
        page = self.begin(client)
        html = client.get(edit_address(page)).content.decode()
        (box,) = re.findall(r'<(?:input|textarea)[^>]*id="id_title"[^>]*>', html)
        assert WORKING_HEADLINE not in box
        assert "id_title" in [gap.anchor for gap in blocking(page)]

    def test_headline_takes_its_place_and_the_address_follows(self, client, contributor):
        page = self.begin(client)
        client.post(edit_address(page), posted(page, title="Chợ số", slug=""), **JSON)
        draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert (draft.title, draft.slug) == ("Chợ số", "cho-so")

    @pytest.mark.parametrize("title", ["", "  ", WORKING_HEADLINE])
    def test_it_is_not_submitted_without_one(self, client, contributor, title):
        page = story_page(author=contributor)
        data = posted(page, title=title, **{"action-submit": "1"})
        response = client.post(edit_address(page), data)
        assert response.status_code == 200
        assert "title" in response.context["form"].errors
        assert StoryPage.objects.get(pk=page.pk).current_workflow_state is None


class TestButtons:
    def buttons(self, client, address):
        html = client.get(address).content.decode()
        footer = html[html.index("<footer") : html.index("</footer>")]
        return footer.split("w-dropdown")[0] if "story-buttons" in footer else footer

    def test_contributor_has_submission_beside_saving_which_comes_first(self, client, contributor):
        for address in (add_address(), edit_address(story_page(author=contributor))):
            shown = self.buttons(client, address)
            assert shown.index("action-save") < shown.index('name="action-submit"')

    def test_whoever_publishes_and_other_pages_have_wagtails_menu(self, client):
        client.force_login(factories.superuser())
        for page in (story_page(), province_page()):
            assert "story-buttons" not in client.get(edit_address(page)).content.decode()

    def test_submission_submits(self, client, contributor):
        page = story_page(author=contributor)
        client.post(edit_address(page), posted(page, **{"action-submit": "1"}))
        assert StoryPage.objects.get(pk=page.pk).current_workflow_task_state.task.name


class TestMeter:
    def meter(self, html):
        (missing,) = set(re.findall(r'data-story-meter-missing-value="(\d+)"', html))
        return int(missing), re.findall(r'<i class="is-(\w+)"', html)

    def test_it_says_what_the_list_of_gaps_says(self, client, contributor):
        page = story_page(author=contributor, content={"steps": []}, absent={"lessons": "Không nêu."})
        missing, parts = self.meter(client.get(edit_address(page)).content.decode())
        assert missing == len(blocking(page)) == 1
        assert parts == ["told", "told", "missing", "told", "absent"]

    def test_new_story_has_one_before_it_is_saved(self, client, contributor):
        missing, parts = self.meter(client.get(add_address()).content.decode())
        assert (missing > 5, parts) == (True, ["missing"] * 5)

    def test_it_follows_each_saving(self, client, contributor):
        page = story_page(author=contributor)
        response = client.post(edit_address(page), posted(page, standfirst=""), **JSON)
        missing, _parts = self.meter(response.json()["html"])
        assert missing == 1

    def test_pages_that_are_no_stories_have_none(self, client):
        client.force_login(person(roles.EDITOR))
        assert "story-meter" not in client.get(edit_address(province_page())).content.decode()
