"""Addresses are found in one query and name the same pages as in Wagtail's own way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from story import actions
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def story():
    return make.story_page("Lạng Sơn", "ATM mềm", [make.figure()], live=True)


class TestTheSamePage:
    def test_at_every_depth_and_in_every_language(self, client, story):
        english = make.in_english(story)
        english.save_revision().publish()
        for page in (*story.get_ancestors(inclusive=True), *english.get_ancestors(inclusive=True)):
            if page.depth > 1:
                response = client.get(page.get_url())
                assert response.status_code == 200 and response.context["page"].pk == page.pk, page.url_path
        assert client.get(story.history_url).context["page"].pk == story.pk

    @pytest.mark.parametrize(
        "path",
        [
            "x/",
            "cau-chuyen/x/",
            "cau-chuyen/lang-son/x/",
            "cau-chuyen/lang-son/atm-mem/x/",
            "en/x/",
            "stories/",
        ],
    )
    def test_what_is_no_page_is_404(self, client, story, path):
        assert client.get(f"/{path}").status_code == 404

    def test_a_draft_is_404_and_what_was_withdrawn_is_410(self, client, story):
        draft = make.story_page("Lạng Sơn", "Nháp")
        assert client.get(draft.get_url()).status_code == 404
        actions.withdraw(story, make.superuser(), "Sai.")
        assert client.get(story.get_url()).status_code == 410

    def test_a_page_below_a_restricted_one_is_still_closed(self, client, story):
        address = story.get_url()
        assert client.get(address).status_code == 200
        PageViewRestriction.objects.create(page=story.get_parent(), restriction_type="login")
        assert client.get(address).status_code == 302
        assert client.get("/cau-chuyen/").status_code == 200

    def test_with_a_second_site_wagtail_chooses(self, client, story, settings):
        settings.ALLOWED_HOSTS = ["*"]
        root = Page.objects.get(depth=1)
        other = root.add_child(instance=Page(title="Khác", slug="khac", live=True))
        Site.objects.create(hostname="khac.example", root_page=other)
        Site.clear_site_root_paths_cache()
        assert client.get("/cau-chuyen/", HTTP_HOST="khac.example").status_code == 404
        assert client.get(story.get_url()).status_code == 200


def test_depth_costs_no_queries(client, story):
    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        sites = [row["sql"] for row in captured if '"wagtailcore_site"' in row["sql"].split("WHERE")[0]]
        restrictions = [row for row in captured if row["sql"].startswith('SELECT "wagtailcore_pageview')]
        locales = [row for row in captured if row["sql"].startswith('SELECT "wagtailcore_locale"')]
        return len(sites) + len(restrictions) + len(locales)

    assert asked(story.get_url()) == 0 and asked("/cau-chuyen/lang-son/") == 0 and asked("/en/") == 0
