"""The test suite: fast hashes, files in a temporary folder, no console mail."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
FILES_ROOT = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
atexit.register(shutil.rmtree, FILES_ROOT, ignore_errors=True)
STATIC_ROOT = FILES_ROOT / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = FILES_ROOT / "media"
ARTEFACTS_ROOT = FILES_ROOT / "artefacts"
STORAGES["private"]["OPTIONS"]["location"] = FILES_ROOT / "private"  # noqa: F405
DEMO_ALLOWED = True
# Tests of the jobs call the worker themselves.
JOBS = "immediate"
TASKS["press"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["press"]}  # noqa: F405
# What a test commits may be lost with the machine: waiting for the disk would only take time.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":  # noqa: F405
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
# Workers that test at the same time share a Redis, never its keys.
CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # noqa: F405
if REDIS_URL:  # noqa: F405
    CACHES["default"]["BACKEND"] = "tests.redis_cache.OwnKeysCache"  # noqa: F405
