import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

import cms.urls
from delivery import health


def away(request):
    health.connection.cursor()


class FailingUrls:
    handler500 = cms.urls.handler500
    urlpatterns = [path("away/", away), *cms.urls.urlpatterns]


@pytest.fixture
def broken_database(monkeypatch):
    from django.db import OperationalError

    def refuse(*args, **kwargs):
        raise OperationalError("the database is away: secret-host")

    monkeypatch.setattr(connection, "cursor", refuse)


class TestLive:
    def test_answers_without_a_database(self, client):
        # No `db` fixture: a query would fail the test.
        response = client.get("/health/live")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

    def test_refuses_to_be_written_to(self, client):
        assert client.post("/health/live").status_code == 405


@pytest.mark.django_db
class TestReady:
    def test_names_each_service(self, client):
        response = client.get("/health/ready")
        assert response.status_code == 200
        assert response.json() == {"database": "ok", "migrations": "ok", "cache": "ok"}

    def test_database_away_is_503_without_a_word_of_why(self, client, broken_database):
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert response["Retry-After"] == "5"
        assert response.json()["database"] == "failed"
        assert b"secret-host" not in response.content

    def test_migration_waiting_is_503_until_it_is_applied(self, client, monkeypatch):
        monkeypatch.setattr(health, "_migrated", set())
        latest = MigrationRecorder.Migration.objects.filter(app="story").latest("name")
        latest.delete()
        assert client.get("/health/ready").json()["migrations"] == "failed"

        MigrationRecorder.Migration.objects.create(app="story", name=latest.name, applied=timezone.now())
        assert client.get("/health/ready").status_code == 200

    def test_cache_that_forgets_is_503(self, client, monkeypatch):
        monkeypatch.setattr(cache, "get", lambda *args, **kwargs: None)
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert response.json()["cache"] == "failed"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=FailingUrls)
def test_database_away_during_a_request_is_503_with_retry_after(broken_database):
    response = Client(raise_request_exception=False).get("/away/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert b"secret-host" not in response.content
