"""Keeping a search: so many a person, each question once, and what it finds already is no news."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from press.models import FoundStory, SavedSearch
from press.saved.questions import as_told, that_find
from story.selectors import embargoed_for

MOST = 20


class FullError(Exception):
    """The person has as many saved searches as can be kept."""


@transaction.atomic
def keep(person: Any, question: str, locale: str, name: str, notify: str) -> tuple[SavedSearch, bool]:
    """Save a search; returns it and whether it is new. Raises FullError.

    A story that waits and that the person sees in the list now is not told later as new.
    """
    # Two presses at once are counted one after the other.
    get_user_model().objects.select_for_update().get(pk=person.pk)
    theirs = SavedSearch.objects.filter(person=person.pk)
    if same := theirs.filter(query=question, locale=locale).first():
        return same, False
    if theirs.count() >= MOST:
        raise FullError
    now = timezone.now()
    search = SavedSearch.objects.create(
        person_id=person.pk,
        query=question,
        locale=locale,
        name=name,
        notify=notify,
        created_at=now,
        seen_at=now,
    )
    waiting = embargoed_for(person).filter(locale__language_code=locale)
    told = as_told(list(waiting.values_list("pk", flat=True))).values()
    known = [one.page for one in told if one.until and list(that_find(one.page, [search]))]
    FoundStory.objects.bulk_create(
        FoundStory(search=search, page_id=page.pk, at=now, mailed_at=now) for page in known
    )
    return search, True
