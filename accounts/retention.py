"""How long what journalists told about themselves when they asked is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import AccreditationRequest

DECIDED_DAYS, UNCONFIRMED_DAYS = 180, 30
State = AccreditationRequest.State


def forget_requests(decided_days: int = DECIDED_DAYS, unconfirmed_days: int = UNCONFIRMED_DAYS) -> int:
    """Delete requests never confirmed, refused, or whose accreditation has ended, so many days ago; returns how many."""
    now = timezone.now()
    refused = Q(state=State.REFUSED, decided_at__lt=now - timedelta(days=decided_days))
    ended = Q(state=State.GRANTED, until__lt=timezone.localdate() - timedelta(days=decided_days))
    unconfirmed = Q(state=State.UNCONFIRMED, created_at__lt=now - timedelta(days=unconfirmed_days))
    with transaction.atomic():
        rows = AccreditationRequest.objects.select_for_update().filter(refused | ended | unconfirmed)
        for row in (old := list(rows)):
            log(instance=row, action="accreditation.forget")
            row.delete()
    return len(old)
