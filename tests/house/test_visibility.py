"""Which stories exist is one question, `story.selectors.visible_to`: no surface looks at `live` by itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.arrows import modules

ROOT = Path(__file__).resolve().parents[2]
# Where `live` may be asked or set, and why.
EXCEPTIONS = {
    "story/selectors.py": "the one question",
    "story/models/pages.py": "a page routes to itself; Wagtail asks for `live` there too",
    "story/routing.py": "it finds pages as Wagtail does, which asks for `live` there too",
    "story/embargo.py": "the other half of the question: approved, and not public yet",
    "story/states.py": "the state of a page, for those who work on it",
    "story/checking/holding.py": "what a verb changed is taken over before Wagtail writes it back",
    "story/actions/": "the verbs change what is live",
    "home/demo/loading.py": "a new draft is made",
    "delivery/urls.py": "the probe of that name",
}
IN_TEMPLATE = re.compile(r"\.live\b")


def bare(tree: ast.AST) -> Iterator[str]:
    """Each place of a module that asks or sets whether a page is live."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("live", "not_live"):
            yield ast.unparse(node)
        if isinstance(node, ast.keyword) and node.arg and _is_live(node.arg):
            yield f"{node.arg}={ast.unparse(node.value)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_live(node.value):
            yield repr(node.value)


def _is_live(name: str) -> bool:
    return name == "live" or name.endswith("__live")


def bare_in(root: Path) -> set[str]:
    """`path: code` for every bare `live` outside of the exceptions."""
    found = set()
    for _room, path in modules(root):
        name = str(path.relative_to(root))
        found |= {f"{name}: {code}" for code in bare(ast.parse(path.read_text()))}
    for path in sorted((root / "templates").rglob("*")):
        if path.is_file() and IN_TEMPLATE.search(path.read_text()):
            found.add(f"{path.relative_to(root)}: .live")
    return found


def test_no_surface_asks_for_itself():
    assert sorted(item for item in bare_in(ROOT) if not item.startswith(tuple(EXCEPTIONS))) == []


def test_no_exception_has_outlived_its_reason():
    found = bare_in(ROOT)
    assert [name for name in EXCEPTIONS if not any(item.startswith(name) for item in found)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("StoryPage.objects.live()", ["StoryPage.objects.live"]),
        ("StoryPage.objects.filter(live=True)", ["live=True"]),
        ("Figure.objects.filter(page__live=True)", ["page__live=True"]),
        ("Figure.objects.filter(**{'page__live': True})", ["'page__live'"]),
        ("if page.live:\n    pass", ["page.live"]),
        ("Q(live=True) | Q(pk=1)", ["live=True"]),
        ("visible_to(None).filter(live_revision_id=1)", []),
        ("deliver(alive=True)", []),
    ],
)
def test_each_way_is_seen(text, found):
    assert list(bare(ast.parse(text))) == found


def test_a_template_is_read_too(tmp_path):
    path = tmp_path / "templates/components/a.html"
    path.parent.mkdir(parents=True)
    path.write_text("{% if page.live %}x{% endif %}{{ page.lively }}")
    assert bare_in(tmp_path) == {"templates/components/a.html: .live"}
