"""The ledger: who took which file of which version. What cannot be written down is served all the same."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.models import ApiToken
from accounts.tokens import token_of
from press.models import TakenSummary, Taking, TakingCount
from press.summary import StorySummary
from story.models import StoryPage

logger = logging.getLogger(__name__)
# Of a kit everything is taken: item and file name of each of its files.
Files = Iterable[tuple[str, str]]


def counts(request: HttpRequest, response: HttpResponseBase, asked: bool) -> bool:
    """Whether this answer hands a file out: not its head, not its preview in a page, not what the taker has already.

    The rest of a download that broke off is not another one.
    """
    if request.method != "GET" or not (asked or request.headers.get("Authorization")):
        return False
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        return response.headers.get("Content-Range", "").startswith("bytes 0-")
    return response.status_code == HTTPStatus.OK


def write_down(
    request: HttpRequest, page: StoryPage, summary: StorySummary, files: Files, kit: bool = False
) -> None:
    """One row for each file that a person or a program took; of the others a number."""
    try:
        with transaction.atomic():
            token, person = token_of(request), _person(request)
            if token or person:
                _named(page, summary, files, kit, token, person)
            else:
                for item in ["kit.zip"] if kit else [item for item, _name in files]:
                    _count(page, summary, item)
    except DatabaseError:
        logger.exception("a taking of page %s was not written down", page.pk)


def _person(request: HttpRequest) -> Any:
    # Who has no session is nobody; asking would make the public answer depend on a cookie.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def _named(
    page: StoryPage,
    summary: StorySummary,
    files: Files,
    kit: bool,
    token: ApiToken | None,
    person: Any,
) -> None:
    taken = keep_summary(page, summary)
    outlet = token.outlet if token else person.organisation
    rows = [
        Taking(
            summary=taken,
            item=item[:100],
            file_name=name[:250],
            in_kit=kit,
            token=token,
            person=None if token else person,
            outlet=outlet,
        )
        for item, name in files
    ]
    Taking.objects.bulk_create(rows)


def keep_summary(page: StoryPage, summary: StorySummary) -> TakenSummary:
    """The version as it was handed out, whoever took it."""
    shared = summary.model_copy(update={"taken_by": None})
    key = hashlib.sha256(shared.to_json()).hexdigest()
    defaults = {
        "page": page,
        "locale": summary.locale,
        "revision": summary.revision,
        "data": shared.model_dump(mode="json", by_alias=True),
    }
    return TakenSummary.objects.get_or_create(key=key, defaults=defaults)[0]


def _count(page: StoryPage, summary: StorySummary, item: str) -> None:
    what = {
        "day": timezone.localdate(),
        "page_id": page.pk,
        "locale": summary.locale,
        "revision": summary.revision,
        "item": item,
    }
    if TakingCount.objects.filter(**what).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            TakingCount.objects.create(**what)
    except IntegrityError:  # another was the first of the day
        TakingCount.objects.filter(**what).update(count=F("count") + 1)
