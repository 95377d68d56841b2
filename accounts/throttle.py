"""How often somebody may try, counted by who they are; what is counted by is kept as a digest alone."""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache

HOUR = 3600


@dataclass(frozen=True)
class Bound:
    """At most `most` times in each window of `seconds`."""

    name: str
    most: int
    seconds: int

    def wait(self, who: str) -> int:
        """The seconds until `who` may try again; 0 when they may now."""
        return self._left() if (cache.get(self._key(who)) or 0) >= self.most else 0

    def count(self, who: str) -> int:
        """Count this time; 0 when it is within the bound, else the seconds until the next may be."""
        key = self._key(who)
        cache.add(key, 0, self.seconds)
        try:
            count = cache.incr(key)
        except ValueError:  # the cache dropped it in between
            return 0
        return self._left() if count > self.most else 0

    def _key(self, who: str) -> str:
        digest = hashlib.sha256(who.casefold().encode(errors="replace")).hexdigest()
        return f"throttle.{self.name}.{int(time.time()) // self.seconds}.{digest}"

    def _left(self) -> int:
        return self.seconds - int(time.time()) % self.seconds
