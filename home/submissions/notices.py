"""Who of the newsroom is told that a story was sent in: the people of its unit, and the editors."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import roles
from home.submissions.models import Submission
from story import outbox
from story.models import Notification, ProvincePage
from story.notifications import tell

State = Submission.State
CALL = _("The sender gave no e-mail: please call to confirm it.")


def people_of(submission: Submission) -> QuerySet[Any]:
    """Those who write on the page of its unit, or of the unit's successor, and the editors."""
    units = [submission.unit_id, submission.unit.today().pk]
    pages = ProvincePage.objects.filter(unit__in=units, locale__language_code=settings.LANGUAGE_CODE)
    own = Q(
        groups__page_permissions__page__in=pages.values("pk"),
        groups__page_permissions__permission__codename="add_page",
    )
    people = get_user_model().objects.filter(own | Q(groups__name=roles.EDITOR), is_active=True)
    return people.distinct()


def _tell(submission: Submission, detail: Any = "") -> None:
    tell(
        people_of(submission),
        Notification.Kind.WAITS,
        None,
        _("“%(title)s” was sent in for %(unit)s"),
        detail,
        url=reverse("inbox:detail", args=[submission.pk]),
        title=submission.headline,
        unit=submission.unit.full_name,
    )


def _waiting(payload: dict[str, Any], state: str) -> Submission | None:
    found = Submission.objects.select_related("unit").filter(forgotten_at=None, state=state)
    return found.filter(pk=payload["submission"]).first()


@outbox.consumer("submission.sent")
def tell_of_a_call_to_make(payload: dict[str, Any]) -> None:
    """Without an e-mail nothing goes on until somebody of the unit has called."""
    submission = _waiting(payload, State.UNCONFIRMED)
    if submission and submission.phone and not submission.email:
        _tell(submission, CALL)


@outbox.consumer("submission.received")
def tell_of_an_arrival(payload: dict[str, Any]) -> None:
    """The sender opened the link; whoever confirmed by telephone has it in hand and knows."""
    submission = _waiting(payload, State.RECEIVED)
    if submission and submission.confirmed_by_id is None:
        _tell(submission)
