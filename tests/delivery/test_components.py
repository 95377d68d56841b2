"""The page of components shows each of them, to people of the newsroom alone."""

import re
from pathlib import Path

import pytest
from lxml import html

from delivery import examples
from story.blocks.body import ContentBlock
from story.figures import Nature
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "/admin/components/"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INCLUDED = re.compile(r'include "(components/[\w/]+\.html)"')
# Whole sections that stand on one page alone, with the page on which they are looked at (tests/public_pages.py).
ON_THEIR_PAGE = {
    "adoption_map": "story",
    "call_facts": "calls",
    "chips": "list",
    "cite": "story",
    "facet_choice": "list",
    "facets": "list",
    "figure_history": "story-history",
    "form_choices": "send",
    "form_field": "send",
    "grammar_block": "about",
    "history_event": "story-history",
    "home_calls": "home",
    "home_lead": "home",
    "home_map": "home",
    "home_numbers": "home",
    "home_pillars": "home",
    "home_send": "home",
    "passage_block": "about",
    "province_facts": "province",
    "province_figures": "province",
    "publisher_block": "about",
    "publisher_lines": "about",
    "qr": "story",
    "questions": "story",
    "search_box": "not-found",
    "search_facet": "search",
    "search_filters": "search",
    "search_hit": "search",
    "search_pages": "search",
    "search_pieces": "search",
    "search_ways_on": "search",
    "share": "story",
    "story_beside": "story",
    "story_records": "story",
    "story_tools": "story",
    "term_inline": "story",
    "term_note": "story",
    "unsaid": "story",
}
# Behind a log-in or a link of one person; the press desk has its own walk.
ELSEWHERE = ("press_", "figure_query_")
# Of the editor, or of the frame that the page gives them.
FRAMES = {"preview", "part_block", "figure_block", "figure_whole", "byline_block"}


@pytest.fixture(autouse=True)
def stands(newsroom):
    """Provinces and pillars are there."""


@pytest.fixture
def editor():
    return factories.superuser()


def test_anonymous_is_sent_away(client):
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize(("language", "word"), [("vi", "Mục tiêu"), ("en", "Target")])
def test_it_speaks_the_language_of_who_looks(client, editor, language, word):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    client.force_login(editor)
    response = client.get(ADDRESS)
    page = html.fromstring(response.content)
    assert page.get("lang") == language
    assert word in page.xpath("string(//*[@class='word-box'])")


def test_every_component_is_shown_or_named_where_it_is():
    shown = {example.template for _heading, group in examples.groups() for example in group}
    shown |= {
        f"components/streamfield/{_snake(block)}.html" for block in ContentBlock().child_blocks.values()
    }
    todo = list(shown)
    while todo:
        for name in INCLUDED.findall((TEMPLATES / todo.pop()).read_text()):
            if name not in shown:
                shown.add(name)
                todo.append(name)
    there = {str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "components").rglob("*.html")}
    elsewhere = {name for name in there if Path(name).stem.startswith(ELSEWHERE)}
    named = {name for name in there if Path(name).stem in {*ON_THEIR_PAGE, *FRAMES}}
    assert there - shown - elsewhere - named == set()


def _snake(block):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(block).__name__).lower()


def test_every_nature_is_there_verified_or_not():
    figures = examples.figures()
    assert {figure.nature for figure in figures} == set(Nature)
    assert {bool(figure.verified) for figure in figures} == {True, False}


def test_each_example_renders(client, editor):
    client.force_login(editor)
    page = html.fromstring(client.get(ADDRESS).content)
    total = sum(len(group) for _heading, group in examples.groups()) + len(examples.blocks())
    boxes = page.xpath("//div[@class='example']")
    assert len(boxes) == total + 4
    assert all("".join(box.itertext()).strip() for box in boxes)
