"""Run as a program: kills a verb at named points, each in a process forked from this warmed one, on a copy of a database.

Prints one line of JSON for each kill: the verb, the point, and what was found before and after doing it again.
"""

import contextlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from unittest import mock

import django


def main(source: Path, kills: int) -> None:
    """Prepare each verb once, learn its points, and kill it at `kills` of them, evenly spread."""
    django.setup()
    from tests.story import crash_scenarios

    target = source.with_suffix(".run.sqlite3")
    share = kills // len(crash_scenarios.SCENARIOS)
    for name, (prepare, act, found) in crash_scenarios.SCENARIOS.items():
        prepared = source.with_suffix(f".{name}.sqlite3")
        on(source, prepared)
        subject = prepare()
        settle()
        on(prepared, target)
        last = run_until(act, subject, None)
        points = [round(number * last / (share - 1)) for number in range(share)]
        for point in points:
            on(prepared, target)
            run_until(act, subject, point)
            use(target)
            after_death = found(subject)
            settle()
            act(subject)
            done = {"verb": name, "point": point, "dead": after_death, "again": found(subject)}
            sys.stdout.write(json.dumps(done) + "\n")


def use(path: Path) -> None:
    """Let the database connection be of this file."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(path)


def settle() -> None:
    """Close the connection, which writes SQLite's log into the file."""
    from django.db import connection

    connection.close()


def on(source: Path, target: Path) -> None:
    """Use a fresh copy of a database, without files."""
    from django.conf import settings

    settle()
    for path in target.parent.glob(target.name + "*"):
        path.unlink()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.copy(source, target)
    use(target)


@contextlib.contextmanager
def watched(step):
    """Call `step` before each statement and file, around each commit, and in the middle of a file."""
    from django.core.files.storage import FileSystemStorage
    from django.db import connection

    commit, save = connection._commit, FileSystemStorage._save

    def watch(execute, sql, params, many, context):
        step()
        return execute(sql, params, many, context)

    def watched_commit():
        step()
        commit()
        step()

    def watched_save(storage, name, content):
        step()
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(content.size // 2))
        step()
        path.unlink()
        content.seek(0)
        return save(storage, name, content)

    with (
        connection.execute_wrapper(watch),
        mock.patch.object(connection, "_commit", watched_commit),
        mock.patch.object(FileSystemStorage, "_save", watched_save),
    ):
        yield


def run_until(act, subject, point):
    """Do it in a child that dies by SIGKILL before its so-manieth step; without one, count them.

    A step is a statement, a commit, the beginning and the middle of writing a file.
    """
    settle()
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        counted = os.read(reader, 20)
        os.close(reader)
        _pid, status = os.waitpid(child, 0)
        if point is not None and not (os.WIFSIGNALED(status) or counted):
            raise RuntimeError(f"the child ended by itself: {status}")
        return int(counted or 0)
    seen = 0

    def step(*_args):
        nonlocal seen
        if seen == point:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    with watched(step):
        act(subject)
        step()
    os.write(writer, str(seen - 1).encode())
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
