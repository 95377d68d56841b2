"""The guides stay true: their pictures come from the journeys, their bold words stand on a screen."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps

from deploy.pictures import FOLDER, GUIDES, SHOWN

ROOT = Path(__file__).resolve().parents[2]
LARGEST, LARGEST_OF_ALL = 120 * 1024, 3 * 1024 * 1024
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
FEWEST_LETTERS = 4
# What a journey calls with a page and the name of a picture.
TAKE = ("picture", "show", "fits_a_phone")


@pytest.fixture(params=GUIDES, ids=lambda path: path.name)
def guide(request):
    """Each guide; one in English is called so: press-guide.en.md."""
    return request.param


@pytest.fixture
def text(guide):
    return guide.read_text()


@pytest.fixture
def shown(text):
    """The names of the pictures that the guide shows."""
    return SHOWN.findall(text)


def taken():
    """A pattern of the name of each picture that a journey takes."""
    for path in (ROOT / "tests/browser").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = call.args[1] if isinstance(call, ast.Call) and _called(call) in TAKE else None
            # A name handed on is that of the caller, who is found too.
            if isinstance(name, ast.Constant | ast.JoinedStr):
                pieces = name.values if isinstance(name, ast.JoinedStr) else [name]
                yield "".join(
                    re.escape(piece.value) if isinstance(piece, ast.Constant) else ".+" for piece in pieces
                )


def _called(call):
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def catalogues():
    """The interface of the newsroom, ours and what Wagtail and Django bring, in English and in Vietnamese."""
    yield from ROOT.glob("locale*/vi/LC_MESSAGES/*.po")
    for app in apps.get_app_configs():
        yield from Path(app.path).glob("locale/vi/LC_MESSAGES/*.po")


@pytest.fixture(scope="module")
def interfaces():
    """What stands on the screens in each language: whole texts, and patterns of those with a place for something else."""
    said = {"vi": set(), "en": set()}
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            said["vi"] |= {entry.msgstr, *entry.msgstr_plural.values()}
            said["en"] |= {entry.msgid, entry.msgid_plural}
    return {language: _as_shown(texts) for language, texts in said.items()}


def _as_shown(said):
    texts, patterns = set(), []
    for words in said:
        pieces = PLACEHOLDER.split(" ".join(words.split()))
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


def test_no_picture_is_left_over():
    needed = {f"{name}.png" for guide in GUIDES for name in SHOWN.findall(guide.read_text())}
    assert {path.name for path in FOLDER.iterdir()} == needed


def test_bold_words_stand_on_a_screen(guide, text, interfaces):
    texts, patterns = interfaces["en" if guide.suffixes[0] == ".en" else "vi"]
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text)}
    assert len(bold) > 50
    unknown = {words for words in bold if words.casefold() not in texts and not patterns.fullmatch(words)}
    assert unknown == set()


def test_table_of_contents_leads_to_every_task(text):
    tasks = re.findall(r"^## (\d+)\. (.+)$", text, re.MULTILINE)
    listed = re.findall(r"^(\d+)\. \[([^\]]+)\]\(#", text, re.MULTILINE)
    assert listed == tasks


def test_a_guide_tells_the_same_in_both_languages():
    for english in (path for path in GUIDES if path.suffixes[0] == ".en"):
        told = [path.read_text() for path in (english, english.with_name(english.name.replace(".en.", ".")))]
        assert SHOWN.findall(told[0]) == SHOWN.findall(told[1])
        first, second = (re.findall(r"^(?:## \d|\d+\. |- |\*|\|)", text, re.MULTILINE) for text in told)
        assert first == second
