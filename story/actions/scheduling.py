"""What the clock does: a story whose time has come goes out, one whose time is over is withdrawn.

The clock asks again and again: what it is refused stands in the history once, by `story.timing.clock`.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision, get_default_page_content_type

from story import embargo
from story.models import StoryPage

from .publishing import withdraw


def due_to_go_live() -> QuerySet[Revision]:
    """The approved versions whose time has come, by the clock of the database, the earliest first."""
    return Revision.objects.filter(
        base_content_type=get_default_page_content_type(), approved_go_live_at__lte=Now()
    ).order_by("approved_go_live_at", "pk")


def due_to_expire() -> QuerySet[Page]:
    """The live pages whose time is over, by the clock of the database, the earliest first."""
    return Page.objects.filter(live=True, alias_of=None, expire_at__lte=Now()).order_by("expire_at", "pk")


@transaction.atomic
def go_live(page: Page) -> bool:
    """Publish the approved version of a page; False when somebody else has it in hand, or it is not due any more."""
    held = _hold(page)
    revision = due_to_go_live().filter(object_id=str(page.pk)).first() if held else None
    if revision is None:
        return False
    embargo.follow_source(revision)
    action = PublishPageRevisionAction(revision, log_action="wagtail.publish.scheduled")
    if revision.approved_go_live_at and action.object.go_live_at == revision.approved_go_live_at:
        # The database says that it is time; Wagtail asks the clock of this machine, which may be behind.
        action.object.go_live_at = min(action.object.go_live_at, timezone.now())
    action.execute(skip_permission_checks=True)
    return True


@transaction.atomic
def expire(page: Page) -> bool:
    """Take a page down at the end of its time; a story is withdrawn, with that as the reason."""
    held = _hold(page)
    if held is None or not due_to_expire().filter(pk=page.pk).exists():
        return False
    specific = held.specific
    if not isinstance(specific, StoryPage):
        action = UnpublishPageAction(specific, set_expired=True, log_action="wagtail.unpublish.scheduled")
        action.execute(skip_permission_checks=True)
        return True
    with override(settings.LANGUAGE_CODE):
        withdraw(specific, None, _("The time for which it was published is over."))
    Page.objects.filter(pk=page.pk).update(expired=True)
    return True


def _hold(page: Page) -> Any:
    # Who comes second leaves it to the first; on SQLite the transaction itself waits for the other to end.
    return Page.objects.select_for_update(skip_locked=True).filter(pk=page.pk).first()
