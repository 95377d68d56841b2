"""Whoever changes what the public sees does it through a verb of `story.actions`, so that it is checked and recorded."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.arrows import modules

ROOT = Path(__file__).resolve().parents[2]
DOORS = {"publish", "unpublish", "approve", "reject", "resume", "publish_scheduled"}
ACTIONS = {"PublishPageRevisionAction", "UnpublishPageAction", "DeletePageAction", "MovePageAction"}
# Where a door of Wagtail is opened from outside the verbs, and why.
EXCEPTIONS = {
    "story/models/pages.py:super().publish": "Wagtail's own way to publish comes through here into the transaction",
}


def written(node: ast.expr) -> str:
    return ast.unparse(node)


def verbs_of(tree: ast.Module) -> set[str]:
    """The names in a module that stand for story.actions or something of it."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module or "").startswith("story.actions")
        or (node.module == "story" and alias.name == "actions")
    }


def doors_opened(root: Path) -> Iterator[str]:
    """`path:call` for each of Wagtail's doors that is opened outside of story/actions."""
    for _room, path in modules(root):
        name = str(path.relative_to(root))
        if name.startswith("story/actions/"):
            continue
        tree = ast.parse(path.read_text())
        verbs = verbs_of(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            call = written(node.func)
            last = call.rsplit(".", 1)[-1]
            on_verbs = call.split(".")[0] in verbs
            starts_workflow = last == "start" and "workflow" in call.lower()
            if last in ACTIONS or ("." in call and not on_verbs and (last in DOORS or starts_workflow)):
                yield f"{name}:{call}"


def test_wagtails_doors_are_opened_by_the_verbs_alone():
    assert sorted(set(doors_opened(ROOT)) - set(EXCEPTIONS)) == []


def test_no_exception_has_outlived_its_reason():
    assert set(EXCEPTIONS) - set(doors_opened(ROOT)) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("page.save_revision().publish()", ["press/desk.py:page.save_revision().publish"]),
        ("task_state.approve(user=user)", ["press/desk.py:task_state.approve"]),
        ("page.get_workflow().start(page, user)", ["press/desk.py:page.get_workflow().start"]),
        ("UnpublishPageAction(page).execute()", ["press/desk.py:UnpublishPageAction"]),
        ("from story import actions\nactions.publish(page, user)", []),
        ("from story.actions import publish\npublish(page, user)", []),
        ("match.start()\nserver.start()", []),
    ],
)
def test_each_door_is_seen(tmp_path, text, found):
    (tmp_path / "press").mkdir()
    (tmp_path / "press/desk.py").write_text(text)
    assert list(doors_opened(tmp_path)) == found
