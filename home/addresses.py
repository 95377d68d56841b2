"""The public addresses of this room, each in the words of its language."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import get_language, override

ROUTES = {
    "send": {"vi": "gui-cau-chuyen/", "en": "send-a-story/"},
    "confirm": {"vi": "gui-cau-chuyen/xac-nhan/<str:token>/", "en": "send-a-story/confirm/<str:token>/"},
    "follow": {"vi": "gui-cau-chuyen/theo-doi/<str:token>/", "en": "send-a-story/follow/<str:token>/"},
    "calls": {"vi": "loi-moi/", "en": "calls/"},
    "call": {"vi": "loi-moi/<int:pk>/", "en": "calls/<int:pk>/"},
    "gaps": {"vi": "khoang-trong/", "en": "gaps/"},
    "glossary": {"vi": "tu-dien/", "en": "glossary/"},
    "term": {"vi": "tu-dien/<slug:slug>/", "en": "glossary/<slug:slug>/"},
    "corrections": {"vi": "dinh-chinh/", "en": "corrections/"},
    "contact": {"vi": "lien-he/", "en": "contact/"},
}


def _in_language(name: str) -> str:
    routes = ROUTES[name]
    return routes.get((get_language() or "").split("-")[0]) or routes[settings.LANGUAGE_CODE]


# Django compiles a route that is no plain string once for each language.
route = lazy(_in_language, str)


def address(name: str, locale: str, *args: object) -> str:
    """The path of a public page of this room in a language."""
    with override(locale):
        return reverse(f"home:{name}", args=args)
