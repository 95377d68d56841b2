"""Who sees which submissions; every list, count, screen and file asks here."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.answers import once
from home.submissions.models import Submission
from places.models import AdministrativeUnit
from story.models import ProvincePage

State = Submission.State


def own_units(user: Any) -> QuerySet[AdministrativeUnit]:
    """The units on whose page the user writes by a right given for that very page."""
    pages = ProvincePage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE,
        group_permissions__group__user=user.pk,
        group_permissions__permission__codename="add_page",
    )
    return AdministrativeUnit.objects.filter(pk__in=pages.values("unit"))


@once
def writes_for(user: Any) -> list[AdministrativeUnit]:
    """These units, for menus and panels."""
    return list(own_units(user))


def sees_every_inbox(user: Any) -> bool:
    """Whether the user reads what was sent to any unit."""
    return user.is_active and user.has_perm("home.see_every_inbox")


def inbox_of(user: Any) -> QuerySet[Submission]:
    """The submissions a user may read; one that was never confirmed and has no telephone is nobody's yet."""
    arrived = Submission.objects.filter(forgotten_at=None).exclude(state=State.UNCONFIRMED, phone="")
    arrived = arrived.select_related("unit", "page", "call")
    if sees_every_inbox(user):
        return arrived
    if not user.is_active:
        return arrived.none()
    units = own_units(user)
    return arrived.filter(Q(unit__in=units) | Q(unit__successor__in=units))


def has_inbox(user: Any) -> bool:
    """Whether there is an inbox for this user at all."""
    return sees_every_inbox(user) or (user.is_active and bool(writes_for(user)))


def waiting_for(user: Any) -> QuerySet[Submission]:
    """The submissions on which somebody like this user has to decide, the oldest first."""
    return inbox_of(user).filter(state__in=[State.RECEIVED, State.UNCONFIRMED]).order_by("created_at", "pk")


def may_write_for(user: Any, unit: AdministrativeUnit) -> bool:
    """Whether the user may begin a story of this unit."""
    page = ProvincePage.objects.filter(
        unit=unit.today(), locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return page is not None and page.permissions_for_user(user).can_add_subpage()
