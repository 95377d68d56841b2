"""The outbox: verbs write rows, consumers of other rooms register for a topic and are called after the commit."""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from story.models.outbox import OutboxEntry

logger = logging.getLogger(__name__)

Consumer = Callable[[dict[str, Any]], None]
MAX_ATTEMPTS = 10  # the last after eight hours and a half
_consumers: dict[str, list[Consumer]] = defaultdict(list)


def consumer(topic: str) -> Callable[[Consumer], Consumer]:
    """Register a function for a topic; registering the same one twice is an error."""

    def register(function: Consumer) -> Consumer:
        if function in _consumers[topic]:
            raise ValueError(f"{function.__qualname__} is already registered for {topic}")
        _consumers[topic].append(function)
        return function

    return register


def write(topic: str, **payload: Any) -> OutboxEntry:
    """Add an entry in the running transaction; it is worked off once that transaction has committed."""
    entry = OutboxEntry.objects.create(topic=topic, payload=payload)
    transaction.on_commit(lambda: deliver(entry.pk), robust=True)
    return entry


def leave(topic: str, **payload: Any) -> OutboxEntry:
    """Add an entry for the clock: the answer takes the same time, whatever there is to do."""
    return OutboxEntry.objects.create(topic=topic, payload=payload)


def deliver(pk: int) -> bool:
    """Call the consumers of one entry, all or none; True when it is done."""
    try:
        with transaction.atomic():
            # Who finds it in another's hands leaves it there.
            entry = OutboxEntry.objects.select_for_update(skip_locked=True).get(pk=pk, done_at=None)
            for function in _consumers[entry.topic]:
                function(entry.payload)
            entry.done_at = timezone.now()
            entry.save(update_fields=["done_at"])
    except OutboxEntry.DoesNotExist:
        return False
    except Exception as error:
        logger.exception("outbox entry %s failed", pk)
        said = f"{type(error).__name__}: {error}"
        OutboxEntry.objects.filter(pk=pk).update(attempts=F("attempts") + 1, error=said)
        return False
    return True


def deliver_pending() -> int:
    """Work off what an earlier process left undone, after longer and longer pauses; returns how many were done."""
    pending = OutboxEntry.objects.filter(done_at=None, attempts__lt=MAX_ATTEMPTS)
    rows = list(pending.values_list("pk", "created_at", "attempts"))
    now = timezone.now()
    return sum(deliver(pk) for pk, created, attempts in rows if created + pause(attempts) <= now)


def pause(attempts: int) -> timedelta:
    """How long after its beginning an entry is tried again: at once, after 1, 3, 7 … minutes."""
    return timedelta(minutes=2**attempts - 1)
