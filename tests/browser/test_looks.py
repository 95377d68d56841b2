"""Every public page in a real browser: each width, theme and language. Nothing hidden, nothing broken, nobody kept out.

The pictures go into LOOKS_DIR (docs/looks.md). With LOOKS_BASELINE, the folder of an earlier run by the same browser,
a page that looks otherwise fails; without it only what is right or wrong by itself is judged.
"""

import itertools
import os
from pathlib import Path
from urllib.parse import urlsplit

import numpy
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from tests import public_pages
from tests.public_pages import LOCALES, SIGHTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WIDTHS, THEMES = (390, 768, 1440), ("light", "dark")
# Axe takes as long as all pictures of a page: the two that differ most.
AXE = {(390, "light"), (1440, "dark")}
PICTURES, BASELINE = os.environ.get("LOOKS_DIR"), os.environ.get("LOOKS_BASELINE")
# Of the dots of a picture, how many may differ by more than so much: a date, never a line of text.
FEW_DOTS, VISIBLY = 0.01, 48

# Fonts, and pictures that wait until somebody scrolls.
ALL_THERE = """async () => {
  const pictures = [...document.images];
  pictures.forEach(picture => { picture.loading = 'eager'; });
  await Promise.all([document.fonts.ready, ...pictures.map(picture => picture.decode().catch(() => null))]);
}"""
# Words that their own box cuts off; what scrolls by itself and what only screen readers see is left out.
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(box => {
  const style = getComputedStyle(box);
  if (!box.clientWidth || box.closest('.visually-hidden, [aria-hidden=true], svg, select, input, textarea, .form__trap, .send__trap')) return false;
  if (!['hidden', 'clip'].includes(style.overflowX)) return false;
  // Heads of tables that only screen readers see on a telephone.
  if (style.position === 'absolute' && style.clipPath !== 'none') return false;
  return box.scrollWidth > box.clientWidth + 1;
}).map(box => box.tagName + '.' + box.className + ': ' + box.textContent.trim().slice(0, 60))"""


@pytest.fixture
def newsroom_shown(newsroom):
    return public_pages.build()


@pytest.fixture
def chromium(newsroom_shown, chromium):
    """The browser, started after the newsroom is written."""
    return chromium


@pytest.fixture
def window(chromium, live_server):
    """One page of a browser, and what it complained of since it was last asked."""
    context = chromium.new_context(locale="vi-VN", base_url=live_server.url, reduced_motion="reduce")
    page = context.new_page()
    page.complaints = []

    def asked(request):
        if urlsplit(request.url).scheme.startswith("http") and not request.url.startswith(live_server.url):
            page.complaints.append(f"asked of another host: {request.url}")

    page.on("request", asked)
    page.on(
        "response",
        lambda answer: (
            page.complaints.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.request.resource_type != "document"
            else None
        ),
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console", lambda message: page.complaints.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()


def test_every_public_page_is_whole_at_every_width_in_every_theme_and_language(window, newsroom_shown):
    wrong = []
    # Fonts that are not there at once are left out of a first visit: the second has them.
    window.goto("/", wait_until="networkidle")
    for sight, locale in itertools.product(SIGHTS, LOCALES):
        window.complaints.clear()
        answer = window.goto(sight.address(newsroom_shown, locale), wait_until="load")
        window.evaluate(ALL_THERE)
        # The browser itself reports the answer of a page that is not there.
        complaints = [said for said in window.complaints if not (sight.status >= 400 and "status of" in said)]
        wrong += [f"{sight.name}, {locale}: {said}" for said in complaints]
        if answer.status != sight.status:
            wrong.append(f"{sight.name}, {locale}: answered {answer.status}")
        for theme, width in itertools.product(THEMES, WIDTHS):
            name = f"{sight.name}-{locale}-{width}-{theme}"
            wrong += [f"{name}: {said}" for said in looked_at(window, name, theme, width)]
    assert not wrong, "\n".join(wrong)


def looked_at(window, name, theme, width):
    """What is wrong with the page as it stands at a width in a theme; its picture is taken."""
    window.emulate_media(color_scheme=theme)
    window.set_viewport_size({"width": width, "height": 900})
    if (widest := window.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"scrolls sideways, {widest} wide"
    yield from (f"cut off: {words}" for words in window.evaluate(CLIPPED))
    if window.locator("h1").count() != 1:
        yield f"{window.locator('h1').count()} main headings"
    if (width, theme) in AXE:
        found = Axe().run(window)
        if found.violations_count:
            yield found.generate_report()
    if PICTURES:
        taken = Path(PICTURES) / f"{name}.png"
        taken.parent.mkdir(parents=True, exist_ok=True)
        window.screenshot(path=taken, full_page=True, animations="disabled", caret="hide")
        if BASELINE and (Path(BASELINE) / taken.name).is_file():
            yield from differs(Path(BASELINE) / taken.name, taken)


def differs(before, after):
    """How a picture differs from an earlier one, if by more than a date."""
    with Image.open(before) as one, Image.open(after) as other:
        if one.size != other.size:
            yield f"was {one.size}, is {other.size}"
            return
        dots = numpy.abs(numpy.asarray(one.convert("L"), int) - numpy.asarray(other.convert("L"), int))
    share = float((dots > VISIBLY).mean())
    if share > FEW_DOTS:
        yield f"{share:.1%} of its dots look otherwise"


def test_two_pictures_that_differ_are_told_apart(tmp_path):
    for name, box in (("a", None), ("b", (0, 0, 100, 30)), ("c", (0, 0, 10, 10))):
        picture = Image.new("RGB", (200, 200), "white")
        if box:
            picture.paste("black", box)
        picture.save(tmp_path / f"{name}.png")
    assert list(differs(tmp_path / "a.png", tmp_path / "b.png")) == ["7.5% of its dots look otherwise"]
    assert list(differs(tmp_path / "a.png", tmp_path / "c.png")) == []
