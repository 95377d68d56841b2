"""Where the library meets Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtailmedia import get_media_model
from wagtailmedia.views import media

from library.admin_api import OwnDocumentsAPIViewSet, OwnImagesAPIViewSet
from library.viewsets import TermViewSet

register_snippet(TermViewSet)


def usage(request: HttpRequest, media_id: int) -> HttpResponse:
    """Where a recording is used, for those who may change it: wagtailmedia names it to everyone."""
    recording = get_object_or_404(get_media_model(), pk=media_id)
    policy = policy_registry.get_by_type(get_media_model())
    if not policy.user_has_permission_for_instance(request.user, "change", recording):
        raise PermissionDenied
    return media.usage(request, media_id)


# Before wagtailmedia's own: the first pattern that fits an address answers it.
@hooks.register("register_admin_urls", order=-10)
def guarded_urls() -> list[URLPattern]:
    """The addresses of wagtailmedia that are guarded."""
    return [path("media/usage/<int:media_id>/", usage)]


@hooks.register("construct_admin_api", order=100)
def list_own_files(router: WagtailAPIRouter) -> None:
    """After Wagtail's own endpoints of the same names, whose places they take."""
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)
