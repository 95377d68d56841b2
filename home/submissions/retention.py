"""How long what strangers told us about themselves is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from home.submissions.models import Submission
from story.blocks import PARTS

DECLINED_DAYS, UNCONFIRMED_DAYS = 180, 30
ERASED = ("name", "organisation", "phone", "email", "place_detail", "headline", "reason", *PARTS)
State = Submission.State


def forget(declined_days: int = DECLINED_DAYS, unconfirmed_days: int = UNCONFIRMED_DAYS) -> int:
    """Empty what was declined, and what was never confirmed, so many days ago; reference, unit and dates stay."""
    now = timezone.now()
    old = Q(state=State.DECLINED, decided_at__lt=now - timedelta(days=declined_days)) | Q(
        state=State.UNCONFIRMED, created_at__lt=now - timedelta(days=unconfirmed_days)
    )
    numbers = list(Submission.objects.filter(old, forgotten_at=None).values_list("pk", flat=True))
    return sum(_empty(pk, old) for pk in numbers)


@transaction.atomic
def _empty(pk: int, old: Q) -> bool:
    row = Submission.objects.select_for_update().filter(old, pk=pk, forgotten_at=None).first()
    if row is None:
        return False
    for name in ERASED:
        setattr(row, name, "")
    row.state, row.forgotten_at = State.DECLINED, timezone.now()
    row.save()
    files = list(row.files.all())
    row.files.all().delete()
    for each in files:
        # A file that is gone cannot be rolled back: last of all, and only once the rows are gone for good.
        transaction.on_commit(lambda file=each.file: file.storage.delete(file.name))  # type: ignore[misc]
    log(instance=row, action="submission.forget")
    return True
