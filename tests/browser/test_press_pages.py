"""Every page of the press desk, for everybody: by keyboard and screen reader, on a phone, in the dark, in both languages."""

import itertools
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts import roles
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def stories(newsroom):
    """A story with what a press page may show, its English page, and one that waits for its time."""
    places = factories.unit("điểm", en="points")
    target = factories.figure(200, "xã sẽ có điểm", unit=factories.unit("xã", en="communes"), nature="target")
    served = factories.figure(68, "điểm đang phục vụ", unit=places, qualifier="over", highlight=True)
    quote = {"text": "Đi năm phút là có tiền.", "speaker": "Bà Hoa", "role": "xã Yên Phúc"}
    told = {"results": [{"type": "quote", "id": "1e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3d", "value": quote}]}
    page = factories.story_page(figures=[served, target], content=told, pillars=["digital-economy"])
    page = factories.publish_through_workflow(page)
    factories.in_english(page).save_revision().publish()
    journalist = factories.person(roles.PRESS, username="phong-vien", first_name="Sơn", last_name="Lý Thanh")
    return SimpleNamespace(
        public=page, waiting=factories.embargoed(headline="Chờ đến giờ"), journalist=journalist
    )


def test_nobody_is_kept_out(desk_of, stories):
    story = stories.public.pk
    pages = [
        "/press/",
        "/press/?locale=en",
        "/press/?q=khong+co&least=abc",
        "/press/lich/",
        "/press/thong-bao/",
    ]
    pages += [f"/press/{story}/", f"/press/{story}/slot/", f"/press/{story}/da-phat/", "/press/tim-da-luu/"]
    pages += [f"/press/{stories.waiting.pk}/", "/press/mat-khau/", "/press/the-bao-chi/"]
    with desk_of(stories.journalist, "/press/") as page:
        for scheme, width in itertools.product(("light", "dark"), (390, 1440)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for address in pages:
                assert page.goto(address).status < 400 or "abc" in address, address
                where = f"{address}, {scheme}, {width}"
                assert page.evaluate("document.documentElement.scrollWidth") == width, where
                assert page.locator("h1").count() == 1, where
                found = Axe().run(page)
                assert found.violations_count == 0, f"{where}: {found.generate_report()}"
