"""Two people at one submission or one call, on PostgreSQL: one draft, one clean conflict."""

import threading

import pytest
from django.db import connection

from accounts import roles
from home.calls import actions as calls
from home.models import Call, CallAnswer, Submission
from home.submissions import actions
from story.models import OutboxEntry, StoryPage
from tests.factories import person, province_page, submission

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("_on_postgres", "newsroom"),
]


@pytest.fixture
def _on_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def at_once(*given):
    """Run the calls in threads that start together; returns the name of each one's error, or its result."""
    start, results = threading.Barrier(len(given)), [None] * len(given)

    def run(number, call):
        start.wait()
        try:
            results[number] = call()
        except Exception as error:
            results[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(given)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def fresh(row):
    return Submission.objects.get(pk=row.pk)


def test_two_taking_up_at_once_make_one_draft():
    for _each in range(5):
        row = submission("Ai nhận trước")
        people = [person(roles.EDITOR), person("contributor"), person(roles.EDITOR)]
        pairs = [(fresh(row), who) for who in people]
        results = at_once(*[lambda pair=pair: actions.take_up(*pair) for pair in pairs])
        assert results.count("ConflictError") == 2
        assert StoryPage.objects.filter(title=row.headline).count() == 1
        page = StoryPage.objects.get(title=row.headline)
        assert fresh(row).page == page and page.owner == fresh(row).decided_by
        page.delete()
        row.delete()


def test_taking_up_against_declining_has_one_outcome():
    for _each in range(5):
        row, yes, no = submission("Nhận hay không"), person(roles.EDITOR), person("contributor")
        first, second = fresh(row), fresh(row)
        results = at_once(
            lambda row=first, who=yes: actions.take_up(row, who),
            lambda row=second, who=no: actions.decline(row, who, "Chưa rõ."),
        )
        assert results.count("ConflictError") == 1
        taken = fresh(row).state == "taken-up"
        assert StoryPage.objects.filter(title=row.headline).exists() == taken
        StoryPage.objects.filter(title=row.headline).delete()
        row.delete()


def test_confirming_twice_at_once_tells_the_sender_once():
    row = submission(state="unconfirmed")
    at_once(*[lambda: actions.confirm(row)] * 4)
    assert OutboxEntry.objects.filter(topic="submission.received").count() == 1


def test_a_double_click_answers_a_call_with_one_draft():
    call = Call.objects.create(title="Chợ số", theme="Chợ.", published=True)
    who, unit = person("contributor"), province_page().unit
    pages = at_once(*[lambda: calls.answer(call, who, unit)] * 3)
    assert len({page.pk for page in pages}) == 1
    assert CallAnswer.objects.count() == 1
