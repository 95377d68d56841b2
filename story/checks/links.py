"""Links that did not answer when `manage.py check_links` last asked; nothing is asked here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from story.completeness import Gap, Level
from story.links import links_of
from story.models.links import LinkCheck

if TYPE_CHECKING:
    from story.models import StoryPage


def unreachable(page: "StoryPage") -> Iterator[Gap]:
    """Addresses in the text and of sources that could not be reached."""
    links = list(links_of(page))
    broken = {
        check.url: check
        for check in LinkCheck.objects.filter(url__in={link.url for link in links}).exclude(
            result=LinkCheck.Result.REACHED
        )
    }
    for link in links:
        if check := broken.get(link.url):
            words = {"url": link.url, "reason": check.reason, "date": f"{check.checked_at:%d/%m/%Y}"}
            message = _("%(url)s could not be reached on %(date)s: %(reason)s") % words
            yield Gap(link.where, message, link.anchor, Level.WARNING)
