"""What SQLite promises under this site's settings."""

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

from cms.settings import base


@pytest.fixture
def connection(tmp_path):
    handler = ConnectionHandler(
        {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(tmp_path / "newsroom.sqlite3"),
                "OPTIONS": base.SQLITE_OPTIONS,
            }
        }
    )
    yield handler["default"]
    handler["default"].close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20000)],
)
def test_pragma_is_in_force(connection, pragma, value, django_db_blocker):
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_the_running_database_uses_these_options():
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip("this run is on another database")
    assert settings.DATABASES["default"]["OPTIONS"] is base.SQLITE_OPTIONS
