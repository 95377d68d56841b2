"""Small files, short functions, typed and named in the words of the newsroom."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.arrows import modules, templates

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 400, 50, 120
DUMPING_GROUNDS = {"utils", "helpers", "core", "common", "misc"}
MACHINE_PATH = re.compile(r"[\"'\s(=](/(?:work|tmp|home|root|Users)/[\w.-]+)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def own_python(root: Path) -> list[Path]:
    return [path for _room, path in modules(root)] + sorted((root / "deploy").glob("*.py"))


def too_long(root: Path) -> list[str]:
    found = []
    for path in own_python(root) + sorted((root / "tests").rglob("*.py")):
        text = path.read_text()
        if (count := len(text.splitlines())) > MAX_FILE:
            found.append(f"{path.relative_to(root)}: {count} lines")
        for node in functions(ast.parse(text)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                found.append(f"{path.relative_to(root)}: {node.name} has {length} lines")
    for path in templates(root).values():
        if path.suffix == ".html" and (count := len(path.read_text().splitlines())) > MAX_TEMPLATE:
            found.append(f"{path.relative_to(root)}: {count} lines")
    return found


def untyped(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{node.lineno}: {node.name}"
        for path in own_python(root)
        for node in functions(ast.parse(path.read_text()))
        if node.returns is None
    ]


def dumping_grounds(root: Path) -> list[str]:
    parts = [path.relative_to(root).with_suffix("") for path in own_python(root)]
    return [str(path) for path in parts if any(part.split("_")[-1] in DUMPING_GROUNDS for part in path.parts)]


def machine_paths(root: Path) -> list[str]:
    """Absolute paths of one person's machine, in code, templates and docs."""
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), root / "Makefile", root / ".ci/run"]
    return [
        f"{path.relative_to(root)}: {match}"
        for path in [*own_python(root), *documents, *templates(root).values()]
        if path.is_file() and path.suffix not in {".png", ".ttf", ".woff2"}
        for match in MACHINE_PATH.findall(path.read_text())
    ]


@pytest.mark.parametrize("rule", [too_long, untyped, dumping_grounds, machine_paths])
def test_the_house_keeps_the_rule(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("story/models.py", "x = 1\n" * 401, too_long),
        ("story/models.py", "def long() -> None:\n" + "    x = 1\n" * 50, too_long),
        ("tests/story/test_models.py", "def test_long():\n" + "    x = 1\n" * 50, too_long),
        ("templates/pages/story_page.html", "<p>\n" * 121, too_long),
        ("story/models.py", "class Story:\n    def save(self): ...\n", untyped),
        ("deploy/check.py", "def main(): ...\n", untyped),
        ("story/utils.py", "", dumping_grounds),
        ("story/core/models.py", "", dumping_grounds),
        ("press/date_utils.py", "", dumping_grounds),
        ("story/models.py", 'ROOT = "/home/an/newsroom"', machine_paths),
        ("docs/architecture.md", "See (/tmp/notes).", machine_paths),
    ],
)
def test_each_breach_is_found(tmp_path, name, text, rule):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    assert len(rule(tmp_path)) == 1


def test_limits_themselves_are_allowed(tmp_path):
    (tmp_path / "story").mkdir()
    body = "def exact() -> None:\n" + "    x = 1\n" * 49
    (tmp_path / "story/models.py").write_text(body + "y = 2\n" * 350)
    assert [rule(tmp_path) for rule in (too_long, untyped, dumping_grounds, machine_paths)] == [
        [],
        [],
        [],
        [],
    ]
