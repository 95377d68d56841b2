"""How long the newsroom keeps who answered for a province; what was said of the figures stays."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone

from story import actions
from story.models import FigureQuery


def forget_contacts() -> int:
    """Forget the contacts of questions answered, or over unanswered, `CONTACT_KEPT_DAYS` ago; returns how many."""
    before = timezone.now() - timedelta(days=settings.CONTACT_KEPT_DAYS)
    ended = FigureQuery.objects.annotate(ended_at=Coalesce("closed_at", "expires_at"))
    old = ended.filter(ended_at__lt=before).exclude(contact_name="", contact_email="")
    return sum(actions.forget_contact(query) for query in old.order_by("pk"))
