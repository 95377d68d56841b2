"""Who takes part in the journeys: a person for each role, at a browser of their own, and people without an account."""

from types import SimpleNamespace

import pytest

from accounts import roles
from tests import factories
from tests.browser import at_the_desk as desk


@pytest.fixture
def people(newsroom):
    """One person for each part, none of whom may do another's."""

    def named(role, username, first, last):
        return factories.person(role, username=username, first_name=first, last_name=last)

    return SimpleNamespace(
        contributor=named("contributor", "ctv-lang-son", "Lan", "Hoàng Thị"),
        editor=named(roles.EDITOR, "bien-tap", "Trang", "Nguyễn Thu"),
        checker=named(roles.FIGURE_CHECKER, "kiem-chung", "Minh", "Đỗ Quang"),
        approver=named(roles.APPROVER, "duyet-bai", "Yến", "Vũ Hải"),
        administrator=named(roles.ADMINISTRATOR, "quan-tri", "Khải", "Cao Đình"),
        journalist=named(None, "nha-bao", "Sơn", "Lý Thanh"),
    )


@pytest.fixture
def stories():
    """What a test writes before the browser starts; a file of journeys says what it needs."""


@pytest.fixture
def desk_of(people, stories, chromium, live_server):
    """A function that seats a person at a browser of their own."""
    return lambda person, *goal: desk.signed_in(chromium, live_server.url, person, *goal)


def _window(chromium, live_server, width, height):
    context = chromium.new_context(
        locale="vi-VN", base_url=live_server.url, viewport={"width": width, "height": height}
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(people, stories, chromium, live_server):
    """Somebody without an account, at a desk."""
    yield from _window(chromium, live_server, 1440, 900)


@pytest.fixture
def phone(people, stories, chromium, live_server):
    """Somebody without an account, with a telephone."""
    yield from _window(chromium, live_server, 390, 844)
