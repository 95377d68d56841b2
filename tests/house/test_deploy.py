"""The scripts behind make say what is wrong and how to cure it."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def run(script, *arguments, **options):
    return subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, check=False, **options
    )


class TestPort:
    def test_free_port_passes_in_silence(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        done = run(DEPLOY / "port.py", str(port))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_taken_port_names_the_next_one(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = run(DEPLOY / "port.py", str(port))
        assert done.returncode == 1
        assert f"Port {port} is already in use" in done.stderr
        assert f"make run PORT={8001 if port == 65535 else port + 1}" in done.stderr

    @pytest.mark.parametrize("text", ["", "abc", "-1", "0", "70000", "80 80"])
    def test_what_is_no_port_is_refused(self, text):
        done = run(DEPLOY / "port.py", text)
        assert done.returncode == 1
        assert "is not a port" in done.stderr


class TestEnvironment:
    @pytest.fixture
    def environment(self, tmp_path):
        """The bootstrap in a folder of its own, with nothing to install."""
        (tmp_path / "deploy").mkdir()
        shutil.copy(DEPLOY / "environment.py", tmp_path / "deploy")
        (tmp_path / "requirements.txt").write_text("# nothing\n")
        return tmp_path

    def test_second_call_changes_nothing(self, environment):
        first = run(environment / "deploy/environment.py")
        assert first.returncode == 0, first.stderr
        assert "The environment is ready." in first.stdout
        stamp = environment / ".venv/requirements.sha256"
        written = stamp.stat().st_mtime_ns
        second = run(environment / "deploy/environment.py")
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert stamp.stat().st_mtime_ns == written

    def test_failed_installation_says_so_and_is_tried_again(self, environment):
        (environment / "requirements.txt").write_text("no-wheel==1\n")
        empty = environment / "wheels"
        empty.mkdir()
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(empty), "PIP_CONFIG_FILE": "/dev/null"}
        failed = run(environment / "deploy/environment.py", env=offline)
        assert failed.returncode == 1
        assert "The packages could not be installed" in failed.stderr
        assert not (environment / ".venv/requirements.sha256").exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ("sys.version_info = (3, 9, 2)", "Python 3.11 or newer is needed"),
            ("sys.modules['ensurepip'] = None", "apt-get install python3-venv"),
        ],
    )
    def test_unfit_python_is_told_the_cure(self, change, words):
        code = f"import sys; {change}; sys.path.insert(0, {str(DEPLOY)!r}); import environment; environment.main()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr


class TestCatalogues:
    def test_only_changed_catalogues_are_compiled(self, tmp_path):
        (tmp_path / "deploy").mkdir()
        shutil.copy(DEPLOY / "catalogues.py", tmp_path / "deploy")
        folder = tmp_path / "locale/vi/LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        catalogue.append(polib.POEntry(msgid="Figure", msgstr="Số liệu"))
        catalogue.save(str(folder / "django.po"))

        assert run(tmp_path / "deploy/catalogues.py").returncode == 0
        compiled = folder / "django.mo"
        assert polib.mofile(str(compiled)).find("Figure").msgstr == "Số liệu"
        written = compiled.stat().st_mtime_ns
        assert run(tmp_path / "deploy/catalogues.py").returncode == 0
        assert compiled.stat().st_mtime_ns == written
        assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]


class TestServices:
    def test_silent_service_is_named_with_its_cure(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        done = run(
            DEPLOY / "services.py", f"postgresql://u@127.0.0.1:{port}/x", f"redis://127.0.0.1:{port}/9"
        )
        assert done.returncode == 1
        assert done.stderr.count(f"Nothing answers at 127.0.0.1:{port}.") == 2
        assert "POSTGRES_URL=" in done.stderr
        assert "REDIS_TEST_URL=" in done.stderr

    def test_answering_service_passes(self):
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            assert (
                run(DEPLOY / "services.py", f"redis://127.0.0.1:{server.getsockname()[1]}/9").returncode == 0
            )


def test_missing_browser_is_told_the_cure():
    done = run(DEPLOY / "chromium.py", env={"PATH": "", "CHROMIUM": "no-such-browser"})
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr
