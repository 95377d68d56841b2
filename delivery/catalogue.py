"""The texts of Wagtail's own scripts, with the Vietnamese that Wagtail does not bring yet."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class CompletedCatalog(JavaScriptCatalog):
    """A package's catalogue, completed by ours."""

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), str(settings.WAGTAIL_LOCALE_PATH)]


def script_texts(request: HttpRequest, package: str) -> HttpResponse:
    """The catalogue of a package's scripts in the language that the person prefers."""
    return get_localized_response(CompletedCatalog.as_view(packages=[package]), request)
