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


@pytest.fixture
def reader(people, stories, chromium, live_server):
    """Somebody without an account, at a desk."""
    with desk.window(chromium, live_server.url) as page:
        yield page


@pytest.fixture
def phone(people, stories, chromium, live_server):
    """Somebody without an account, with a telephone."""
    with desk.window(chromium, live_server.url, 390, 844) as page:
        yield page
