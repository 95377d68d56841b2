"""The public page of a story in a real browser: for everybody, light, and from nowhere else."""

import itertools
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Locale

from story.models import StoryPage
from tests import factories
from tests.browser.at_the_desk import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MOST_BYTES = 300 * 1024


@pytest.fixture
def story(newsroom):
    """A story with everything a page may show: figures of every nature, a chart, a quote, a target."""
    percent = factories.unit("%", "percent", en="%")
    shops = factories.unit("cửa hàng", en="shops")
    opened = factories.figure(
        116000, "cửa hàng số", unit=shops, qualifier="over", highlight=True, period="2021"
    )
    target = factories.figure(150000, "cửa hàng số vào năm 2025", unit=shops, nature="target", highlight=True)
    share = factories.figure("97.1", "hộ có tài khoản", unit=percent, highlight=True)
    opened["value"] |= {"period_basis": "stated", "target": target["id"]}
    link = f'<a linktype="figure" id="{opened["id"]}">hơn 116.000</a>'
    ahead = f'<a linktype="figure" id="{target["id"]}">150.000</a>'
    chart = {
        "title": "Cửa hàng số qua các năm",
        "kind": "bar",
        "unit": shops.pk,
        "categories": ["2020", "2021"],
        "series": [{"name": "Cửa hàng", "values": ["42000", opened["id"]]}],
        "alt": "Từ 42.000 lên hơn 116.000 cửa hàng.",
        "source": "Báo cáo chuyên đề",
    }
    quote = {"text": "Khi dân đã tin, việc gì cũng dễ.", "speaker": "Nông Thị Lan", "role": "Chủ cửa hàng"}
    content = {
        "results": [
            factories.paragraph(f"<p>Toàn tỉnh có {link} cửa hàng, sẽ có {ahead}.</p>"),
            {"type": "chart", "id": "0e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3d", "value": chart},
            {"type": "quote", "id": "1e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3d", "value": quote},
        ]
    }
    figures = [opened, target, share]
    page = factories.story_page(
        figures=figures, content=content, pillars=["digital-economy"], tags=["chợ số"]
    )
    return factories.publish_through_workflow(page)


@pytest.fixture
def addresses(story):
    """Where the story stands in Vietnamese and in English."""
    english = story.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Shops online"
    english.save_revision().publish()
    return [story.url, StoryPage.objects.get(pk=english.pk).url]


@pytest.fixture
def browse(addresses, chromium, live_server):
    """A function that opens an address in a window of its own and notes all that was asked for."""
    contexts = []

    def open_at(address, width=1440, **options):
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        asked = []
        page.on("response", lambda answer: asked.append(answer))
        assert page.goto(address, wait_until="networkidle").status == 200
        return SimpleNamespace(page=page, asked=asked)

    yield open_at
    for context in contexts:
        context.close()


def test_nobody_is_kept_out(browse, addresses):
    for address, width, scheme in itertools.product(addresses, (390, 1440), ("light", "dark")):
        found = Axe().run(browse(address, width, color_scheme=scheme).page)
        assert found.violations_count == 0, f"{address}, {width}, {scheme}: {found.generate_report()}"


def test_all_of_the_story_is_there_without_script(browse, addresses):
    page = browse(addresses[0], java_script_enabled=False).page
    text = page.locator("main").inner_text()
    for said in ("116.000", "150.000", "97,1%", "42.000", "Khi dân đã tin", "mục tiêu", "Báo cáo chuyên đề"):
        assert said.lower() in text.lower()


def test_first_visit_is_light_and_asks_one_host(browse, addresses, live_server):
    host = urlsplit(live_server.url).netloc
    for address in addresses:
        asked = browse(address).asked
        assert {urlsplit(answer.url).netloc for answer in asked} <= {host, ""}
        sizes = {answer.url: len(answer.body()) for answer in asked if answer.status == 200}
        assert sum(sizes.values()) < MOST_BYTES, sizes


def test_a_phone_never_scrolls_sideways(browse, addresses):
    for address in addresses:
        page = browse(address, 390).page
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= 390
