"""The search of Wagtail's own admin and choosers: the database's, in which SQLite scores each hit once."""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the engine of the default database."""
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite" and database.USE_SQLITE_FTS:
        from search.backends.sqlite import ScoredOnceBackend

        return ScoredOnceBackend(params)
    return backend
