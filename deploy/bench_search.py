"""The search: how well 150 questions are answered, and how long it takes among 1,000, 10,000 and 100,000 stories.

On SQLite, and on PostgreSQL where one answers (POSTGRES_URL=), each in a database of its own that is thrown away.
BENCH_STORIES names other numbers of stories ("1000 10000"). Times are milliseconds of whole answers, the least of some
rounds, for what else a machine does only adds: of processor time on SQLite, which works in this process, of the clock on
PostgreSQL.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
SIZES = [int(number) for number in os.environ.get("BENCH_STORIES", "1000 10000 100000").split()]
POSTGRES = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/newsroom")


def main() -> None:
    """One process for each engine."""
    if "--here" in sys.argv:
        of_engine()
        return
    with tempfile.TemporaryDirectory() as folder:
        run(f"sqlite:///{folder}/bench.sqlite3", folder)
        sys.path.insert(0, str(ROOT / "deploy"))
        from services import answers

        if not answers(POSTGRES):
            print("PostgreSQL does not answer: measured on SQLite alone.")
            return
        name = f"bench_search_{os.getpid()}"
        server(f'CREATE DATABASE "{name}"')
        try:
            run(urlsplit(POSTGRES)._replace(path=f"/{name}").geturl(), folder)
        finally:
            server(f'DROP DATABASE "{name}"')


def server(sql: str) -> None:
    """Say something to the PostgreSQL server."""
    import psycopg2

    # The database that every server has: the one of the address need not be there.
    connection = psycopg2.connect(urlsplit(POSTGRES)._replace(path="/postgres").geturl())
    # A database is made and thrown away outside of a transaction.
    connection.autocommit = True
    connection.cursor().execute(sql)
    connection.close()


def run(url: str, folder: str) -> None:
    """Measure in a database that is empty."""
    places = {name: f"{folder}/{name}" for name in ("MEDIA_ROOT", "PRIVATE_ROOT", "ARTEFACTS_ROOT")}
    settings = {
        "DATABASE_URL": url,
        "DEBUG": "False",
        "EMAIL_URL": "dummymail://",
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
    }
    command = [sys.executable, str(Path(__file__).resolve()), "--here"]
    subprocess.run(command, env=os.environ | settings | places, cwd=ROOT, check=True)


def of_engine() -> None:
    """The list of questions, then each number of stories."""
    sys.path[:0] = [str(ROOT), str(ROOT / "deploy")]
    import django

    django.setup()
    import bulk_stories
    from django.core.management import call_command
    from django.db import connection

    from tests.search import library

    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w") as silence:
        call_command("newsroom", stdout=silence)
    library.load()
    measured = library.measure()
    print(
        f"\n{connection.vendor}: recall@5 {measured.recall:.3f}, MRR {measured.reciprocal_rank:.3f}",
        flush=True,
    )
    vocabulary = bulk_stories.Vocabulary(seed=5)
    table: dict[str, list[float]] = {}
    for size in SIZES:
        bulk_stories.add(size, vocabulary)
        settle(bulk_stories)
        for name, spent in times(vocabulary).items():
            table.setdefault(name, []).append(spent)
    print(f"{'ms, whole answer':<34}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'most : first':>16}")
    for name, row in table.items():
        print(f"{name:<34}" + "".join(f"{spent:>10.0f}" for spent in row) + f"{max(row) / row[0]:>16.1f}")


def settle(bulk_stories: Any) -> None:
    """What a database that has grown slowly would have done by now."""
    from django.db import connection

    from search.indexing import replace_terms

    counts = Counter({("vi", text): count for text, count in bulk_stories.terms()})
    replace_terms(counts, {})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def times(vocabulary: Any) -> dict[str, float]:
    """The least of each kind of answer."""
    from bulk_stories import RARE
    from django.test import Client

    from accounts.models import User

    person, _new = User.objects.get_or_create(
        username="bench", defaults={"email": "bench@example.org", "is_superuser": True, "is_staff": True}
    )
    public, staff = (Client(SERVER_NAME="127.0.0.1") for _ in range(2))
    staff.force_login(person)
    first, second = vocabulary.known[30][0], vocabulary.known[45][0]
    # The admin looks for words in titles: two that stand in more of them than a page shows, also among the fewest stories.
    titled = f"{vocabulary.known[3][0]} {vocabulary.known[5][0]}"
    asked = {
        "common word": (public, "/search/", {"q": first}),
        "two words": (public, "/search/", {"q": f"{first} {second}"}),
        "rare word": (public, "/search/", {"q": RARE}),
        "question of eight words": (
            public,
            "/search/",
            {"q": " ".join(w[0] for w in vocabulary.known[40:120:10])},
        ),
        "suggestions, begun word": (public, "/search/suggest/", {"q": f"{first} {second[:2]}"}),
        "two facets": (public, "/search/", {"q": first, "pillar": "digital-society", "sector": "s3"}),
        "admin, pages": (staff, "/admin/pages/search/", {"q": first}),
        "admin, pages, two words": (staff, "/admin/pages/search/", {"q": titled}),
        "admin, page chooser": (staff, "/admin/choose-page/search/", {"q": first}),
    }
    return {name: least(client, f"{path}?{urlencode(data)}") for name, (client, path, data) in asked.items()}


def least(client: Any, path: str) -> float:
    """Milliseconds of an answer, after one to warm up."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    spent = []
    for _round in range(ROUNDS + 1):
        started = clock()
        response = client.get(path)
        spent.append((clock() - started) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    return min(spent[1:])


if __name__ == "__main__":
    main()
