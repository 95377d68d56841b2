"""Every address of the site; `delivery/audiences.py` says who each is for."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "delivery.errors.bad_request"
handler403 = "delivery.errors.permission_denied"
handler404 = "delivery.errors.page_not_found"
handler500 = "delivery.errors.server_error"

urlpatterns = [
    # Before the admin: these complete two of its addresses, and one of its doors.
    path("", include("delivery.urls")),
    path("", include("press.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("story.timing.addresses")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("", include("search.urls")),
    path("", include("press.feeds.urls")),
    path("", include("story.asking.urls")),
    path("", include("story.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
