"""`manage.py check_numbers PAIRS.tsv [--json]`: compares the numbers of Vietnamese and English sentences."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from translation.numbers.pairs import PairsError, as_json, read_pairs


class Command(BaseCommand):
    """Ends with 1 where anything is found, a warning too; with 2 where the file cannot be read; with 0 otherwise."""

    help = (
        "Compare the numbers of sentence pairs: a file in UTF-8, Vietnamese, tab, English, one pair a line. "
        "Ends with 1 where it finds an error or a warning, with 2 where it cannot read the file."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pairs", help="the file of pairs")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is found with the numbers of its lines, in Vietnamese like all that editors read."""
        with override(settings.LANGUAGE_CODE):
            try:
                pairs = read_pairs(Path(options["pairs"]))
            except PairsError as error:
                raise CommandError(str(error), returncode=2) from error
            found = [(pair, finding) for pair in pairs for finding in pair.findings()]
            if options["json"]:
                self.stdout.write(json.dumps(as_json(pairs, found), ensure_ascii=False, indent=2))
            else:
                for pair, finding in found:
                    level = _("Error") if finding.blocking else _("Warning")
                    self.stdout.write(f"{pair.line}: {level}: {finding.message}")
                errors = sum(finding.blocking for _pair, finding in found)
                summary = _("%(pairs)d pairs, %(errors)d errors, %(warnings)d warnings.")
                self.stdout.write(
                    summary % {"pairs": len(pairs), "errors": errors, "warnings": len(found) - errors}
                )
        if found:
            sys.exit(1)
