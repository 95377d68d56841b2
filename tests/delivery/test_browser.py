"""What a real browser says of the pages: nothing blocked, nothing broken, nothing asked of another host."""

from urllib.parse import urlsplit

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def chromium(story, chromium):
    """The browser, started after the story is written."""
    return chromium


@pytest.fixture
def visit(chromium, live_server):
    """A function that opens a path, and the complaints of everything opened so far."""
    context = chromium.new_context(locale="vi-VN", base_url=live_server.url)
    page = context.new_page()
    complaints = []

    def elsewhere(request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and not request.url.startswith(live_server.url):
            complaints.append(f"asked of another host: {request.url}")

    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", elsewhere)

    def go(path):
        response = page.goto(path, wait_until="networkidle")
        assert response.status == 200, f"{path}: {response.status}"
        return page

    go.complaints = complaints
    yield go
    context.close()


@pytest.fixture
def story(newsroom):
    return factories.story_page(figures=[factories.figure()], live=True)


def test_public_pages_keep_their_own_policy(visit, story):
    for path in ("/", "/en/", story.get_parent().get_parent().url, story.get_parent().url, story.url):
        visit(path)
    assert visit.complaints == []


def test_story_reads_without_script(chromium, live_server, story):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(story.url)
    assert page.locator("h1").first.inner_text() == story.title
    assert "116.000" in page.locator("body").inner_text()
    context.close()


def test_admin_works_under_its_policy(visit, story):
    factories.superuser(username="quantri")
    page = visit("/admin/login/")
    page.fill("#id_username", "quantri")
    page.fill("#id_password", factories.PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    visit(f"/admin/pages/{story.pk}/edit/")
    assert page.locator("#id_title").input_value() == story.title
    visit("/admin/images/")
    assert visit.complaints == []
