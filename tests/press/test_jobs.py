"""What is heavy is made by the worker: once, whole, taken up again after a kill; nobody waits for a worker that is not there."""

import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import default_task_backend, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from press import jobs
from press.artefacts import is_ready
from press.build import build_summary
from press.kits.store import kit_address
from press.models import Job
from story import actions
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
NAME = "infographic-1x1.png"
BROWSER = {"Accept": "text/html,*/*"}


@pytest.fixture
def story():
    return make.publish_through_workflow(make.story_page(headline="Chữ ký số", figures=[make.figure()]))


@pytest.fixture
def worker(settings, tmp_path, monkeypatch):
    """A queue in the database; the function works off what waits in it."""
    settings.JOBS, settings.ARTEFACTS_ROOT = "database", tmp_path
    backend = DatabaseBackend("press", {"QUEUES": ["press"], "OPTIONS": {}})
    monkeypatch.setattr(task_backends._connections, "press", backend, raising=False)
    # The worker shares the connection of the test, in which its transaction is open.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    # What is drawn has tests of its own.
    monkeypatch.setattr("press.artefacts.render", lambda summary, name: name.encode())

    def work():
        call_command("press_worker", batch=True, verbosity=0)

    return work


def asks(client, story, name=NAME, **headers):
    return client.get(f"/press/{story.pk}/{name}", headers=BROWSER | headers)


class TestAsking:
    def test_a_person_is_shown_how_far_it_is_and_then_gets_the_file(self, client, story, worker):
        response = asks(client, story)
        assert (response.status_code, response["Cache-Control"]) == (HTTPStatus.ACCEPTED, "no-store")
        assert int(response["Retry-After"]) and b'http-equiv="refresh"' in response.content
        asks(client, story)
        assert Job.objects.count() == DBTaskResult.objects.count() == 1
        worker()
        assert asks(client, story).status_code == HTTPStatus.OK
        assert not Job.objects.exists()

    def test_a_program_that_can_wait_is_told_in_json(self, client, story, worker):
        response = client.get(f"/press/{story.pk}/{NAME}", headers={"Prefer": "respond-async"})
        assert response.status_code == HTTPStatus.ACCEPTED
        assert json.loads(response.content) == {"status": "under-way", "name": NAME, "done": 0, "total": 0}

    @pytest.mark.parametrize("name", [f"{NAME}?download", "summary.json"])
    def test_a_saved_link_and_what_is_cheap_are_answered_with_the_file(self, client, story, worker, name):
        assert asks(client, story, name).status_code == HTTPStatus.OK

    def test_a_picture_in_a_page_is_answered_with_the_picture(self, client, story, worker):
        assert client.get(f"/press/{story.pk}/{NAME}", headers={"Accept": "image/*"}).status_code == 200

    def test_a_kit_says_its_steps(self, client, story, worker):
        assert client.get(kit_address([story.pk])).status_code == HTTPStatus.ACCEPTED
        Job.objects.update(done=3, total=9, beat_at=timezone.now())
        html = client.get(kit_address([story.pk]), headers=BROWSER).content.decode()
        assert '<progress id="progress" max="9" value="3">' in html and "Chữ ký số" in html
        Job.objects.update(beat_at=None)
        worker()
        assert client.get(kit_address([story.pk])).status_code == HTTPStatus.OK

    def test_when_too_much_waits_a_new_kit_waits_outside(self, client, story, worker, monkeypatch):
        monkeypatch.setattr(jobs, "MOST_WAITING", 1)
        asks(client, story)
        response = client.get(kit_address([story.pk]))
        assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS and int(response["Retry-After"])

    def test_without_a_worker_it_is_made_in_the_request(self, client, story, worker, settings):
        settings.JOBS = "immediate"
        assert asks(client, story).status_code == HTTPStatus.OK and not Job.objects.exists()
        with pytest.raises(CommandError, match="JOBS"):
            call_command("press_worker")

    def test_when_nobody_takes_the_job_it_is_made_in_the_request(self, client, story, worker):
        asks(client, story)
        Job.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
        assert asks(client, story).status_code == HTTPStatus.OK


class TestTheWorker:
    def test_two_that_are_given_the_same_job_make_it_once(self, client, story, worker, monkeypatch):
        asks(client, story)
        job = Job.objects.get()
        made = []
        monkeypatch.setattr(jobs, "_make", lambda job: (made.append(job.pk), jobs.make.call(job.pk)))
        jobs.make.call(job.pk)
        jobs.make.call(job.pk)
        assert made == [job.pk]

    def test_after_a_kill_the_job_is_taken_again(self, client, story, worker):
        asks(client, story)
        DBTaskResult.objects.all().delete()
        Job.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
        assert asks(client, story).status_code == HTTPStatus.ACCEPTED
        worker()
        assert asks(client, story).status_code == HTTPStatus.OK

    def test_a_file_half_written_when_it_ended_is_not_there(self, client, story, worker, monkeypatch):
        client.get(kit_address([story.pk]))
        monkeypatch.setattr("press.kits.packing.readme", lambda *args: 1 / 0)
        worker()
        assert "ZeroDivisionError" in Job.objects.get().error
        from django.conf import settings

        assert not [path for path in settings.ARTEFACTS_ROOT.rglob("*") if path.is_file() and (
            "kit" in path.name or path.name.startswith(".")
        )]  # fmt: skip
        monkeypatch.undo()

    def test_makes_nothing_of_a_story_that_left_the_public_meanwhile(self, client, story, worker, settings):
        client.get(kit_address([story.pk]))
        actions.withdraw(story, make.superuser(), "Nguồn rút tin.")
        worker()
        assert not list(settings.ARTEFACTS_ROOT.rglob("*kit.zip"))


class TestWarming:
    def test_what_was_published_is_there_before_anybody_asks(
        self, worker, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            story = make.publish_through_workflow(make.story_page(figures=[make.figure()]))
        assert not is_ready(build_summary(story), NAME)
        worker()
        assert is_ready(build_summary(story), NAME)

    def test_what_waits_for_its_time_is_never_made_beforehand(
        self, worker, settings, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            make.embargoed(figures=[make.figure()])
        worker()
        assert not [path for path in settings.ARTEFACTS_ROOT.rglob("*") if path.is_file()]


def test_wagtails_own_jobs_stay_at_once(settings):
    assert settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend")
    assert default_task_backend.alias == "default"


def test_old_files_go_unless_a_public_story_has_them(story, settings, tmp_path, capsys):
    import os

    from press.artefacts import artefact, keep

    settings.ARTEFACTS_ROOT = tmp_path
    named = artefact(build_summary(story), "summary.json").path
    old, young = tmp_path / "ab" / "abold", tmp_path / "ab" / "abyoung"
    for path in (old, young):
        keep(path, b"x")
    for path in (old, named):
        os.utime(path, (0, 0))
    call_command("prune_artefacts", days=1)
    assert (old.exists(), young.exists(), named.exists()) == (False, True, True)
