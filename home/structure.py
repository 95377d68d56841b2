"""The newsroom's fixed furniture: locales, trees of pages, vocabularies. Making it again changes nothing."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from home.models import HomePage
from home.vocabulary import PILLARS, SECTORS, UNITS
from places.models import AdministrativeUnit
from story.models import Pillar, ProvincePage, Sector, StoryIndexPage, Unit

Say = Callable[[str], None]
# The root of all collections: what no single province or ministry owns.
SHARED_FILES = "Dùng chung"
INDEX = {"vi": ("Câu chuyện", "cau-chuyen"), "en": ("Stories", "stories")}


def ensure_locales(say: Say) -> list[Locale]:
    """The locales of the site, the first language first; no tree is copied into another untranslated."""
    locales = []
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale, created = Locale.objects.get_or_create(language_code=code)
        locales.append(locale)
        if created:
            say(f"locale {code}")
    # A synchronised locale would show untranslated pages under its own address.
    if deleted := LocaleSynchronization.objects.all().delete()[0]:
        say(f"{deleted} locale synchronisations removed")
    return sorted(locales, key=lambda locale: locale.language_code != settings.LANGUAGE_CODE)


def ensure_vocabulary(say: Say) -> None:
    """Pillars and sectors by code; names that an editor changed stay."""
    for model, words in ((Pillar, PILLARS), (Sector, SECTORS)):
        known = set(model.objects.values_list("code", flat=True))
        missing: list[Any] = [
            model(code=code, position=position, names={"vi": vietnamese, "en": english})
            for position, (code, (vietnamese, english)) in enumerate(words.items())
            if code not in known
        ]
        model.objects.bulk_create(missing)
        if missing:
            say(f"{len(missing)} × {model._meta.model_name}")
    _ensure_units(say)


def _ensure_units(say: Say) -> None:
    known = {name for unit in Unit.objects.all() for name in unit.names.values()}
    for name, (kind, english, singular, spoken, spoken_english) in UNITS.items():
        if name in known:
            continue
        Unit.objects.create(
            kind=kind,
            names={"vi": name, "en": english},
            singulars={"en": singular},
            spoken={key: said for key, said in (("vi", spoken), ("en", spoken_english)) if said},
        )
        say(f"unit {name}")


def ensure_home(locales: list[Locale], say: Say) -> dict[Locale, HomePage]:
    """A front page for each locale, and the site that begins at the first one."""
    root = Page.get_first_root_node()
    stock = root.get_children().not_type(HomePage).filter(slug="home").first()
    if stock:
        # Wagtail's welcome page sits on the slug; it goes as soon as the site no longer begins there.
        stock.slug = "welcome"
        stock.save(update_fields=["slug"], clean=False)
    homes: dict[Locale, HomePage] = {}
    for locale in locales:
        slug = "home" if locale == locales[0] else f"home-{locale.language_code}"
        key = homes[locales[0]].translation_key if homes else None
        homes[locale] = HomePage.objects.filter(locale=locale).first() or _add(
            root, HomePage(title=settings.WAGTAIL_SITE_NAME, slug=slug, locale=locale), key, say
        )
        _pair(homes[locale], key)
    _ensure_site(homes[locales[0]], say)
    if stock and stock.get_children_count() == 0:
        stock.delete()
    return homes


def _ensure_site(home: HomePage, say: Say) -> None:
    address = urlsplit(settings.PUBLIC_BASE_URL)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page_id": home.pk,
        "is_default_site": True,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.first() or Site()
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
        say(f"site {site.hostname}:{site.port}")


def ensure_story_trees(homes: dict[Locale, HomePage], say: Say) -> dict[Locale, StoryIndexPage]:
    """In each locale the list of stories, with a page for every unit and ministry of today."""
    units = list(AdministrativeUnit.objects.current())
    indexes: dict[Locale, StoryIndexPage] = {}
    keys: dict[int, UUID] = {}
    index_key = None
    for locale, home in homes.items():
        title, slug = INDEX.get(locale.language_code, INDEX["en"])
        index = StoryIndexPage.objects.filter(locale=locale).first() or _add(
            home, StoryIndexPage(title=title, slug=slug, locale=locale), index_key, say
        )
        _pair(index, index_key)
        index_key = index_key or index.translation_key
        indexes[locale] = index
        _ensure_provinces(index, units, keys, say)
    return indexes


def _ensure_provinces(
    index: StoryIndexPage, units: list[AdministrativeUnit], keys: dict[int, UUID], say: Say
) -> None:
    pages = {page.unit_id: page for page in ProvincePage.objects.child_of(index)}
    parent = StoryIndexPage.objects.get(pk=index.pk)
    for unit in units:
        page = pages.get(unit.pk)
        if page is None:
            title = unit.name_in(index.locale.language_code)
            page = ProvincePage(title=title, slug=unit.slug, unit=unit, locale=index.locale)
            _add(parent, page, keys.get(unit.pk), say)
        _pair(page, keys.get(unit.pk))
        keys.setdefault(unit.pk, page.translation_key)


def _add(parent: Page, page: Page, translation_key: UUID | None, say: Say) -> Page:
    if translation_key:
        page.translation_key = translation_key
    parent.add_child(instance=page)
    say(f"page {page.url_path}")
    return page


def _pair(page: Page, translation_key: UUID | None) -> None:
    if translation_key and page.translation_key != translation_key:
        page.translation_key = translation_key
        page.save(update_fields=["translation_key"], clean=False)


def ensure_collections(say: Say) -> dict[int, Collection]:
    """A collection of files for each unit and ministry of today, by the unit's primary key."""
    root = Collection.get_first_root_node()
    if root.name == "Root":
        # What every province and the newsroom itself see under the name that Wagtail gives in English.
        Collection.objects.filter(pk=root.pk).update(name=SHARED_FILES)
        say(f"collection {SHARED_FILES}")
    known = {collection.name: collection for collection in root.get_children()}
    collections = {}
    for unit in AdministrativeUnit.objects.current():
        if unit.full_name not in known:
            known[unit.full_name] = root.add_child(name=unit.full_name)
            say(f"collection {unit.full_name}")
        collections[unit.pk] = known[unit.full_name]
    return collections
