"""One layer for values that cannot be what they stand for: what it takes upon the request, and what stays a failure."""

import pytest
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import path, reverse

import cms.urls
from delivery import bounds
from story.models import StoryPage
from tests.factories import superuser

pytestmark = pytest.mark.django_db


def asked(request, pk="1"):
    number = request.POST.get("number") or request.GET["number"]
    StoryPage.objects.filter(pk__in=[number]).count()
    return HttpResponse(number)


def faulty(request):
    raise ValueError("of our own making")


def echo(request):
    return HttpResponse(repr((request.POST.get("text"), request.POST.get("next"), request.GET.get("next"))))


class Urls:
    handler400, handler500 = cms.urls.handler400, cms.urls.handler500
    urlpatterns = [
        path("asked/", asked),
        path("asked/<str:pk>/", asked),
        path("en/asked/", asked),
        path("faulty/", faulty),
        path("echo/", echo),
        *cms.urls.urlpatterns,
    ]


@pytest.fixture
def client():
    with override_settings(ROOT_URLCONF=Urls):
        yield Client(raise_request_exception=False)


class TestConversions:
    @pytest.mark.parametrize("number", ["abc", "²", "1" * 5000, "", "[]"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_value_that_is_no_number_is_a_bad_request(self, client, method, number):
        response = getattr(client, method)("/asked/", {"number": number})
        assert response.status_code == 400
        assert 'lang="vi"' in response.content.decode()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_number_that_no_row_can_have_is_refused_or_finds_nothing(self, client, method):
        """PostgreSQL compares it and finds no row; SQLite cannot hold it."""
        expected = 200 if connection.vendor == "postgresql" else 400
        assert getattr(client, method)("/asked/", {"number": str(10**23)}).status_code == expected

    @pytest.mark.parametrize(("body", "status"), [("[1]", 400), ("null", 400), ("{", 400), ('{"a": 1}', 500)])
    def test_body_that_is_no_object_is_a_bad_request(self, client, body, status):
        assert client.post("/faulty/", body, content_type="application/json").status_code == status

    def test_value_that_is_one_passes(self, client):
        assert client.get("/asked/", {"number": "7"}).content == b"7"
        assert client.post("/asked/", {"number": "7"}).content == b"7"

    @pytest.mark.parametrize("address", ["/faulty/", "/faulty/?number=abc"])
    def test_failure_of_our_own_stays_one(self, client, address):
        assert client.get(address).status_code == 500
        assert client.post(address, {"number": "abc"}).status_code == 500

    def test_page_is_in_the_language_of_its_address(self, client):
        assert 'lang="vi"' in client.get("/asked/").content.decode()
        assert 'lang="en"' in client.get("/en/asked/").content.decode()


class TestIds:
    @pytest.mark.parametrize("pk", [2**63, 10**23, "9" * 400])
    def test_number_that_no_row_can_have_is_not_found(self, client, pk):
        assert client.get(f"/asked/{pk}/?number=1").status_code == 404

    @pytest.mark.parametrize("pk", [0, 2**63 - 1, "abc", "-1"])
    def test_others_are_left_to_the_view(self, client, pk):
        assert client.get(f"/asked/{pk}/?number=1").status_code == 200


class TestPlain:
    def test_nul_is_taken_out_of_what_was_typed(self, client):
        assert client.post("/echo/", {"text": "Ch\0ợ"}).content.decode() == repr(("Chợ", None, None))

    @pytest.mark.parametrize(
        ("way", "kept"),
        [("/admin/", True), ("http://testserver/admin/", True), ("", True), ("NaN", False), ("a:b", False)],
    )
    def test_way_on_that_leads_nowhere_is_none(self, client, way, kept):
        response = client.post(f"/echo/?next={way}", {"next": way})
        assert response.content.decode() == repr((None, way, way) if kept else (None, None, None))

    def test_sound_values_are_not_copied(self):
        sent = QueryDict("a=1&a=2&next=/x/")
        assert bounds.plain(sent) is sent


@pytest.mark.usefixtures("newsroom")
class TestChoosers:
    @pytest.mark.parametrize("number", ["abc", "²", str(10**23)])
    def test_chooser_stands_beside_its_error(self, signed_in, number):
        response = signed_in(superuser()).post(
            "/admin/redirects/add/", {"old_path": "/typed-7f3a1", "redirect_page": number}
        )
        assert response.status_code == 200
        assert response.context["form"].errors["redirect_page"]
        assert "/typed-7f3a1" in response.content.decode()

    @pytest.mark.parametrize("number", ["abc", "0", str(10**23)])
    def test_a_choice_of_several_stands_beside_its_error(self, signed_in, number):
        data = {"title": "Chợ nhận mã QR-7f3a1", "theme": "Kể chuyện chợ.", "pillars": [number]}
        response = signed_in(superuser()).post(reverse("wagtailsnippets_home_call:add"), data)
        assert response.status_code == 200
        assert response.context["form"].errors["pillars"]
        assert data["title"] in response.content.decode()

    def test_chooser_that_makes_nothing_says_so(self, signed_in):
        assert signed_in(superuser()).post("/admin/snippets/choose/story/unit/create/").status_code == 404
