"""How often one person may take what waits for its time: each such file is drawn anew."""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache

# A press page shows four drawings; nobody takes every file of ten stories within ten minutes.
MOST, SECONDS = settings.PERSONAL_COPIES, 600


def seconds_to_wait(user: Any) -> int:
    """Count this taking; 0 when it may go on, else the seconds until the next may."""
    now = int(time.time())
    key = f"press.copies.{user.pk}.{now // SECONDS}"
    cache.add(key, 0, SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # the cache dropped it in between
        return 0
    return SECONDS - now % SECONDS if count > MOST else 0
