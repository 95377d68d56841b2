"""`manage.py load_places`: provinces then and now, and the ministries."""

from typing import Any

from django.core.management.base import BaseCommand

from places.loading import load_units


class Command(BaseCommand):
    """Load the administrative units; running it again changes nothing."""

    help = "Load the administrative units (provinces, cities and ministries) of the fixture."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many units there are."""
        self.stdout.write(self.style.SUCCESS(f"{load_units()} units"))
