"""Two people at once, on PostgreSQL: exactly one effect, one clean conflict; 200 times in other orders."""

import random
import threading
import time
from collections import Counter, defaultdict

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState

from accounts import roles
from story import actions, outbox
from story.models import Figure, FigureSignOff, OutboxEntry, StoryPage
from story.timing import clock
from tests.factories import (
    at_step,
    edit,
    embargoed,
    fall_due,
    figure,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.story.test_doors import form_of

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("_on_postgres", "newsroom"),
]
PUBLISHED = ["wagtail.publish", "wagtail.publish.scheduled", "story.publish_in_emergency"]


@pytest.fixture
def _on_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def hesitant(seed):
    """Waits before some statements, other ones for each seed."""
    dice = random.Random(seed)

    def wait(execute, sql, params, many, context):
        if dice.random() < 0.15:
            time.sleep(dice.random() * 0.012)
        return execute(sql, params, many, context)

    return wait


def at_once(*calls, seed=None):
    """Run the calls in threads that start together; returns each one's result or error."""
    start, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        start.wait()
        try:
            with connection.execute_wrapper(hesitant(f"{seed}/{number}")):
                results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def late(seconds, call):
    """The call of somebody who comes later."""
    time.sleep(seconds / 4)
    return call()


def fresh(state):
    return TaskState.objects.select_related("workflow_state").get(pk=state.pk)


def errors(results):
    return [type(result).__name__ for result in results if isinstance(result, Exception)]


def one_conflict(results):
    return errors(results) == ["ConflictError"]


def rows(pk, *names):
    return PageLogEntry.objects.filter(page=pk, action__in=names).count()


def told(pk, topic):
    return OutboxEntry.objects.filter(topic=topic, payload__page=pk).count()


def publications(page):
    """Audit rows, outbox entries, rows of figures of its publications."""
    return (
        rows(page.pk, *PUBLISHED),
        told(page.pk, "story.published"),
        Figure.objects.filter(page=page.pk).count(),
    )


def is_live(page):
    return StoryPage.objects.get(pk=page.pk).live


@pytest.fixture
def people(monkeypatch):
    """Two approvers and somebody who may do all; nobody follows what is written into the outbox."""
    monkeypatch.setattr(outbox, "_consumers", defaultdict(list))
    return person(roles.APPROVER), person(roles.APPROVER), superuser()


@transaction.atomic
def waiting():
    """A story that waits for its approval, and that step as two people see it."""
    page, boss = story_page(figures=[figure()]), superuser()
    workflow = page.get_workflow()
    running = workflow.start(page, boss)
    for task in workflow.tasks[1:]:
        TaskState.objects.filter(workflow_state=running).update(status=TaskState.STATUS_APPROVED)
        state = running.current_task_state = task.specific.start(running, user=boss)
    running.save()
    return StoryPage.objects.get(pk=page.pk), fresh(state), fresh(state)


class TestInterleaved:
    def test_two_approvers(self, people):
        for seed in range(30):
            page, *states = waiting()
            calls = [lambda pair=pair: actions.approve(*pair) for pair in zip(states, people, strict=False)]
            assert one_conflict(at_once(*calls, seed=seed)), seed
            assert (publications(page), rows(page.pk, "story.refused")) == ((1, 1, 1), 1), seed

    def test_approval_and_return(self, people):
        first, second, _boss = people
        for seed in range(30):
            page, yes, no = waiting()
            results = at_once(
                lambda yes=yes: actions.approve(yes, first),
                lambda no=no: actions.reject(no, second, "Chưa rõ."),
                seed=seed,
            )
            assert one_conflict(results), seed
            approved = fresh(yes).status == TaskState.STATUS_APPROVED
            assert is_live(page) == approved, seed
            assert publications(page) == ((1, 1, 1) if approved else (0, 0, 0)), seed
            assert told(page.pk, "story.returned") == (0 if approved else 1), seed

    def test_approval_and_a_new_version(self, people):
        outcomes = Counter()
        for seed in range(25):
            page, state, _again = waiting()
            results = at_once(
                lambda state=state, seed=seed: late(seed % 2, lambda: actions.approve(state, people[0])),
                lambda page=page: edit(page, people[2], title="Tít mới"),
                seed=seed,
            )
            self.one_is_out_or_none(page, results, outcomes)
        assert len(outcomes) == 2

    def test_approval_and_the_editor(self, people):
        outcomes = Counter()
        client = Client()
        client.force_login(people[2])
        for seed in range(10):
            page, state, _again = waiting()
            data = form_of(page, title="Tít mới")
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])

            def save(address=address, data=data, seed=seed):
                time.sleep(random.Random(seed).random() * 0.2)
                assert client.post(address, data).status_code in (200, 302)

            results = at_once(lambda state=state: actions.approve(state, people[0]), save, seed=seed)
            self.one_is_out_or_none(page, results, outcomes)

    def one_is_out_or_none(self, page, results, outcomes):
        """Approved first: the old version is public, the new one its draft. Written first: nothing is public."""
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Tít mới"
        assert errors(results) == ([] if page.live else ["StaleRevisionError"]), results
        assert publications(page) == ((1, 1, 1) if page.live else (0, 0, 0))
        assert page.has_unpublished_changes
        assert page.live_revision_id != page.latest_revision_id
        outcomes[page.live] += 1

    def test_publishing_twice(self, people):
        for seed in range(25):
            page = story_page(figures=[figure()])
            calls = [
                lambda who=who, page=page: actions.publish(page, who, page.latest_revision, reason="Bão.")
                for who in people[:2]
            ]
            assert one_conflict(at_once(*calls, seed=seed)), seed
            assert publications(page) == (1, 1, 1), seed
            assert page.workflow_states.count() == 1, seed

    def test_publishing_and_moving(self, people):
        target = province_page("Huế")
        for seed in range(20):
            page, state, _again = waiting()
            results = at_once(
                lambda state=state: actions.approve(state, people[0]),
                lambda page=page: page.move(target, pos="last-child", user=people[2]),
                seed=seed,
            )
            assert not errors(results), seed
            page = StoryPage.objects.get(pk=page.pk)
            assert (publications(page), rows(page.pk, "wagtail.move")) == ((1, 1, 1), 1), seed
            assert page.live and page.url_path == f"{target.url_path}{page.slug}/", seed
        assert not any(Page.find_problems())

    def test_publishing_and_deleting(self, people):
        for seed in range(20):
            page, state, _again = waiting()
            results = at_once(
                lambda state=state: actions.approve(state, people[0]),
                lambda page=page: page.delete(user=people[2]),
                seed=seed,
            )
            kept = StoryPage.objects.filter(pk=page.pk).exists()
            assert errors(results) == ["PermanentRecordError" if kept else "ConflictError"], seed
            assert told(page.pk, "story.published") == rows(page.pk, *PUBLISHED) == kept, seed
            assert rows(page.pk, "wagtail.delete") == (not kept), seed
        assert not any(Page.find_problems())

    def test_two_clocks(self, people):
        for seed in range(20):
            with transaction.atomic():
                pages = [embargoed(figures=[figure()]) for _each in range(2)]
                for page in pages:
                    fall_due(page)
            results = at_once(clock.tick, clock.tick, seed=seed)
            assert not errors(results), results
            assert not any(done.failed for done in results), seed
            assert sorted(pk for done in results for pk in done.published) == [page.pk for page in pages], (
                seed
            )
            assert [publications(page) for page in pages] == [(1, 1, 1)] * 2, seed

    def test_withdrawing_and_publishing(self, people):
        for seed in range(20):
            with transaction.atomic():
                page = publish_through_workflow(story_page(figures=[figure()]))
                revision = edit(page, title="Tít mới")
            results = at_once(
                lambda page=page: actions.withdraw(page, people[0], "Nguồn rút tin."),
                lambda page=page, revision=revision: actions.publish(page, people[1], revision, "Bão."),
                seed=seed,
            )
            # Either comes after the other, whole: the last row of the history is how the story stands.
            assert not errors(results), seed
            last = PageLogEntry.objects.filter(
                page=page.pk, action__in=["story.withdraw", "story.publish_in_emergency"]
            ).latest("pk")
            assert is_live(page) == (last.action == "story.publish_in_emergency"), seed
            assert (told(page.pk, "story.withdrawn"), publications(page)) == (1, (2, 2, 2)), seed


class TestCheckers:
    def test_two_signing_one_figure_leave_one_signature(self):
        page = story_page(figures=[figure()])
        at_step(page, "check")
        page.refresh_from_db()
        (block_id,) = page.figures
        people = [person(roles.FIGURE_CHECKER) for _each in range(2)]
        calls = [
            lambda who=who: actions.sign_off(page, block_id, who, page.latest_revision_id) for who in people
        ]
        assert one_conflict(at_once(*calls))
        assert FigureSignOff.objects.count() == 1


def test_submitting_twice_at_once_starts_one_workflow():
    author = person("contributor")
    page = story_page(author=author)
    assert one_conflict(at_once(*[lambda: actions.submit(page, author)] * 2))
    assert page.workflow_states.count() == 1


class TestContacts:
    def test_two_answers_sent_at_once_are_sent_once(self):
        page = story_page(figures=[figure()])
        at_step(page, "check")
        page.refresh_from_db()
        key = next(iter(page.figures))
        checker = person(roles.FIGURE_CHECKER)
        query = actions.ask_province(
            page, checker, page.latest_revision_id, [key], name="Lan", email="lan@example.com"
        )

        def send(answer):
            return lambda: actions.answer_query(query, {key: actions.Said(answer)}, send=True)

        results = at_once(send("confirmed"), send("unknown"))
        names = [type(result).__name__ for result in results if isinstance(result, Exception)]
        assert names == ["QueryClosedError"]
        assert query.answers.count() == 1
        assert OutboxEntry.objects.filter(topic="story.query_answered").count() == 1

    def test_two_reviews_at_once_ask_once(self):
        page = story_page(figures=[figure()], live=True)
        key = next(iter(page.figures))
        results = at_once(*[lambda: actions.ask_review(page, [key])] * 2)
        assert sorted(map(len, results)) == [0, 1]
