"""Which calls there are, and for whom."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from home.addresses import address
from home.calls.models import Call, CallAnswer
from home.submissions.selectors import writes_for
from story.models import StoryPage
from story.registry import Addresses


def listed() -> list[Call]:
    """The public calls, the open ones first by deadline, then those that are over, the newest first."""
    calls = list(Call.objects.public().prefetch_related("pillars", "sectors", "units"))
    open_: list[Call] = []
    over: list[Call] = []
    for call in calls:
        (open_ if call.is_open() else over).append(call)
    open_.sort(key=lambda call: (call.deadline is None, call.deadline))
    return [*open_, *over]


def open_call(pk: Any) -> Call | None:
    """The open call of this number, as it stands in an address; None for anything else."""
    text = str(pk or "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return Call.objects.open().filter(pk=text).first()


def open_calls(user: Any) -> QuerySet[Call]:
    """The calls that wait for an answer of this user's units; a user without units sees every open call."""
    calls = Call.objects.open().order_by("deadline", "pk")
    units = writes_for(user)
    return calls.filter(Q(units=None) | Q(units__in=units)).distinct() if units else calls


def drafts_of(user: Any) -> dict[int, StoryPage]:
    """The user's own answers that are still unpublished, by call: the newest of each is the one to go on with."""
    answers = CallAnswer.objects.filter(page__owner=user, page__first_published_at=None)
    return {answer.call_id: answer.page for answer in answers.select_related("page").order_by("pk")}


def addresses() -> Iterator[Addresses]:
    """The pages of the calls that take answers, for the sitemap."""
    for call in Call.objects.open().order_by("pk"):
        yield {code: address("call", code, call.pk) for code, _name in settings.LANGUAGES}
