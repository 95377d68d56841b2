import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from press.artefacts import content_key, path_of
from press.build import build_summary
from press.formats.registry import offered
from press.kits.store import kit_path, stories_of
from story.selectors import visible_to


class Command(BaseCommand):
    """Delete kept artefacts that are old and that no public story has today; what is asked for again is made again."""

    help = "Delete artefacts of versions that are no longer shown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="keep what is younger (default: 30)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        named = set(still_named())
        limit = time.time() - days * 86400
        gone = size = 0
        for path in Path(settings.ARTEFACTS_ROOT).glob("*/*"):
            found = path.stat()
            if found.st_mtime < limit and path not in named:
                path.unlink(missing_ok=True)
                gone, size = gone + 1, size + found.st_size
        self.stdout.write(f"{gone} files deleted, {size} bytes")


def still_named() -> Iterator[Path]:
    """The files that the public stories of this moment have."""
    for page in visible_to(None).select_related("locale", "province").iterator():
        summary = build_summary(page)
        yield kit_path(stories_of([page]))
        for fmt in offered(summary):
            yield path_of(content_key(summary, fmt), fmt.name)
