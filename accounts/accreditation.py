"""Which journalists the newsroom trusts with what is not published yet."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles


class Standing(TextChoices):
    """How the accreditation of a journalist stands."""

    VALID = "valid", gettext_lazy("valid")
    ENDED = "ended", gettext_lazy("ended")


def is_accredited(user: Any, at: datetime | None = None) -> bool:
    """Whether `user` is of the press group and the accreditation lasts at this moment; asked anew by each request."""
    if not (user.is_authenticated and user.is_active):
        return False
    if _has_ended(user, timezone.localtime(at or timezone.now()).date()):
        return False
    return bool(user.groups.filter(name=roles.PRESS).exists())


def standing_so(people: QuerySet[Any], standing: str) -> QuerySet[Any]:
    """The journalists among `people` whose accreditation stands so today."""
    ended = Q(accredited_until__lt=timezone.localdate())
    press = people.filter(pk__in=people.model.objects.filter(groups__name=roles.PRESS).values("pk"))
    return press.filter(ended) if standing == Standing.ENDED else press.exclude(ended)


def words(user: Any) -> str:
    """How the accreditation of a journalist stands, for a list; empty for everybody else."""
    # The groups come with the list: `role_names` would ask for each person.
    if roles.PRESS not in {group.name for group in user.groups.all()}:
        return ""
    if user.accredited_until is None:
        return _("without end")
    day = date_format(user.accredited_until, "SHORT_DATE_FORMAT")
    return (_("ended %(day)s") if _has_ended(user, timezone.localdate()) else _("until %(day)s")) % {
        "day": day
    }


def _has_ended(user: Any, today: date) -> bool:
    return bool(user.accredited_until and user.accredited_until < today)
