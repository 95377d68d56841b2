"""What the screens below a translation have in common."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation


def below(translation: Translation, page: Page, title: str) -> dict[str, Any]:
    """The context of a screen that is reached from a translation: its title, and the way back."""
    back = {
        "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "label": page.get_admin_display_title(),
    }
    return {
        "translation": translation,
        "page": page,
        "header_title": title,
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [back, {"url": "", "label": title}],
    }
