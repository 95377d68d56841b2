"""Bad input: every address of the admin, every form on it and every public door, with what no honest browser sends."""

import json
import random

import pytest
from django.test import Client

from delivery.addresses import addresses
from delivery.audiences import Audience, audience_of
from tests.factories import superuser
from tests.house import hostile
from tests.house.hostile import HUGE, TYPED, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
SEED, MUTATIONS = 20260722, 2
# Wagtail's own: one fails on purpose, others end the session or the person.
LEFT_OUT = ("admin/failwhale/", "admin/logout/")
PUBLIC = (Audience.PUBLIC, Audience.ENTITLED, Audience.PRESS, Audience.MACHINE)


@pytest.fixture
def world():
    return hostile.world()


@pytest.fixture
def admin():
    client = Client(raise_request_exception=False)
    client.force_login(superuser())
    return client


def staff_addresses():
    """Each address of the admin once: what comes later under the same route is never reached."""
    routes = {address.route: address for address in reversed(list(addresses()))}
    return [
        address
        for route, address in sorted(routes.items())
        if audience_of(route) is Audience.STAFF and route not in LEFT_OUT
    ]


def html_of(response):
    """The HTML of a page, or of the window that a chooser opens."""
    if response.streaming or response.status_code != 200:
        return ""
    text = response.content.decode("utf-8", "replace")
    if response.headers["Content-Type"].startswith("application/json"):
        found = json.loads(text)
        return (found.get("html") or found.get("htmlFragment") or "") if isinstance(found, dict) else ""
    return text


class Walk:
    """Sends requests and writes down the answers that must not be."""

    def __init__(self, client, seed=SEED):
        self.client, self.chance = client, random.Random(seed)
        self.failed, self.lost, self.sent = [], [], 0

    def send(self, method, path, data=None, what="", **more):
        response = ask(self.client, method, path, data, **more)
        self.sent += 1
        if response.status_code >= 500:
            error = response.exc_info[1] if response.exc_info else ""
            self.failed.append(f"{method} {path[:100]} {what}: {type(error).__name__} {error}"[:300])
        return response

    def asked(self, path, html):
        name = self.chance.choice(hostile.asked_of(html))
        value = self.chance.choice(hostile.NUMBERS + hostile.DATES + hostile.SHORT)
        self.send("get", path, {name: value}, f"?{name}={value[:40]!r}")

    def post(self, form):
        for what, data in hostile.mutations(form, self.chance, MUTATIONS):
            response = self.send("post", form.action, data, what)
            typed = [TYPED] in data.values() and html_of(response)
            if typed and TYPED not in typed and "<form" in typed:
                self.lost.append(f"{form.action} {what}")
        if bare := hostile.without_management(form):
            self.send("post", form.action, bare, "without the counts of its lists")


class TestTheAdmin:
    def test_no_address_and_no_form_fails_and_what_was_typed_comes_back(self, world, admin):
        walk, streams, forms = Walk(admin), hostile.streams_of(world.page), 0
        for address in staff_addresses():
            path = hostile.filled(address, world)
            html = html_of(walk.send("get", path))
            if odd := list(hostile.hostile_paths(address)):
                walk.send("get", walk.chance.choice(odd))
            if html:
                walk.asked(path, html)
            for form in hostile.forms_of(html, path, streams):
                if form.action.startswith("/admin/") and "logout" not in form.action:
                    forms += 1
                    walk.post(form)
        assert walk.failed == []
        assert walk.lost == []
        assert forms > 80
        assert walk.sent > 900

    @pytest.mark.parametrize("seed", [1, 2])
    def test_the_editor_and_its_autosave_keep_what_was_typed(self, world, admin, seed):
        walk, before = Walk(admin, seed), world.page.revisions.count()
        form = hostile.form_of_story(world.page)
        for number, (what, data) in enumerate(hostile.mutations(form, walk.chance, 20)):
            more = {"HTTP_ACCEPT": "application/json"} if number % 2 else {}
            response = walk.send("post", form.action, data, what, **more)
            if not more and TYPED in data.get("title", []) and response.status_code == 200:
                assert TYPED in response.content.decode(), what
        for name in form.fields:
            if name.endswith(("-count", "-order", "-type", "-id", "-deleted")) and walk.chance.random() < 0.2:
                broken = walk.chance.choice(hostile.VALUES)
                walk.send("post", form.action, form.fields | {name: [broken]}, f"{name} = {broken[:40]!r}")
        assert walk.failed == []
        assert world.page.revisions.count() == before

    @pytest.mark.parametrize(
        "body", ["{", "[" * 50_000, '"\\ud800"', "null", "[1]", '{"id": "x"}', "\0", "\ufeff"]
    )
    def test_no_door_for_machines_fails_for_a_body_that_is_no_answer(self, world, admin, body):
        walk = Walk(admin)
        for path in (
            f"/admin/api/main/pages/{world.page.pk}/action/publish/",
            "/admin/block-preview/",
            "/admin/dismissibles/",
            f"/admin/pages/{world.page.pk}/edit/",
            "/admin/story/units/",
            "/admin/story/figures/read/",
            "/admin/story/told/",
        ):
            for method in ("post", "patch", "put"):
                walk.send(method, path, body, body[:20], content_type="application/json")
        assert walk.failed == []

    def test_a_form_that_is_no_form_is_refused_in_vietnamese(self, admin):
        response = admin.post("/admin/pages/2/copy/", b"--x", content_type="multipart/form-data; boundary=")
        assert response.status_code == 400
        assert 'lang="vi"' in response.content.decode()


class TestThePublic:
    def test_no_address_fails(self, world):
        walk = Walk(Client(raise_request_exception=False))
        for address in addresses():
            if audience_of(address.route) in PUBLIC and address.route not in LEFT_OUT:
                for path in [*hostile.hostile_paths(address), hostile.filled(address, world)]:
                    walk.asked(path, html_of(walk.send("get", path)))
        for path in (
            "/cau-chuyen/",
            "/en/stories/",
            "/search/",
            "/en/search/",
            "/feeds/stories.rss",
            "/khoang-trong/",
        ):
            html = html_of(walk.send("get", path))
            for _turn in range(12):
                walk.asked(path, html)
        assert walk.failed == []

    @pytest.mark.parametrize(
        "path",
        [
            f"/press/{HUGE}/",
            f"/press/{HUGE}/summary.json",
            "/press/9223372036854775808/",
            f"/k/x/vi/{HUGE}/",
            "/k/%E2%91%A0/vi/1/",
            f"/hoi/{HUGE}/",
        ],
    )
    def test_what_no_row_can_have_is_not_found(self, client, path):
        assert client.get(path).status_code == 404

    def test_no_form_fails_and_what_was_typed_comes_back(self, world):
        walk, forms = Walk(Client(raise_request_exception=False)), 0
        for path in (
            "/gui-cau-chuyen/",
            "/en/send-a-story/",
            f"/hoi/{world.public.pk}/",
            "/admin/password_reset/",
        ):
            for form in hostile.forms_of(html_of(walk.send("get", path)), path, {}):
                forms += 1
                for _turn in range(4):
                    walk.post(form)
        assert walk.failed == []
        assert walk.lost == []
        assert forms >= 4
