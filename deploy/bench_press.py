"""What the press takes: time and memory of each format, of a kit, of many kits by the worker, of a cold and a warm request.

Each is measured in a process of its own, on the public stories of the database of make run and a folder for
artefacts that is thrown away. BENCH_KITS says how many kits the worker makes (20). Stop `make run` before: its
worker would take a part of the jobs.
"""

import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
MEGABYTE = 1024**2


def start() -> None:
    """Django on the database of make run."""
    sys.path.insert(0, str(HERE.parent.parent))
    os.environ["DEBUG"] = "False"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()


def public_pages() -> list[Any]:
    """The stories that everybody may take from, in every language."""
    from story.selectors import visible_to

    return list(visible_to(None).select_related("locale", "province").order_by("pk"))


def peak() -> float:
    """The most memory that this process, or one that it started, has held: megabytes."""
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used) / 1024


def of_format(name: str) -> dict[str, float]:
    """Processor time of one format or family over all stories, after a first one to warm up."""
    from press.build import build_summary
    from press.formats.registry import formats, offered

    before = peak()
    family = next(fmt for fmt in formats() if fmt.name == name)
    spent, sizes = [], []
    for number, page in enumerate(public_pages()):
        summary = build_summary(page)
        wanted = set(family.items(summary)) if family.items else {name}
        names = {name.replace("*", item) for item in wanted}
        for fmt in (fmt for fmt in offered(summary) if fmt.name in names):
            if not number:
                fmt.build(summary)
            started = time.process_time()
            sizes.append(len(fmt.build(summary)))
            spent.append((time.process_time() - started) * 1000)
    if not spent:
        return {}
    return {
        "files": len(spent),
        "median": statistics.median(spent),
        "most": max(spent),
        "KB": statistics.median(sizes) / 1024,
        "MB": peak() - before,
    }


def of_kit() -> dict[str, float]:
    """Wall clock of the kit of the first story: with nothing made yet, then with every file there."""
    from press.kits.store import kit_path, stories_of

    page = public_pages()[0]
    seconds = []
    for _round in range(2):
        stories = stories_of([page])
        seconds.append(timed_kit(stories))
        size = kit_path(stories).stat().st_size
        kit_path(stories).unlink()
    return {"cold": seconds[0], "warm": seconds[1], "size": size / MEGABYTE, "MB": peak()}


def timed_kit(stories: Any) -> float:
    """Seconds that one kit takes."""
    from press.kits.store import kept_kit

    started = time.perf_counter()
    kept_kit(stories)
    return time.perf_counter() - started


def of_worker(count: int) -> dict[str, float]:
    """Kits of three stories each by one worker, from an empty folder: what is shared is made once."""
    from press import jobs
    from press.kits.packing import kit_key
    from press.kits.store import stories_of

    chosen = list(itertools.islice(itertools.combinations(public_pages(), 3), count))
    for pages in chosen:
        jobs.under_way(kit_key(stories_of(pages)), [page.pk for page in pages], jobs.KIT)
    started = time.perf_counter()
    worker = [sys.executable, str(HERE.parent.parent / "manage.py"), "press_worker", "--batch", "-v", "0"]
    subprocess.run(worker, check=True)
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "kits": len(chosen),
        "seconds": seconds,
        "cpu": used.ru_utime + used.ru_stime,
        "MB": used.ru_maxrss / 1024,
    }


def of_request(name: str) -> dict[str, float]:
    """Wall clock of asking for one file of the first story that nobody has made, and again."""
    from django.test import Client

    address = f"/press/{public_pages()[0].pk}/{name}"
    client = Client(SERVER_NAME="127.0.0.1")
    seconds = []
    for _round in range(2):
        started = time.perf_counter()
        client.get(address).getvalue()
        seconds.append((time.perf_counter() - started) * 1000)
    return {"cold": seconds[0], "warm": seconds[1]}


MEASURES: dict[str, Callable[..., dict[str, float]]] = {
    "format": of_format,
    "kit": of_kit,
    "worker": lambda count: of_worker(int(count)),
    "request": of_request,
}


def measured(what: str, *which: str, jobs: str = "immediate") -> dict[str, float]:
    """One measure, in a process and with a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [sys.executable, str(HERE), what, *which]
        environment = {**os.environ, "ARTEFACTS_ROOT": folder, "JOBS": jobs}
        answer = subprocess.run(asked, check=True, stdout=subprocess.PIPE, env=environment)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def report() -> None:
    """Print every measure, a line each."""
    from press.formats.registry import formats

    print(f"\n{'format':<24}{'files':>7}{'ms, median':>12}{'ms, most':>10}{'KB':>8}{'MB more':>9}")
    for fmt in formats():
        if row := measured("format", fmt.name):
            numbers = f"{row['files']:>7.0f}{row['median']:>12.1f}{row['most']:>10.1f}"
            print(f"{fmt.name:<24}{numbers}{row['KB']:>8.0f}{row['MB']:>9.0f}", flush=True)
    print(f"\n{'request':<24}{'ms, cold':>12}{'ms, warm':>10}")
    for name in ("summary.json", "figures.xlsx", "infographic-16x9.png", "infographic-a4.pdf"):
        row = measured("request", name)
        print(f"{name:<24}{row['cold']:>12.1f}{row['warm']:>10.1f}", flush=True)
    row = measured("kit")
    print(
        f"\none kit: {row['cold']:.1f} s cold, {row['warm']:.2f} s warm, {row['size']:.1f} MB, peak {row['MB']:.0f} MB"
    )
    row = measured("worker", os.environ.get("BENCH_KITS", "20"), jobs="database")
    print(
        f"{row['kits']:.0f} kits of three stories by one worker: {row['seconds']:.0f} s "
        f"(processor {row['cpu']:.0f} s), peak {row['MB']:.0f} MB"
    )


if __name__ == "__main__":
    start()
    if len(sys.argv) > 1:
        print(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:])))
    else:
        report()
