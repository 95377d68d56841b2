from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from press.recalling import remind


class Command(BaseCommand):
    """Remind those who have not confirmed a recall; run it daily."""

    help = "Tell those once more who took what has changed and have not confirmed that they know."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hours", type=int, default=24, help="how long to wait (default: 24)")

    def handle(self, *args: Any, hours: int, **options: Any) -> None:
        self.stdout.write(f"{remind(hours)} reminded")
