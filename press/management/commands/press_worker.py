import os
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Make the artefacts and kits that wait, until stopped (SIGTERM); safe to run several at once."""

    help = "Work off the jobs of the press; needs JOBS=database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--with-parent", action="store_true", help="stop when the starting process ends")
        parser.add_argument("--batch", action="store_true", help="stop when nothing waits")

    def handle(self, *args: Any, with_parent: bool, batch: bool, verbosity: int, **options: Any) -> None:
        if settings.JOBS != "database":
            raise CommandError(
                "Without JOBS=database what is asked for is made in the request: nothing waits."
            )
        if with_parent:
            threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
        once = ["--batch", "--no-startup-delay"] if batch else []
        queue = ["--backend", "press", "--queue-name", "press", "--no-reload"]
        call_command("db_worker", *queue, *once, verbosity=verbosity)


def end_with(parent: int) -> None:
    """End this process, in the way that lets it finish its job, once the one that started it has ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
