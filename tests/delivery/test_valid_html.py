"""Every public page is valid HTML, by the checker of the W3C (make vnu)."""

import json
import os
import subprocess

import pytest

from tests import public_pages
from tests.public_pages import LOCALES, SIGHTS

pytestmark = [pytest.mark.vnu, pytest.mark.django_db]

# What the checker does not know yet, with the standard that has it.
NOT_YET_KNOWN: tuple[str, ...] = ()


def complaints(folder):
    """What the checker says of the files of a folder, one start for all of them."""
    jar = os.environ.get("VNU_JAR")
    assert jar, "VNU_JAR names no checker: run make vnu"
    command = ["java", "-Xss2m", "-jar", jar, "--exit-zero-always", "--format", "json", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    for message in json.loads(ran.stderr)["messages"]:
        if message["type"] == "error" and not any(known in message["message"] for known in NOT_YET_KNOWN):
            name = message.get("url", "").rsplit("/", 1)[-1]
            yield f"{name}:{message.get('lastLine')}: {message['message']} | {message.get('extract', '')!r}"


def test_every_public_page_is_valid(client, newsroom, tmp_path):
    shown = public_pages.build()
    for sight in SIGHTS:
        for locale in LOCALES:
            response = client.get(sight.address(shown, locale))
            assert response.status_code == sight.status, (sight.name, locale)
            (tmp_path / f"{sight.name}-{locale}.html").write_bytes(response.content)
    found = list(complaints(tmp_path))
    assert not found, "\n".join(found)


def test_page_that_is_not_valid_is_found(tmp_path):
    (tmp_path / "wrong.html").write_text(
        "<!doctype html><html lang=vi><title>x</title><ul><p>y</ul><img src=z>"
    )
    found = list(complaints(tmp_path))
    assert len(found) == 2 and all(said.startswith("wrong.html:1:") for said in found)
