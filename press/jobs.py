"""Work beside the requests: heavy artefacts and kits are made by a worker, public ones before anybody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from press import artefacts
from press.build import build_summary
from press.formats.registry import get_format, offered
from press.models import Job
from story import outbox
from story.models import StoryPage
from story.selectors import visible_to

# After so long without a sign the worker is taken for dead; nobody waits longer for one to begin.
SILENT, UNTAKEN = timedelta(minutes=2), timedelta(seconds=30)
MOST_ATTEMPTS = 3
# Stories can be put together in more ways than any worker can make.
MOST_WAITING = 50
KIT = "kit.zip"
# What changes what the public sees of a story.
TOPICS = ("published", "corrected", "correction_translated", "figure_signed", "moved")


def by_worker() -> bool:
    """Whether a worker makes what is heavy."""
    return bool(settings.JOBS == "database")


def too_many() -> bool:
    """Whether so much waits already that a new kit must wait outside."""
    return Job.objects.filter(error="", asked_at__gte=timezone.now() - SILENT).count() >= MOST_WAITING


def under_way(key: str, pages: Sequence[int], name: str) -> Job | None:
    """The job that makes a public file, begun if none is; None where whoever asks must make it.

    That is so without a worker, when none takes the job, and when it failed.
    """
    if not by_worker():
        return None
    now = timezone.now()
    with transaction.atomic():
        job, new = Job.objects.select_for_update().get_or_create(
            key=key, defaults={"pages": list(pages), "name": name, "asked_at": now}
        )
        killed = job.beat_at is not None and job.beat_at < now - SILENT
        untaken = job.beat_at is None and job.asked_at < now - UNTAKEN
        if job.error or untaken or (killed and job.attempts >= MOST_ATTEMPTS):
            # Given up: the next one to ask after this may try a worker again.
            job.delete()
            return None
        if killed:
            job.attempts, job.asked_at, job.beat_at = job.attempts + 1, now, None
            job.save()
        if new or killed:
            make.enqueue(job.pk)
    return job


@task(backend="press", queue_name="press")
def make(job_pk: int) -> None:
    """Make the file of a job; a second worker that is given the same leaves it to the first."""
    free = Q(beat_at=None) | Q(beat_at__lt=timezone.now() - SILENT)
    if not Job.objects.filter(free, pk=job_pk, error="").update(beat_at=timezone.now()):
        return
    job = Job.objects.get(pk=job_pk)
    try:
        _make(job)
    except Exception as error:
        Job.objects.filter(pk=job_pk).update(error=f"{type(error).__name__}: {error}")
        raise
    job.delete()


def _make(job: Job) -> None:
    # Only what everybody may have is made here: a story that left the public meanwhile is not found.
    pages = {page.pk: page for page in visible_to(None).filter(pk__in=job.pages)}
    chosen = [pages[pk] for pk in job.pages if pk in pages]
    if len(chosen) < len(job.pages):
        return

    def beat(done: int, total: int) -> None:
        Job.objects.filter(pk=job.pk).update(done=done, total=total, beat_at=timezone.now())

    if job.name == KIT:
        from press.kits.store import kept_kit, stories_of

        kept_kit(stories_of(chosen), beat)
    else:
        artefacts.artefact(build_summary(chosen[0]), job.name)


@task(backend="press", queue_name="press", priority=-10)
def warm(page_pk: int) -> None:
    """Make every file of a public story that is not there yet."""
    page = visible_to(None).filter(pk=page_pk).first()
    if page is None:
        return
    summary = build_summary(page)
    for fmt in offered(summary):
        if not artefacts.is_ready(summary, fmt.name):
            artefacts.artefact(summary, fmt.name)


def warm_what_changed(payload: dict[str, Any]) -> None:
    """After a public story changed, in any language: its translations show the same figures."""
    if not by_worker():
        return
    changed = StoryPage.objects.filter(pk=payload["page"]).values("translation_key")
    for pk in visible_to(None).filter(translation_key__in=changed).values_list("pk", flat=True):
        warm.enqueue(pk)


for topic in TOPICS:
    outbox.consumer(f"story.{topic}")(warm_what_changed)


def waits(summary: Any, name: str) -> bool:
    """Whether a public artefact is worth a job: heavy, and not there yet."""
    return get_format(name).heavy and not artefacts.is_ready(summary, name)
