"""Error pages: the right status, the language of the address, what to do next, and nothing that is not public."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from delivery import errors
from delivery.nearest import words_of
from story import actions
from tests.factories import embargoed, publish_through_workflow, story_page, superuser

pytestmark = pytest.mark.once

LANGUAGES = {"/": "vi", "/en/": "en"}
HEADLINE = "Rút tiền ở bưu điện xã"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def request_to(path) -> HttpRequest:
    return RequestFactory().get(path)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES.items())
class TestWithoutADatabase:
    """No mark for the database: these pages would fail if they asked it."""

    @pytest.mark.parametrize(
        ("answer", "status"),
        [
            (errors.server_error, 500),
            (lambda request: errors.bad_request(request, ValueError()), 400),
            (lambda request: errors.bad_request(request, RequestDataTooBig()), 413),
            (errors.csrf_failure, 403),
        ],
    )
    def test_each_says_what_to_do_next_in_the_language_of_the_address(self, prefix, language, answer, status):
        response = answer(request_to(f"{prefix}khong-co/"))
        page = soup(response)
        assert (response.status_code, page.html["lang"]) == (status, language)
        assert page.select_one("main form[role=search]")["action"] == f"{prefix}search/"
        assert page.select_one("main a.button")["href"] == prefix
        assert len(page.select("main h1")) == 1

    def test_a_service_that_is_away_asks_to_come_back(self, prefix, language):
        try:
            raise OperationalError
        except OperationalError:
            response = errors.server_error(request_to(prefix))
        assert response.status_code == 503 and response["Retry-After"]
        assert soup(response).html["lang"] == language


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestWithinTheSite:
    @pytest.mark.parametrize(("prefix", "language"), LANGUAGES.items())
    def test_a_lost_address_has_search_list_and_front_page(self, client, prefix, language):
        response = client.get(f"{prefix}khong-co-trang-nay/")
        page = soup(response)
        assert (response.status_code, page.html["lang"]) == (404, language)
        assert page.select_one("main form[role=search]")["action"] == f"{prefix}search/"
        assert page.select_one("main [name=q]")["value"] == "khong trang nay"
        assert len(page.select("main a.button")) == 2

    def test_a_form_without_its_mark_is_refused_in_plain_words(self):
        response = Client(enforce_csrf_checks=True).post("/lien-he/", {"message": "x"})
        assert response.status_code == 403
        assert soup(response).select_one("main h1").get_text() == "Biểu mẫu mở đã quá lâu"

    def test_a_closed_page_says_so(self, rf):
        response = errors.permission_denied(rf.get("/en/x/"), PermissionDenied())
        assert response.status_code == 403 and soup(response).html["lang"] == "en"

    def test_a_form_that_is_too_large_is_413(self, client, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        response = client.post("/lien-he/", {"message": "x" * 500})
        assert response.status_code == 413


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestNearestStories:
    def nearest(self, client, address="/cau-chuyen/lang-son/rut-tien-buu-dien/"):
        return [link.get_text() for link in soup(client.get(address)).select(".error-page__nearest a")]

    def test_a_mistyped_address_names_the_story_it_meant(self, client):
        publish_through_workflow(story_page(headline=HEADLINE))
        publish_through_workflow(story_page(headline="Họp trực tuyến"))
        assert self.nearest(client) == [HEADLINE]
        assert self.nearest(client, "/rút-tiền-bưu-điện/") == [HEADLINE]

    def test_drafts_and_stories_under_embargo_are_never_named(self, client):
        story_page(headline=HEADLINE)
        embargoed(headline=f"{HEADLINE} mai")
        assert self.nearest(client) == []

    def test_a_withdrawn_story_is_not_named(self, client):
        page = publish_through_workflow(story_page(headline=HEADLINE))
        actions.withdraw(page, superuser(), "Nguồn rút lại.")
        assert self.nearest(client) == []

    def test_another_language_is_not_named(self, client):
        publish_through_workflow(story_page(headline=HEADLINE))
        assert self.nearest(client, "/en/stories/rut-tien-buu-dien/") == []

    def test_a_word_by_chance_is_not_enough(self, client):
        publish_through_workflow(story_page(headline=HEADLINE))
        assert self.nearest(client, "/xem-phim-tien-hay-nhat/") == []

    @pytest.mark.parametrize(
        "path", ["/static/tien.css", "/admin/rut-tien/", "/favicon.ico", "/" + "a" * 5000, "/%00"]
    )
    def test_machines_are_asked_no_question(self, path):
        assert words_of(path) in ([], ["a" * 499])

    def test_only_so_many_words_are_looked_for(self):
        assert len(words_of("/" + "-".join(f"tu{number}x" for number in range(50)) + "/")) == 6
