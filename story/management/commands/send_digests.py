"""`manage.py send_digests`: mail everyone what happened since the last letter. Run once a day; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from story.mailing import send_digests


class Command(BaseCommand):
    help = "Mail notifications that were not mailed yet, one letter to each person."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_digests()} letters sent.")
