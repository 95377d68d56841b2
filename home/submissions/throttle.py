"""How often one address and one mailbox may send."""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest

from accounts.origin import sender_address

HOUR = 3600
# An office shares one address; one mailbox has fewer stories in a day.
MOST_FROM_AN_ADDRESS, MOST_FOR_A_MAILBOX = 20, 5


class TooManyError(Exception):
    """The next may be sent in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def seconds_to_wait(request: HttpRequest, email: str) -> int:
    """Count this sending; 0 when it may go on, else the seconds until the next may."""
    waits = [_count("address", sender_address(request), MOST_FROM_AN_ADDRESS, HOUR)]
    if email:
        waits.append(_count("mailbox", email.lower(), MOST_FOR_A_MAILBOX, 24 * HOUR))
    return max(waits)


def _count(kind: str, key: str, most: int, seconds: int) -> int:
    now = int(time.time())
    name = f"home.send.{kind}.{now // seconds}.{hashlib.sha256(key.encode()).hexdigest()}"
    cache.add(name, 0, seconds)
    try:
        count = cache.incr(name)
    except ValueError:  # the cache dropped it in between
        return 0
    return seconds - now % seconds if count > most else 0
