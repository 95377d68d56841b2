import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from story.timing import clock


class Command(BaseCommand):
    """Publish what is due, withdraw what is over, deliver what follows; safe to run twice at once."""

    help = "Publish what is due by the clock of the database, once or every so many seconds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on until stopped (SIGTERM)")
        parser.add_argument("--with-parent", action="store_true", help="stop when the starting process ends")
        parser.add_argument("--dryrun", action="store_true", help="only say what is due")

    def handle(
        self, *args: Any, every: float | None, with_parent: bool, dryrun: bool, **options: Any
    ) -> None:
        if dryrun:
            for verb, page, revision in clock.due():
                self.stdout.write(f"{verb} page {page}" + (f" revision {revision}" if revision else ""))
            return
        if every is None:
            done = clock.tick()
            self.stdout.write(str(done))
            if done.failed:
                raise CommandError("Some pages could not be published or withdrawn; the log says why.")
            return
        self._go_on(every, os.getppid() if with_parent else None)

    def _go_on(self, every: float, parent: int | None) -> None:
        stop = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_frame: stop.set())
        while not stop.is_set():
            self._round()
            for _second in range(max(1, round(every))):
                if stop.wait(min(1, every)) or (parent and os.getppid() != parent):
                    return

    def _round(self) -> None:
        # A database that is away for a while must not end the clock.
        try:
            close_old_connections()
            done = clock.tick()
        except Exception:
            clock.logger.exception("a round of the clock failed")
            return
        if done.published or done.expired or done.failed:
            self.stdout.write(str(done))
            self.stdout.flush()
