"""What stands at the root agrees with itself: commands, pins, migrations, settings."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/operations.md"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_of_the_documents_exist(name):
    text = (ROOT / name).read_text()
    asked = set(re.findall(r"`make ([a-z-]+)", text)) | set(
        re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)
    )
    assert asked
    assert asked - TARGETS == set()
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) - set(get_commands()) == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_named_in_the_documents_exist(name):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text())
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_make_lists_its_commands():
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in ("run", "test", "test-postgres", "test-browser", "check", "bench"):
        assert f"make {name} " in listed


def test_every_requirement_is_pinned_once():
    lines = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines()]
    pins = [line for line in lines if line]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in pins]
    assert len(names) == len(set(names))


class TestProduction:
    def check(self, **environment):
        clean = {
            key: value for key, value in os.environ.items() if key not in {"SECRET_KEY", "ALLOWED_HOSTS"}
        }
        return subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            cwd=ROOT,
            env={**clean, "DJANGO_SETTINGS_MODULE": "cms.settings.production", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_deploys_without_a_warning(self):
        secret = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        checked = self.check(SECRET_KEY=secret, ALLOWED_HOSTS="newsroom.example")
        assert checked.returncode == 0, checked.stderr

    def test_refuses_to_start_without_its_secret(self):
        checked = self.check(ALLOWED_HOSTS="newsroom.example")
        assert checked.returncode != 0
        assert "Set SECRET_KEY and ALLOWED_HOSTS" in checked.stderr
