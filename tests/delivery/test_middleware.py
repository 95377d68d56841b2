"""Headers of every answer and the bounds of every request."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, re_path
from django.views.static import serve

import cms.urls
from delivery.middleware import MAX_QUERY_BYTES

pytestmark = pytest.mark.once


def broken(request):
    raise RuntimeError("broken on purpose")


def personal(request):
    request.session.get("anything")
    return HttpResponse("for one person")


class Urls:
    """The site with a broken view, a personal one and the media of development."""

    handler500 = cms.urls.handler500

    def __init__(self, media_root):
        self.urlpatterns = [
            path("broken/", broken),
            path("personal/", personal),
            re_path(r"^media/(?P<path>.*)$", serve, {"document_root": media_root}),
            *cms.urls.urlpatterns,
        ]


@pytest.fixture
def client(tmp_path, db):
    (tmp_path / "poster.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with override_settings(ROOT_URLCONF=Urls(tmp_path)):
        yield Client(raise_request_exception=False)


ANSWERS = {
    "/health/live": 200,
    "/robots.txt": 200,
    "/media/poster.svg": 200,
    "/khong-co/": 404,
    "/robots.txt?q=%00": 400,
    "/broken/": 500,
    "/admin/": 302,
    "/admin/login/": 200,
}


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_security_headers_are_on_every_answer(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert (
        "frame-ancestors" in response["Content-Security-Policy"]
        or "sandbox" in response["Content-Security-Policy"]
    )


class TestPolicies:
    def test_public_page_allows_no_inline_script(self, client):
        assert "unsafe-inline" not in client.get("/khong-co/")["Content-Security-Policy"]

    def test_file_of_the_library_runs_nothing(self, client):
        policy = client.get("/media/poster.svg")["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert "script-src" not in policy

    def test_admin_loads_nothing_from_another_host(self, client):
        policy = client.get("/admin/login/")["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http:" not in policy
        assert "https:" not in policy


class TestCaches:
    def test_answer_that_reads_the_session_is_private(self, client):
        assert "private" in client.get("/personal/")["Cache-Control"]

    def test_anonymous_answer_is_not_made_private(self, client):
        assert "private" not in client.get("/robots.txt").headers.get("Cache-Control", "")

    @pytest.mark.parametrize("address", ["/robots.txt", "/khong-co/", "/en/khong-co/"])
    def test_language_of_the_browser_splits_no_cache(self, client, address):
        response = client.get(address, headers={"accept-language": "en"})
        assert "accept-language" not in response.headers.get("Vary", "").lower()

    def test_path_alone_decides_the_language(self, client):
        assert client.get("/khong-co/", headers={"accept-language": "en"})["Content-Language"] == "vi"
        assert client.get("/en/khong-co/", headers={"accept-language": "vi"})["Content-Language"] == "en"

    @override_settings(ROOT_URLCONF="delivery.urls")
    def test_without_language_prefixes_the_header_stays(self, db):
        assert "accept-language" in Client().get("/robots.txt")["Vary"].lower()


class TestInputBounds:
    @pytest.mark.parametrize(
        "query",
        ["q=%00", "q=%FF", "q=%C3%28", "%00=1", "q=" + "x" * (MAX_QUERY_BYTES - 1)],
        ids=["nul", "not utf-8", "cut utf-8", "nul in a name", "too long"],
    )
    def test_bad_query_is_refused(self, client, query):
        assert client.get("/robots.txt", QUERY_STRING=query).status_code == 400

    @pytest.mark.parametrize(
        ("address", "status"), [("/%00/", 400), ("/%FF/", 404), ("/cau-chuyen/%C3%28/", 404)]
    )
    def test_bad_path_is_refused(self, client, address, status):
        assert client.get(address).status_code == status

    @pytest.mark.parametrize(
        "query", ["q=%C4%91%C6%B0%E1%BB%9Dng+s%E1%BA%AFt", "q=" + "x" * (MAX_QUERY_BYTES - 2), "q=%2500"]
    )
    def test_vietnamese_and_the_longest_query_pass(self, client, query):
        assert client.get("/robots.txt", QUERY_STRING=query).status_code == 200
