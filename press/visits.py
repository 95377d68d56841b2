"""Visits of the press desk: what is new since the last one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from press.models import DeskVisit

# Whoever comes back after longer comes anew; what lasts shorter is not written down again.
APART, WRITTEN_EVERY = timedelta(minutes=30), timedelta(minutes=1)


def last_visit(person: Any, at: datetime | None = None) -> datetime | None:
    """Note that a person is at the desk now; returns when their visit before this one ended, None for the first."""
    at = at or timezone.now()
    visit, _made = DeskVisit.objects.get_or_create(person=person, defaults={"seen_at": at})
    away = at - visit.seen_at
    if away < WRITTEN_EVERY:
        return visit.before
    before = visit.seen_at if away > APART else visit.before
    # Of two requests at once only one begins the visit.
    noted = DeskVisit.objects.filter(pk=visit.pk, seen_at=visit.seen_at)
    if not noted.update(seen_at=at, before=before):
        visit.refresh_from_db()
        return visit.before
    return before
