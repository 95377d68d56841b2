"""After a story was approved, published or changed: which saved searches find it now, for people who may know of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django_tasks import task

from accounts.accreditation import Standing, standing_so
from press import jobs
from press.models import FoundStory, SavedSearch
from press.saved import letters
from press.saved.questions import Told, as_told, that_find
from story import outbox
from story.models import StoryPage
from story.selectors import embargoed_for

TOPICS = (*jobs.TOPICS, "scheduled")


def note_what_is_found(payload: dict[str, Any]) -> None:
    """Keep what finds the story in any language, since translations show its figures; mail follows the commit."""
    key = StoryPage.objects.filter(pk=payload["page"]).values("translation_key")
    for told in as_told(StoryPage.objects.filter(translation_key__in=key).values("pk")).values():
        if _note(told):
            transaction.on_commit(partial(_mail, told.page.pk), robust=True)


for topic in TOPICS:
    outbox.consumer(f"story.{topic}")(note_what_is_found)


def _note(told: Told) -> bool:
    page = told.page
    searches = SavedSearch.objects.filter(locale=page.locale.language_code).exclude(found__page=page.pk)
    if told.until is None:
        # What was public before stood in the list when the search was saved.
        searches = searches.filter(created_at__lte=told.since)
    finding = list(that_find(page, searches.iterator(chunk_size=500)))
    if told.until:
        knowing = _who_may_know(page, {search.person_id for search in finding})
        finding = [search for search in finding if search.person_id in knowing]
    rows = [FoundStory(search=search, page_id=page.pk) for search in finding]
    FoundStory.objects.bulk_create(rows, ignore_conflicts=True)
    return FoundStory.objects.filter(page=page.pk, mailed_at=None).exists()


def _who_may_know(page: StoryPage, numbers: set[int]) -> set[int]:
    """Of people those who may know of a story before its time: what is so for one journalist is so for all."""
    people = get_user_model().objects.filter(pk__in=numbers, is_active=True)
    accredited = list(standing_so(people, Standing.VALID))
    others = people.exclude(pk__in=[person.pk for person in accredited])
    asked = [*accredited[:1], *others]
    knowing = {person.pk for person in asked if embargoed_for(person).filter(pk=page.pk).exists()}
    if accredited and accredited[0].pk in knowing:
        knowing |= {person.pk for person in accredited}
    return knowing


def _mail(number: int) -> None:
    if jobs.by_worker():
        mail_by_worker.enqueue(number)
    else:
        letters.mail_at_once(number)


@task(backend="press", queue_name="press")
def mail_by_worker(number: int) -> None:
    """Mail beside the request, to however many it is."""
    letters.mail_at_once(number)
