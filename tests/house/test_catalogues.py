"""Every text of the interface has its Vietnamese, and the catalogue knows every text."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    "accounts",
    "delivery",
    "editions",
    "home",
    "library",
    "places",
    "press",
    "search",
    "story",
    "translation",
    "templates",
    "cms",
]
CATALOGUE = ROOT / "locale/vi/LC_MESSAGES/django.po"
PLACEHOLDER = r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]"


@pytest.fixture(scope="module")
def vietnamese():
    return polib.pofile(str(CATALOGUE))


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def test_no_text_hides_inside_of_another():
    """The collector of texts does not look into f-strings."""
    hidden = []
    for room in SOURCES:
        for path in (ROOT / room).rglob("*.py"):
            for string in (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.JoinedStr)):
                calls = (n.func for n in ast.walk(string) if isinstance(n, ast.Call))
                if {getattr(name, "id", "") for name in calls} & {"_", "gettext", "ngettext", "pgettext"}:
                    hidden.append(f"{path}:{string.lineno}")
    assert not hidden


def test_every_entry_is_translated_and_none_is_doubtful(vietnamese):
    assert [entry.msgid for entry in vietnamese.untranslated_entries()] == []
    assert [entry.msgid for entry in vietnamese.fuzzy_entries()] == []


def test_vietnamese_has_one_plural_form(vietnamese):
    assert vietnamese.metadata["Plural-Forms"].startswith("nplurals=1")
    plural = [entry for entry in vietnamese if entry.msgid_plural]
    assert [entry.msgid for entry in plural if set(entry.msgstr_plural) != {0}] == []


def test_translations_keep_the_names_of_the_placeholders(vietnamese):
    import re

    def names(text):
        return sorted({match.group() for match in re.finditer(PLACEHOLDER, text)})

    def wrong(entry):
        asked = names(entry.msgid_plural or entry.msgid)
        return any(names(text) != asked for text in [entry.msgstr, *entry.msgstr_plural.values()] if text)

    assert [entry.msgid for entry in vietnamese if wrong(entry)] == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_catalogue_knows_every_text_of_the_source(tmp_path, vietnamese):
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "vi", "--no-location"]
    made = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    used = {key(entry) for entry in polib.pofile(str(tmp_path / "locale/vi/LC_MESSAGES/django.po"))}
    assert len(used) > 100
    assert used - {key(entry) for entry in vietnamese} == set()
