"""What translations say in the headers of Wagtail's admin."""

from typing import Any

from django import template
from django.conf import settings
from wagtail.models import Page

from story.models import StoryPage
from translation import progress

register = template.Library()


@register.simple_tag
def language_states(page: Any) -> list[str]:
    """Where the story of an open page stands in other languages: “EN: out of date, for 3 days”."""
    if not getattr(page, "pk", None) or not isinstance(page, StoryPage):
        return []
    is_first = page.locale.language_code == settings.LANGUAGE_CODE
    pages = Page.objects.filter(pk=page.pk).select_related("locale")
    rows = progress.with_states_of_rows(pages, None if is_first else [page.locale])
    return [progress.badge(*state) for row in rows for state in progress.states_of_row(row)]
