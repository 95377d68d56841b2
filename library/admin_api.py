"""The files that Wagtail's admin lists by itself: only those that the person may choose or work on."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

ACTIONS = ["choose", "add", "change", "delete"]


class OwnFiles:
    """Leaves out the files of collections in which the person has nothing to do."""

    def get_queryset(self) -> QuerySet[Any]:
        files = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(files.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)  # type: ignore[attr-defined]
        return files.filter(pk__in=own.values("pk"))


class OwnImagesAPIViewSet(OwnFiles, ImagesAdminAPIViewSet):
    """Pictures."""


class OwnDocumentsAPIViewSet(OwnFiles, DocumentsAdminAPIViewSet):
    """Documents."""
