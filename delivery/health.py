"""Probes: is the process alive, and can it answer readers?"""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
RETRY_SECONDS = 5
_migrated: set[str] = set()


def database_answers() -> bool:
    """Whether the database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_applied() -> bool:
    """Whether no migration is waiting; once true, it is not asked again of the same database."""
    key = str(connection.settings_dict["NAME"])
    if key not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(key)
    return True


def cache_answers() -> bool:
    """Whether the cache gives back what was put into it."""
    token = uuid4().hex
    key = f"health:{token}"
    cache.set(key, token, timeout=RETRY_SECONDS)
    answered = cache.get(key) == token
    cache.delete(key)
    return answered


PROBES: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_applied,
    "cache": cache_answers,
}


def _passes(name: str, probe: Callable[[], bool]) -> bool:
    try:
        return probe()
    except Exception:
        # Whatever a broken service raises, the answer is the same; the log has the cause, the public has not.
        logger.exception("health probe %s failed", name)
        return False


@require_safe
@never_cache
@transaction.non_atomic_requests
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database, migrations and cache are fit; 503 with Retry-After when one is not."""
    results = {name: "ok" if _passes(name, probe) else "failed" for name, probe in PROBES.items()}
    if set(results.values()) == {"ok"}:
        return JsonResponse(results)
    return JsonResponse(results, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
