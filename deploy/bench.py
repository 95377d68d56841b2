"""Processor time and queries of the main pages, asked through Django's test client on the database of make run.

Time is that of this process alone, the median of some rounds after a warm-up: a busy machine disturbs it little.
"""

import gzip
import os
import re
import statistics
import sys
import time
from pathlib import Path

ROUNDS = 15
# How a web server compresses while it answers.
LEVEL = 5
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def paths() -> list[str]:
    """Front page, list, a province and a story of each language, search, and the data of a story."""
    from story.models import ProvincePage, StoryPage

    found = ["/", "/en/", "/search/?q=so+hoa", "/sitemap.xml"]
    for code in ("vi", "en"):
        story = StoryPage.objects.live().filter(locale__language_code=code).order_by("pk").last()
        if story is None:
            continue
        province = ProvincePage.objects.parent_of(story).get()
        found += [province.get_parent().url, province.url, story.url]
        if code == "vi":
            found += [f"/press/{story.pk}/", f"/press/{story.pk}/summary.json"]
    return found


def measure(path: str) -> tuple[int, int, float, int, int]:
    """Status, queries, median processor time in milliseconds, bytes and compressed bytes of one path."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        asked = len(queries)
    body = response.getvalue()
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        client.get(path).close()
        spent.append((time.process_time() - started) * 1000)
    return response.status_code, asked, statistics.median(spent), len(body), len(gzip.compress(body, LEVEL))


SHEET = re.compile(r'<(?:link rel="stylesheet" href|script src)="(/static/[^"?]+)')


def beside(path: str) -> int:
    """The compressed bytes of the style sheets and scripts of a page, as a first visit loads them."""
    from django.contrib.staticfiles import finders
    from django.test import Client

    page = Client(SERVER_NAME="127.0.0.1").get(path).getvalue().decode(errors="replace")
    files = (finders.find(address.removeprefix("/static/")) for address in SHEET.findall(page))
    return sum(len(gzip.compress(Path(file).read_bytes(), LEVEL)) for file in files if file)


def main() -> None:
    """Print one line a page; stops with the cure when there is no story to ask for."""
    os.environ["DEBUG"] = "False"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django
    from django.db import DatabaseError

    django.setup()
    try:
        asked = paths()
    except DatabaseError:
        sys.exit("\nThere is no database yet: make run first prepares one with the demonstration.\n")
    print(f"{'page':<60}{'status':>7}{'queries':>9}{'ms':>8}{'KB':>8}{'gzip':>8}{'CSS, JS':>9}")
    for path in asked:
        status, queries, spent, size, small = measure(path)
        numbers = f"{status:>7}{queries:>9}{spent:>8.1f}{size / 1024:>8.1f}{small / 1024:>8.1f}"
        print(f"{path:<60}{numbers}{beside(path) / 1024:>9.1f}", flush=True)
    if os.environ.get("IMPORT_CORPUS"):
        import bench_import

        bench_import.from_environment()


if __name__ == "__main__":
    main()
