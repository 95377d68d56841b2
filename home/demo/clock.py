"""The demo's own time: what it does happened over the last weeks, so that dates, ages and durations say something."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone


class Clock:
    """Some days behind the real one, and never ahead of it."""

    def __init__(self) -> None:
        self._real = timezone.now
        self._behind = timedelta()

    def now(self) -> datetime:
        """The moment at which the demo is."""
        return self._real() - self._behind

    def go_back(self, days: float) -> None:
        """Be so many days before today."""
        self._behind = timedelta(days=days)

    def wait(self, hours: float) -> None:
        """Let time pass, until today at most."""
        self._behind = max(self._behind - timedelta(hours=hours), timedelta())

    def today(self, days: int = 0) -> date:
        """The real day, or so many days after it."""
        return timezone.localdate(self._real()) + timedelta(days=days)

    def ahead(self, days: int, hour: int) -> datetime:
        """So many days after today, at the full hour."""
        return timezone.make_aware(datetime.combine(self.today(days), time(hour)))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Everything that asks Django for the time is told this one: verbs, logs, records."""
        with patch.object(timezone, "now", self.now):
            yield
