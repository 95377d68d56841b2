"""`kill -9` at 125 points of publishing and importing: all of it or nothing, and nothing twice when it is done again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KILLS = 125
VERBS = ("approve", "publish", "due", "import", "accept")


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
def test_killed_at_any_moment_a_verb_is_done_whole_or_not_at_all(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("needs the database of the suite as a file")
    database = tmp_path / "newsroom.sqlite3"
    database.write_bytes(connection.connection.serialize())
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    program = [sys.executable, str(ROOT / "tests/story/crashing.py"), str(database), str(KILLS)]
    run = subprocess.run(
        program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stderr[-3000:]
    kills = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    assert len(kills) == KILLS
    for kill in kills:
        facts, _undone, strays = kill["dead"]
        assert set(facts) in ({0}, {1}), kill
        assert strays == 0, kill
        assert kill["again"] == [[1] * len(facts), 0, 0], kill
    # The points lie on both sides of the commit, and some where the files were not written yet.
    for verb in VERBS:
        assert {kill["dead"][0][0] for kill in kills if kill["verb"] == verb} == {0, 1}, verb
    assert any(kill["verb"] == "import" and kill["dead"][1] for kill in kills)
