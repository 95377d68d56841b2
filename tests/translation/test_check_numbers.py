"""`manage.py check_numbers` compares the numbers of a file of sentence pairs."""

import json
import subprocess
import sys
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
RIGHT = "Có 867.598 tài khoản.\tThere are 867,598 accounts."
WRONG = "Có 867.598 tài khoản.\tThere are 867,589 accounts."
DOUBTFUL = "Có 50% số hộ.\tHalf of the households."
pytestmark = pytest.mark.once


@pytest.fixture
def run(tmp_path):
    """A function that runs the command on a file of the given bytes: (exit code, what it printed)."""

    def check(content, *options):
        path = tmp_path / "pairs.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = StringIO()
        try:
            call_command("check_numbers", str(path), *options, stdout=out)
        except SystemExit as ended:
            return ended.code, out.getvalue()
        except CommandError as error:
            return error.returncode, str(error)
        return 0, out.getvalue()

    return check


def test_right_pairs_end_with_0(run):
    assert run(f"{RIGHT}\n")[0] == 0


@pytest.mark.parametrize("pair", [WRONG, DOUBTFUL])
def test_an_error_or_a_warning_ends_with_1_and_names_its_line(run, pair):
    code, printed = run(f"{RIGHT}\n\n{pair}\n")
    assert code == 1
    assert printed.splitlines()[0].startswith("3: ")


def test_both_numbers_are_named_in_vietnamese(run):
    printed = run(WRONG)[1]
    assert "Bản gốc viết “867.598”, bản dịch viết “867,589”" in printed


def test_json_gives_kind_level_and_the_places_in_the_line(run):
    code, printed = run(f"{RIGHT}\n{WRONG}\n{DOUBTFUL}", "--json")
    told = json.loads(printed)
    assert (code, told["pairs"], told["errors"], told["warnings"]) == (1, 3, 1, 1)
    finding = told["findings"][0]
    assert (finding["line"], finding["kind"], finding["level"]) == (2, "value", "error")
    start, end = finding["translation"]["span"]
    assert WRONG.split("\t")[1][start:end] == finding["translation"]["printed"] == "867,589"


@pytest.mark.parametrize(
    "written",
    [
        f"\ufeff{RIGHT}\r\n\r\n{WRONG}\r\n",
        unicodedata.normalize("NFD", f"{RIGHT}\n \n{WRONG}\n"),
        f"{RIGHT}\r\r{WRONG}",
    ],
)
def test_marks_line_ends_and_decomposed_letters_change_nothing(run, written):
    code, printed = run(written)
    assert code == 1
    assert [line.split(":")[0] for line in printed.splitlines()[:-1]] == ["3"]


@pytest.mark.parametrize("content", [b"C\xf3 5\tThere are 5\n", "Không có dấu tab\n"])
def test_a_file_that_cannot_be_read_ends_with_2_and_says_why(run, content):
    code, printed = run(content)
    assert code == 2
    assert printed


def test_a_missing_file_ends_the_process_with_2(tmp_path):
    command = [sys.executable, "manage.py", "check_numbers", str(tmp_path / "none.tsv")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
