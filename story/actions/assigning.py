"""Who has a story in hand, and until when: agreed on the page, told to the person by mail."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from story import outbox, permissions
from story.models import Assignment

from .errors import NotAllowedError, VerbError
from .locking import lock_page
from .verb import verb

STRANGER = _("%(name)s cannot see this story: choose somebody else.")
PAST = _("This day has passed: choose today or a later day.")


@verb
def assign(page: Page, user: Any, assignee: Any = None, due: date | None = None) -> Assignment | None:
    """Agree who has the story in hand and until when; with neither, the agreement ends.

    Raises NotAllowedError, VerbError when the assignee cannot see the story or a new day lies in the past.
    """
    page = lock_page(page.pk)
    if not permissions.may_see_in_newsroom(user, page):
        raise NotAllowedError
    before = Assignment.objects.filter(page=page).first()
    if assignee is not None and not permissions.may_see_in_newsroom(assignee, page):
        raise VerbError(STRANGER, name=assignee.display_name)
    if due and due < timezone.localdate() and (before is None or before.due != due):
        raise VerbError(PAST)
    if before and (before.assignee, before.due) == (assignee, due):
        return before
    if assignee is None and due is None:
        Assignment.objects.filter(page=page).delete()
        assignment = None
    else:
        agreed = {"assignee": assignee, "due": due, "set_by": user}
        assignment, _made = Assignment.objects.update_or_create(page=page, defaults=agreed)
    _record(page, user, assignee, due)
    if assignee and assignee != user:
        day = due.isoformat() if due else ""
        outbox.write("story.assigned", page=page.pk, user=user.pk, assignee=assignee.pk, due=day)
    return assignment


def _record(page: Page, user: Any, assignee: Any, due: date | None) -> None:
    log(
        instance=page,
        action="story.assign",
        user=user,
        data={
            "assignee": assignee.display_name if assignee else "–",
            "due": date_format(due, "j/n/Y") if due else "–",
        },
    )
