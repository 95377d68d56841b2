"""`manage.py send_digests`: mail everyone what happened since the last letter. Run once a day; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from story import registry
from story.mailing import send_digests


class Command(BaseCommand):
    help = (
        "Mail what was not mailed yet: notifications in one letter to each person, and what other rooms tell."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_digests() + sum(send() for send in registry.digests)
        self.stdout.write(f"{sent} letters sent.")
