import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from press.artefacts import artefact
from press.build import build_summary
from press.formats.registry import offered
from press.jobs import KIT
from press.kits.store import kept_kit, stories_of
from story.selectors import visible_to


class Command(BaseCommand):
    """Write one artefact of a story to a file, without a server."""

    help = (
        "Write one format of a story to a file: export_story 42 --format summary.json --output summary.json"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page_id", type=int)
        parser.add_argument("--format", required=True, dest="name")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, page_id: int, name: str, output: Path, **options: Any) -> None:
        page = visible_to(None).filter(pk=page_id).first()
        if page is None:
            raise CommandError(f"There is no published story with the page id {page_id}.")
        if name == KIT:
            output.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept_kit(stories_of([page])), output)
            self.stdout.write(f"{output}: {output.stat().st_size} bytes")
            return
        summary = build_summary(page)
        known = [form.name for form in offered(summary)] + [KIT]
        if name not in known:
            raise CommandError(f"This story has no format {name}. There are: {', '.join(known)}.")
        made = artefact(summary, name)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(made.path.read_bytes())
        self.stdout.write(f"{output}: {made.size} bytes, sha256 {made.sha256}")
