"""The outbox: done once after the commit, tried again after a failure, given up in the end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from story import outbox
from story.models import OutboxEntry

pytestmark = pytest.mark.django_db
TOPIC = "test.happened"


@pytest.fixture
def heard(monkeypatch):
    """What the consumers of the topic were told; `heard.fails` makes them fail."""

    class Heard(list):
        fails = False

    told = Heard()

    def listen(payload):
        if told.fails:
            raise OSError("no post today")
        told.append(payload)

    monkeypatch.setitem(outbox._consumers, TOPIC, [listen])
    return told


def later(entry, minutes):
    OutboxEntry.objects.filter(pk=entry.pk).update(created_at=timezone.now() - timedelta(minutes=minutes))


def test_consumers_hear_after_the_commit_and_once(heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = outbox.write(TOPIC, page=1)
        assert heard == []
    assert heard == [{"page": 1}]
    assert outbox.deliver(entry.pk) is False
    assert len(heard) == 1


def test_nothing_is_heard_of_what_was_rolled_back(heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        outbox.write(TOPIC, page=1)
        transaction.set_rollback(True)
    assert heard == [] and not OutboxEntry.objects.filter(topic=TOPIC).exists()


def test_a_failure_is_kept_and_tried_again_by_the_command(heard):
    entry = outbox.write(TOPIC, page=2)
    heard.fails = True
    assert outbox.deliver(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.attempts, entry.error, entry.done_at) == (1, "OSError: no post today", None)
    heard.fails = False
    call_command("deliver_outbox", stdout=StringIO())
    assert heard == []  # not yet
    later(entry, minutes=1)
    said = StringIO()
    call_command("deliver_outbox", stdout=said)
    assert heard == [{"page": 2}] and "1 entries done" in said.getvalue()


def test_what_always_fails_is_given_up(heard):
    entry = outbox.write(TOPIC, page=3)
    heard.fails = True
    for _attempt in range(outbox.MAX_ATTEMPTS + 2):
        later(entry, minutes=2**outbox.MAX_ATTEMPTS)
        outbox.deliver_pending()
    entry.refresh_from_db()
    assert entry.attempts == outbox.MAX_ATTEMPTS


def test_the_same_consumer_twice_is_an_error():
    def listen(payload):
        return None

    outbox.consumer("test.twice")(listen)
    with pytest.raises(ValueError, match="already registered"):
        outbox.consumer("test.twice")(listen)
