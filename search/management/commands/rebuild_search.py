"""`manage.py rebuild_search`: the index of the public search from the stories as they are now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import rebuild
from search.models import IndexedStory
from story.selectors import visible_to


class Command(BaseCommand):
    """Again and again with the same result; readers search the old index until the new one stands."""

    help = "Make the index of the public search anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """When to do it."""
        parser.add_argument(
            "--if-needed", action="store_true", help="only where the index has other stories than the public"
        )

    def handle(self, *args: Any, if_needed: bool, **options: Any) -> None:
        """Say how many stories are in the index."""
        if if_needed and not _differs():
            return
        self.stdout.write(f"{rebuild()} stories can be searched")


def _differs() -> bool:
    public = visible_to(None)
    indexed = IndexedStory.objects.values("page")
    return public.exclude(pk__in=indexed).exists() or IndexedStory.objects.exclude(page__in=public).exists()
