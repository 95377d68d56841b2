"""What every page's foot says: asked of the database once in a while, since each page of the site shows it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from home.models import ContentPage, HomePage
from home.site.models import SiteInformation
from story.selectors import public

KEPT_SECONDS = 300


@dataclass(frozen=True)
class Imprint:
    """Who answers for the site, in one language; `pages` are label and address of the pages about the site."""

    body: str
    licence_number: str
    licence_date: date | None
    licence_body: str
    responsible_name: str
    responsible_role: str
    address: str
    telephone: str
    email: str
    reuse: str
    answering: str
    notice: str
    pages: tuple[tuple[str, str], ...]


def keys() -> list[str]:
    """Under which the imprint is kept, for each language."""
    return [f"home.imprint.{code}" for code, _name in settings.LANGUAGES]


def imprint(locale: str) -> Imprint:
    """The imprint in a language; proper names that it lacks are those of the site's first language."""
    kept: Imprint | None = cache.get(key := f"home.imprint.{locale}")
    if kept is None:
        kept = _asked(locale)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _asked(locale: str) -> Imprint:
    site = Site.objects.filter(is_default_site=True).first()
    own = (site and SiteInformation.objects.filter(site=site).first()) or SiteInformation()

    def named(names: dict[str, str]) -> str:
        return names.get(locale) or names.get(settings.LANGUAGE_CODE, "")

    return Imprint(
        body=named(own.bodies) or settings.SITE_MINISTRY,
        licence_number=own.licence_number,
        licence_date=own.licence_date,
        licence_body=named(own.licence_bodies),
        responsible_name=own.responsible_name,
        responsible_role=named(own.responsible_roles),
        address=named(own.addresses),
        telephone=own.telephone,
        email=own.email,
        reuse=own.reuse.get(locale, ""),
        answering=own.answering.get(locale, ""),
        notice=own.notices.get(locale, ""),
        pages=tuple(_pages(locale)),
    )


def _pages(locale: str) -> list[tuple[str, str]]:
    homes = HomePage.objects.filter(locale__language_code=locale)
    pages = public(ContentPage.objects.filter(locale__language_code=locale, show_in_menus=True)).order_by(
        "path"
    )
    below = [page for home in homes for page in pages if page.is_descendant_of(home)]
    return [(page.title, page.get_url() or "") for page in below]


def _forget(**kwargs: object) -> None:
    cache.delete_many(keys())
    transaction.on_commit(lambda: cache.delete_many(keys()))


for _signal in (page_published, page_unpublished, page_slug_changed, post_save, post_delete):
    _signal.connect(_forget, sender=ContentPage, dispatch_uid="home.imprint.pages")
for _signal in (post_save, post_delete):
    _signal.connect(_forget, sender=SiteInformation, dispatch_uid="home.imprint.publisher")
