"""The editors' guide stays true: its pictures come from the journeys, its bold words stand on a screen."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/editors-guide.md"
FOLDER = ROOT / "docs/pictures"
LARGEST, LARGEST_OF_ALL = 120 * 1024, 3 * 1024 * 1024
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
FEWEST_LETTERS = 4


@pytest.fixture(scope="module")
def text():
    return GUIDE.read_text()


@pytest.fixture(scope="module")
def shown(text):
    """The names of the pictures that the guide shows."""
    return re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+)\.png\)", text)


def taken():
    """A pattern of the name of each picture that a journey takes."""
    for path in (ROOT / "tests/browser").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = isinstance(call, ast.Call) and (
                getattr(call.func, "attr", "") or getattr(call.func, "id", "")
            )
            if name != "picture":
                continue
            pieces = call.args[1].values if isinstance(call.args[1], ast.JoinedStr) else [call.args[1]]
            yield "".join(
                re.escape(piece.value) if isinstance(piece, ast.Constant) else ".+" for piece in pieces
            )


def catalogues():
    """The Vietnamese of the newsroom's interface, ours and what Wagtail and Django bring."""
    yield from ROOT.glob("locale*/vi/LC_MESSAGES/*.po")
    for app in apps.get_app_configs():
        yield from Path(app.path).glob("locale/vi/LC_MESSAGES/*.po")


@pytest.fixture(scope="module")
def interface():
    """What stands on the screens: whole texts, and patterns of those with a place for something else."""
    texts, patterns = set(), []
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            for said in [entry.msgstr, *entry.msgstr_plural.values()]:
                pieces = PLACEHOLDER.split(" ".join(said.split()))
                if len(pieces) == 1:
                    texts.add(pieces[0].casefold())
                elif sum(map(str.isalpha, "".join(pieces))) >= FEWEST_LETTERS:
                    patterns.append(".+".join(map(re.escape, pieces)))
    return texts, re.compile("|".join(patterns), re.IGNORECASE)


def test_every_picture_exists_and_is_small(shown):
    assert shown
    assert [name for name in shown if not (FOLDER / f"{name}.png").is_file()] == []
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < LARGEST_OF_ALL


def test_every_picture_is_taken_by_a_journey(shown):
    patterns = re.compile("|".join(taken()))
    assert [name for name in shown if not patterns.fullmatch(name)] == []


def test_no_picture_is_left_over(shown):
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.png" for name in shown}


def test_bold_words_stand_on_a_screen(text, interface):
    texts, patterns = interface
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text)}
    assert len(bold) > 50
    unknown = {words for words in bold if words.casefold() not in texts and not patterns.fullmatch(words)}
    assert unknown == set()


def test_table_of_contents_leads_to_every_task(text):
    tasks = re.findall(r"^## (\d+)\. (.+)$", text, re.MULTILINE)
    listed = re.findall(r"^(\d+)\. \[([^\]]+)\]\(#", text, re.MULTILINE)
    assert listed == tasks
