"""`manage.py newsroom`: pages, groups, rights and workflow in every language; again and again with the same result."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from home import rights, steps, structure
from home.site.pages import ensure_pages
from places.loading import load_units


class Command(BaseCommand):
    """Make the newsroom, or put right what has drifted."""

    help = (
        "Make the fixed pages, groups, rights, vocabularies and workflows in every language, or repair them."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Say each thing that was made or changed, then that all is in place."""
        say = self.stdout.write
        say(f"{load_units()} units")
        locales = structure.ensure_locales(say)
        structure.ensure_vocabulary(say)
        homes = structure.ensure_home(locales, say)
        indexes = structure.ensure_story_trees(homes, say)
        pages = ensure_pages(homes, say)
        files = structure.ensure_collections(say)
        groups = rights.ensure_groups(homes, indexes, files, say, pages)
        steps.ensure_workflows(groups, indexes, say)
        say(self.style.SUCCESS("The newsroom is in place."))
