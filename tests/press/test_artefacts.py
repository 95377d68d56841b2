"""Artefacts: built once for all that shows in them, whole or not at all; rendering outlives a dead worker."""

import hashlib
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from press import artefacts, rendering
from press.artefacts import artefact, content_key, keep
from press.formats import FormatError, get_format
from press.rendering import render
from tests.press.summaries import soft_atm


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ARTEFACTS_ROOT = tmp_path / "artefacts"
    settings.RENDER_WORKERS = 1
    settings.RENDERS_PER_WORKER = 20
    return settings.ARTEFACTS_ROOT


@pytest.fixture(scope="module", autouse=True)
def no_workers_left():
    yield
    rendering.workers.close()


class TestArtefact:
    def test_is_a_file_with_its_hash(self, folder):
        made = artefact(soft_atm(), "figures.csv")
        data = made.path.read_bytes()
        assert made.path.is_relative_to(folder)
        assert data == get_format("figures.csv").build(soft_atm())
        assert (made.sha256, made.size) == (hashlib.sha256(data).hexdigest(), len(data))
        assert made.content_type == "text/csv; charset=utf-8"

    def test_is_built_once(self, monkeypatch):
        first = artefact(soft_atm(), "summary.json")
        monkeypatch.setattr(artefacts, "render", lambda *args: pytest.fail("built again"))
        assert artefact(soft_atm(), "summary.json") == first

    def test_another_revision_is_another_file(self):
        one, other = artefact(soft_atm(), "summary.json"), artefact(soft_atm(revision=8), "summary.json")
        assert one.path != other.path
        assert one.sha256 != other.sha256

    def test_key_covers_format_version_and_what_shows(self, settings):
        fmt = get_format("summary.json")
        keys = {content_key(soft_atm(), fmt), content_key(soft_atm(), get_format("figures.csv"))}
        keys.add(
            content_key(soft_atm(), type(fmt)(fmt.name, fmt.content_type, fmt.label, fmt.group, fmt.build, 2))
        )
        settings.WAGTAIL_SITE_NAME = "Tên khác"
        keys.add(content_key(soft_atm(), fmt))
        settings.PUBLIC_BASE_URL = "https://example.org"
        keys.add(content_key(soft_atm(), fmt))
        assert len(keys) == 5

    def test_unknown_format_is_refused_and_leaves_nothing(self, folder):
        with pytest.raises(FormatError):
            artefact(soft_atm(), "../../etc/passwd")
        assert not folder.exists()

    def test_many_makers_at_once_are_harmless(self, folder):
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda _: artefact(soft_atm(), "summary.json"), range(24)))
        assert len(set(made)) == 1
        assert [path.name for path in folder.rglob("*") if path.is_file()] == [made[0].path.name]

    def test_a_failed_write_leaves_nothing(self, folder, monkeypatch):
        def full(*args):
            raise OSError("no space left")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            keep(folder / "ab" / "file.txt", b"half")
        assert not [path for path in folder.rglob("*") if path.is_file()]


class TestRender:
    def test_cheap_formats_need_no_worker(self, monkeypatch):
        monkeypatch.setattr(rendering.workers, "submit", lambda *args: pytest.fail("a worker was asked"))
        assert render(soft_atm(), "summary.json") == soft_atm().to_json()

    def test_a_worker_draws_what_this_process_would(self):
        assert render(soft_atm(), "infographic-1x1.png") == get_format("infographic-1x1.png").build(
            soft_atm()
        )

    def test_the_site_name_of_now_reaches_the_worker(self, settings):
        rendering.workers.close()
        settings.WAGTAIL_SITE_NAME = "Một tên khác"
        expected = get_format("infographic-1x1.png").build(soft_atm())
        assert render(soft_atm(), "infographic-1x1.png") == expected
        rendering.workers.close()

    def test_a_killed_worker_is_replaced(self):
        render(soft_atm(), "infographic-1x1.png")
        first = rendering.workers.pool
        for process in list(first._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        assert render(soft_atm(), "infographic-1x1.png").startswith(b"\x89PNG")
        assert rendering.workers.pool is not first

    def test_an_error_in_a_worker_reaches_the_caller(self):
        with pytest.raises(FormatError):
            render(soft_atm(), "infographic-2x1.png")

    def test_workers_are_replaced_after_so_many_renders(self, settings):
        rendering.workers.close()
        settings.RENDERS_PER_WORKER = 2
        pools = []
        for _ in range(4):
            render(soft_atm(), "infographic-1x1.png")
            pools.append(rendering.workers.pool)
        assert pools[0] is pools[1]
        assert pools[1] is not pools[2]

    def test_work_queued_at_the_change_of_workers_is_finished(self, settings):
        rendering.workers.close()
        settings.RENDERS_PER_WORKER = 2
        done, threads = [], []
        for _ in range(6):
            threads.append(
                threading.Thread(target=lambda: done.append(render(soft_atm(), "infographic-1x1.pdf")))
            )
            threads[-1].start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(done) == 6
