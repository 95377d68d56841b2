"""How a story is cited: one ready text in the language of the page."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from story.figures import format_period

if TYPE_CHECKING:
    from story.models import StoryPage


def citation(page: "StoryPage", address: str) -> str:
    """Who, where, what, on which site, in the version of which day, at which address; what is unknown is left out."""
    locale = page.locale.language_code
    who = ", ".join(block.value["name"] for block in page.bylines)
    place = page.province.name_in(locale) if page.province else ""
    author = _("%(names)s (%(place)s)") % {"names": who, "place": place} if who and place else who or place
    site = settings.WAGTAIL_SITE_NAME
    if page.last_published_at:
        day = timezone.localtime(page.last_published_at).date().isoformat()
        site += ", " + _("version of %(date)s") % {"date": format_period(day, locale)}
    return ". ".join(filter(None, [author, _("“%(headline)s”") % {"headline": page.title}, site, address]))
