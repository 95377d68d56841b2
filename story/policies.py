"""Rights that follow the tree of pages: whoever writes for a unit has its people and its readers' questions."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from story import permissions
from story.models import Contributor, Question
from story.questions import moderated_by


class UnitPolicy(BasePermissionPolicy):
    """A unit's own people may do `unit_actions` with what is of their unit; a central role these and `central_actions`."""

    unit_actions: frozenset[str] = frozenset()
    central_actions: frozenset[str] = frozenset()

    def of_units(self, user: Any) -> "QuerySet[Model]":
        """The instances of the user's own units."""
        raise NotImplementedError

    def user_has_permission(self, user: Any, action: str) -> bool:
        if not user.is_active:
            return False
        if user.is_superuser:
            return True
        if action in self.unit_actions:
            return permissions.writes(user)
        return action in self.central_actions and permissions.is_central(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Model]":
        if user.is_active and user.is_superuser:
            return self.model._default_manager.all()
        wanted = set(actions)
        if wanted & self.central_actions and permissions.is_central(user):
            return self.model._default_manager.all()
        return self.of_units(user) if wanted & self.unit_actions else self.model._default_manager.none()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.instances_user_has_any_permission_for(user, [action]).filter(pk=instance.pk).exists()

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[Any]":
        writers = Q(groups__page_permissions__permission__codename="add_page")
        wanted = set(actions) & (self.unit_actions | self.central_actions)
        who = Q(is_superuser=True) | writers if wanted else Q(is_superuser=True)
        return get_user_model().objects.filter(who, is_active=True).distinct()


class ContributorPolicy(UnitPolicy):
    """People: a unit makes and changes its own; only a central role takes one away."""

    unit_actions = frozenset({"add", "change", "view", "choose"})
    central_actions = frozenset({"add", "change", "view", "choose", "delete"})

    def of_units(self, user: Any) -> "QuerySet[Model]":
        return Contributor.objects.filter(unit__in=permissions.own_units(user).values("pk"))


class QuestionPolicy(UnitPolicy):
    """Readers' questions: answered or hidden, never made or taken away by hand."""

    unit_actions = central_actions = frozenset({"change", "view"})

    def of_units(self, user: Any) -> "QuerySet[Model]":
        return Question.objects.filter(pk__in=moderated_by(user).values("pk"))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)
