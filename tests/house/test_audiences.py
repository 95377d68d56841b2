import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.urls import path

import cms.urls
from delivery.addresses import addresses
from delivery.audiences import PREFIXES, Audience, audience_of, undeclared

ALL = sorted(addresses(), key=lambda address: address.route)
STAFF = [address for address in ALL if audience_of(address.route) is Audience.STAFF]


class NewUrls:
    urlpatterns = [path("brand-new/<int:pk>/", lambda request, pk: None), *cms.urls.urlpatterns]


def test_every_address_has_an_audience():
    assert undeclared(ALL) == []


def test_the_walk_reaches_the_admin_the_pages_and_the_health_of_the_site():
    routes = {address.route for address in ALL}
    assert {"admin/pages/<int:page_id>/edit/", "health/live"} <= routes
    assert len(STAFF) > 200


@override_settings(ROOT_URLCONF=NewUrls)
def test_new_address_without_an_audience_fails_the_system_check():
    errors = [error for error in run_checks(tags=["urls"]) if error.id == "delivery.E001"]
    assert ["brand-new/<int:pk>/" in error.msg for error in errors] == [True]


def test_longest_prefix_decides_and_whole_routes_stay_whole():
    assert audience_of("admin/pages/") is Audience.STAFF
    assert audience_of("admin/login/") is Audience.PUBLIC
    assert audience_of("metrics") is Audience.LOOPBACK
    assert audience_of("metrics/secret/") is None


@pytest.mark.django_db
def test_every_staff_address_sends_an_anonymous_visitor_away(client):
    answered = {}
    for address in STAFF:
        for ask in (client.get, client.post):
            response = ask(address.example())
            to_login = response.status_code == 302 and response["Location"].startswith("/admin/login/")
            if not to_login and response.status_code not in (400, 403, 404, 405):
                answered[address.example()] = response.status_code
    assert answered == {}


def test_staff_prefixes_are_there_to_be_tested():
    assert {prefix for prefix, audience in PREFIXES.items() if audience is Audience.STAFF} == {"admin/"}
