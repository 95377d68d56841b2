from typing import Any

from django.core.management.base import BaseCommand

from story import outbox


class Command(BaseCommand):
    """Do what followed from a verb and was left undone, because a process ended or a consumer failed."""

    help = "Work off the outbox: run it from time to time, and after a restart."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{outbox.deliver_pending()} entries done")
