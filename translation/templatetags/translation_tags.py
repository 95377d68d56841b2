"""What translations say in the headers of Wagtail's admin."""

from typing import Any

from django import template
from wagtail.models import Page

from story.models import StoryPage
from translation import progress

register = template.Library()


@register.simple_tag
def language_states(page: Any) -> list[str]:
    """Where the story of an open page stands in other languages: “EN: out of date, for 3 days”."""
    if not getattr(page, "pk", None) or not isinstance(page, StoryPage):
        return []
    rows = progress.with_states_of_rows(Page.objects.filter(pk=page.pk).select_related("locale"))
    return [progress.badge(*state) for row in rows for state in progress.states_of_row(row)]
