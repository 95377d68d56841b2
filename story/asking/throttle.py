"""Wrong links are counted by address. A right one is always served: nobody can lock a contact out by guessing."""

from django.core.cache import cache
from django.http import HttpRequest

from accounts.origin import sender_address

MOST = 20
SECONDS = 600


def too_many(request: HttpRequest) -> bool:
    """Count one wrong link; True when this address has tried too many."""
    key = f"story.asking.wrong.{sender_address(request)}"
    cache.add(key, 0, SECONDS)
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:  # it ended between the two calls
        return False
