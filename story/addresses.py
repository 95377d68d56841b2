"""An address once public answers for ever: moved stories leave a redirect, and nobody takes their place.

Wagtail's own redirects follow live pages after the commit; these are written in the transaction of the move, for
withdrawn stories too, and never for a draft, whose address is nobody's business.
"""

from typing import Any

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from story.models.record import Publication
from story.selectors import public


def once_public(page: Any) -> bool:
    """Whether this page or one below it has been public as a story."""
    return Publication.objects.filter(page__path__startswith=page.path).exists()


def path_of(page: Page) -> str:
    """The address of a page without its host; empty outside of the site."""
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def leave(page: Page) -> None:
    """Before `page` and all below it get other addresses: let the present public ones lead to them."""
    below = Page.objects.filter(path__startswith=page.path)
    told = Publication.objects.values("page")
    for each in below.filter(Q(pk__in=told) | Q(pk__in=public(below).values("pk"))).specific():
        parts = each.get_url_parts()
        if parts is None:
            continue
        for route in each.get_route_paths():
            Redirect.objects.update_or_create(
                old_path=_joined(parts[2], route),
                site_id=parts[0],
                defaults={
                    "redirect_page": each,
                    "redirect_page_route_path": Redirect.normalise_page_route_path(route),
                    "redirect_link": "",
                    "is_permanent": True,
                    "automatically_created": True,
                },
            )


def _joined(path: str, route: str) -> str:
    return Redirect.normalise_path(path.rstrip("/") + route)


def is_reserved(slug: str, parent: Page, page: "Page | None" = None) -> bool:
    """Whether another page was public at this address."""
    old = Redirect.normalise_path(f"{path_of(parent).rstrip('/')}/{slug}/")
    others = Redirect.objects.filter(old_path=old, redirect_page__isnull=False)
    return (others.exclude(redirect_page=page.pk) if page and page.pk else others).exists()
