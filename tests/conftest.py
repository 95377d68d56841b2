"""Fixtures for every test: the newsroom's fixed pages and groups, made once for each test database."""

import os
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from wagtail.models import Site

from home.site import imprint


def pytest_collection_modifyitems(config, items):
    """What asks no database, or makes files from what the database gave, is proven once, by the run on SQLite."""
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        return
    left_out = [item for item in items if item.get_closest_marker("once") or not _asks_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _asks_a_database(item):
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request, tmp_path_factory):
    """For a browser, a database in a file: it asks several things at once, each in a transaction of its own."""
    database = settings.DATABASES["default"]
    browsing = any(item.get_closest_marker("browser") for item in request.session.items)
    if browsing and database["ENGINE"] == "django.db.backends.sqlite3":
        name = str(tmp_path_factory.mktemp("browser") / "test.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The newsroom stands in every test database.

    It is also what a test with real transactions (`serialized_rollback=True`) puts back, since such a test
    empties the database behind itself.
    """
    if connection.vendor == "postgresql":
        # A test with real transactions empties every table: to truncate these takes seconds, their few rows nothing.
        connection.ops.sql_flush = _deleting
    with django_db_blocker.unblock():
        call_command("newsroom", stdout=StringIO())
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


def _deleting(style, tables, *, reset_sequences=False, allow_cascade=False):
    return [f"DELETE FROM {connection.ops.quote_name(table)};" for table in tables]


@pytest.fixture(autouse=True)
def fresh_addresses():
    """What is kept in the cache of addresses and of every page's foot: a rolled back test must not leave its own there."""
    Site.clear_site_root_paths_cache()
    cache.delete_many(imprint.keys())


@pytest.fixture(autouse=True)
def language():
    """Every test begins in Vietnamese: the language of a request stays active in its thread after it ended."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def newsroom(db):
    """Locales, pages, groups, rights and workflows as `manage.py newsroom` makes them."""


@pytest.fixture
def make_newsroom(newsroom):
    """The same under its longer name."""


@pytest.fixture
def signed_in(client):
    """A function that signs a user in and returns the client."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def chromium(newsroom, live_server):
    """Chromium. What a test writes into the database by itself, it writes before it asks for this."""
    # The browser's own event loop makes Django believe that it runs inside of one, with connections of its own:
    # it starts after the database is ready and stops before that is emptied.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    path = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
