"""Bulk actions on pages: nothing of other people's drafts is shown, and a bulk is done whole or not at all."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from story import actions, permissions


class WholeOrNot:
    """Refuses a bulk that names a page out of the user's reach."""

    request: Any

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        numbers = [item for item in map(str, object_ids) if item.isdecimal() and len(item) < 19]
        return super().get_queryset(model, numbers)  # type: ignore[misc]

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        """What may be done, and of the rest what the user may know of."""
        objects, rest = super().get_actionable_objects()  # type: ignore[misc]
        self.out_of_reach = rest["items_with_no_access"]
        known = permissions.choosable(
            Page.objects.filter(pk__in=[page.pk for page in self.out_of_reach]), self.request.user
        )
        return objects, rest | {"items_with_no_access": list(known)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, unless something named is not the user's."""
        self.get_actionable_objects()
        if self.out_of_reach:
            messages.error(self.request, _("Some of these are not yours to change. Nothing was changed."))
            return redirect("wagtailadmin_home")
        try:
            with transaction.atomic():
                return super().form_valid(form)  # type: ignore[misc]
        except actions.VerbError as error:
            messages.error(self.request, " ".join([str(error), _("Nothing was changed.")]))
            return redirect("wagtailadmin_home")


class DeleteWhole(WholeOrNot, DeleteBulkAction):
    """Deletes all or none."""


class MoveWhole(WholeOrNot, MoveBulkAction):
    """Moves all or none."""


class PublishWhole(WholeOrNot, PublishBulkAction):
    """Publishes all or none."""


class UnpublishWhole(WholeOrNot, UnpublishBulkAction):
    """Unpublishes all or none."""


ACTIONS = (DeleteWhole, MoveWhole, PublishWhole, UnpublishWhole)
