"""Who gives which role to whom: nobody raises their own rights, and who keeps the accounts neither."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from accounts import roles
from accounts.models import User

NEWSROOM = (
    roles.EDITOR,
    roles.FIGURE_CHECKER,
    roles.APPROVER,
    roles.TRANSLATOR,
    roles.TRANSLATION_CHECKER,
    roles.PRESS,
    roles.INTERNAL_READER,
)


def may_change(actor: Any, account: User) -> bool:
    """Whether this person may open the account: a superuser's and another administrator's are for a superuser."""
    if actor.is_superuser or (actor.pk == account.pk and not account.is_superuser):
        return True
    groups = {group.name for group in account.groups.all()}
    return not account.is_superuser and roles.ADMINISTRATOR not in groups


def roles_to_give(actor: Any, account: User | None = None) -> QuerySet[Group]:
    """The groups that this person may give to an account, or take from it: none of their own."""
    if actor.is_superuser:
        return Group.objects.all()
    if account is not None and actor.pk == account.pk:
        return Group.objects.none()
    return Group.objects.filter(Q(name__in=NEWSROOM) | Q(name__startswith=roles.CONTRIBUTOR_PREFIX))
