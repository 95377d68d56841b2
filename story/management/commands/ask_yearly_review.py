from typing import Any

from django.core.management.base import BaseCommand

from story.asking.review import ask_due_reviews


class Command(BaseCommand):
    """Send figures that are more than a year old back to their province; run it as often as you like."""

    help = "Ask the provinces about published figures more than twelve months old, each figure once a year."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{ask_due_reviews()} figures sent back to their provinces")
