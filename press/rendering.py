"""Builds artefacts: cheap ones here, heavy ones in worker processes that are replaced before their memory grows."""

from __future__ import annotations

import atexit
import multiprocessing
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import django
from django.conf import settings

from press.formats.registry import get_format
from press.summary import StorySummary


class Workers:
    """A pool of spawned processes, started at the first need and replaced after so many renders.

    The pool's own limit of tasks for each process is not used: with it, Python 3.11 stops handing out
    work that was queued when a process ends.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pool: ProcessPoolExecutor | None = None
        self.renders = 0

    def submit(self, data: bytes, format_name: str) -> tuple[ProcessPoolExecutor, Future[bytes]]:
        """Hands a render to a worker; raises BrokenProcessPool if the workers are known to be dead."""
        with self.lock:
            if self.pool and self.renders >= settings.RENDERS_PER_WORKER * settings.RENDER_WORKERS:
                # What it still does is finished before its processes end.
                self.pool.shutdown(wait=False)
                self.pool = None
            if self.pool is None:
                self.pool, self.renders = new_pool(), 0
            self.renders += 1
            pool = self.pool
            try:
                return pool, pool.submit(build_in_worker, data, format_name)
            except BrokenProcessPool:
                self.pool = None
                raise

    def discard(self, pool: ProcessPoolExecutor) -> None:
        """Gives up a broken pool, unless another thread has replaced it already."""
        with self.lock:
            if self.pool is pool:
                self.pool = None
        pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Ends the workers; the next render starts new ones."""
        with self.lock:
            pool, self.pool = self.pool, None
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


workers = Workers()
atexit.register(workers.close)


def render(summary: StorySummary, format_name: str) -> bytes:
    """The bytes of one format; raises FormatError for an unknown one. A worker that dies is replaced once."""
    fmt = get_format(format_name)
    if not fmt.heavy:
        return fmt.build(summary)
    data = summary.to_json()
    try:
        return rendered(data, format_name)
    except BrokenProcessPool:
        return rendered(data, format_name)


def rendered(data: bytes, format_name: str) -> bytes:
    """One attempt in a worker; raises BrokenProcessPool if it dies."""
    pool, future = workers.submit(data, format_name)
    try:
        return future.result()
    except BrokenProcessPool:
        workers.discard(pool)
        raise


def new_pool() -> ProcessPoolExecutor:
    """Fresh workers: spawned, for a forked one would inherit database connections and locks."""
    return ProcessPoolExecutor(
        max_workers=settings.RENDER_WORKERS,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare_worker,
        initargs=({name: getattr(settings, name) for name in ("WAGTAIL_SITE_NAME", "PUBLIC_BASE_URL")},),
    )


def prepare_worker(shown: dict[str, str]) -> None:
    """Readies a worker: catalogues and settings, no apps and no models, for these would cost seconds."""
    settings.INSTALLED_APPS = []
    for name, value in shown.items():
        setattr(settings, name, value)
    django.setup(set_prefix=False)


def build_in_worker(data: bytes, format_name: str) -> bytes:
    """Runs in a worker: words and settings are needed, models are not."""
    return get_format(format_name).build(StorySummary.model_validate_json(data))
