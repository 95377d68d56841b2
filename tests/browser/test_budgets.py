"""What a story costs a cheap telephone: bytes over the wire, requests, and a page that never jumps."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

KB = 1024
MOST_TEXT, MOST_SCRIPT, MOST_FONT, MOST_REQUESTS = 40 * KB, 10 * KB, 72 * KB, 12
# A web server that compresses while it answers; files are compressed further, once, when they are collected.
LEVEL = 5

WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => ({
    value: entry.value, of: entry.sources.map(source => (source.node && source.node.className) || '').join(' ')
  })))).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture
def story(newsroom):
    """A story as long as the longest of the demonstration, without a photograph."""
    shops = factories.unit("cửa hàng", en="shops")
    figures = [
        factories.figure(1000 + number, f"cửa hàng ở xã thứ {number}", unit=shops, highlight=number < 5)
        for number in range(24)
    ]
    words = " ".join(
        f"Tổ công nghệ số số {number} đi từng nhà, chỉ bà con mở tài khoản và quét mã." for number in range(9)
    )
    paragraphs = [factories.paragraph(f"<p>{number}. {words}</p>") for number in range(6)]
    page = factories.story_page(figures=figures, content={"problem": paragraphs, "approach": paragraphs})
    return factories.publish_through_workflow(page)


@pytest.fixture
def chromium(story, chromium):
    """The browser, started after the story is written."""
    return chromium


@pytest.fixture
def visit(chromium, live_server):
    """A function that opens an address for the first time, on a telephone; gives the page and what was answered."""
    contexts = []

    def go(address):
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        answers = []
        page.on("response", lambda answer: answers.append(answer))
        assert page.goto(address, wait_until="networkidle").status == 200
        return page, answers

    yield go
    for context in contexts:
        context.close()


def weight(answer):
    """The bytes over the wire; fonts are compressed already."""
    body = answer.body()
    return (
        len(body)
        if answer.request.resource_type in ("font", "image") and ".svg" not in answer.url
        else len(gzip.compress(body, LEVEL))
    )


def test_story_keeps_its_budget(visit, story, live_server):
    page, answers = visit(story.url)
    assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(live_server.url).netloc}
    told = {answer.url.removeprefix(live_server.url): weight(answer) for answer in answers}
    kinds = {answer.url.removeprefix(live_server.url): answer.request.resource_type for answer in answers}

    def of(*names):
        return sum(size for url, size in told.items() if kinds[url] in names)

    fonts, scripts = of("font"), of("script")
    assert fonts <= MOST_FONT, told
    assert scripts <= MOST_SCRIPT, told
    assert sum(told.values()) - fonts <= MOST_TEXT, told
    assert len(told) <= MOST_REQUESTS, told
    # A telephone that comes back asks for the page alone and gets it whole.
    assert page.locator("h1").inner_text() == story.title


def test_pages_never_jump(visit, story):
    for address in ("/", story.url, story.get_parent().url, "/cau-chuyen/", "/search/?q=cua+hang"):
        page, _answers = visit(address)
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifts") == [], address
