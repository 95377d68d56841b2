from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from story.links import check_links


class Command(BaseCommand):
    """Ask whether the web addresses in stories still answer, where LINK_CHECK_ENABLED allows it."""

    help = "Ask the links of stories that were not asked for a week; run it once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=200, help="addresses to ask at most")

    def handle(self, *args: Any, most: int, **options: Any) -> None:
        if not settings.LINK_CHECK_ENABLED:
            self.stdout.write("LINK_CHECK_ENABLED is not set: nothing was asked.")
            return
        self.stdout.write(f"{check_links(max(0, most))} links asked")
