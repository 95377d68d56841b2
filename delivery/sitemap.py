"""The sitemap: every page that anyone may read, each with its other languages and its pictures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from xml.etree import ElementTree as ET

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from story.media import pictures_in_public
from story.registry import sitemap_entries
from story.selectors import public

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
# The protocol allows 50,000 addresses and 50 MB a file: so many things, in all their languages, stay far below.
THINGS_PER_FILE = 5_000
ET.register_namespace("", SITEMAP)
ET.register_namespace("xhtml", XHTML)
ET.register_namespace("image", IMAGE)


@dataclass
class Entry:
    """One thing: its address by language with the day of its last change where there is one, and its pictures."""

    addresses: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)
    pictures: dict[str, list[str]] = field(default_factory=dict)


def public_pages() -> "QuerySet[Page]":
    """The pages an anonymous reader may open now; a page and its translations stand together."""
    pages = public(Page.objects.public().filter(depth__gt=1), AnonymousUser())
    return pages.select_related("locale").order_by("translation_key", "pk")


def files() -> list[str]:
    """The names of the parts, where there are more pages than one file should hold."""
    things = public_pages().order_by().values("translation_key").distinct().count()
    if things <= THINGS_PER_FILE:
        return []
    return [f"pages-{number}" for number in range(1, -(-things // THINGS_PER_FILE) + 1)] + ["others"]


def part(name: str) -> "QuerySet[Page]":
    """The pages of one part; raises Http404 for a part that is not there. Which stand in it changes with new pages alone."""
    if name not in files():
        raise Http404
    if name == "others":
        return Page.objects.none()
    first = (int(name.removeprefix("pages-")) - 1) * THINGS_PER_FILE
    keys = public_pages().order_by("translation_key").values_list("translation_key", flat=True).distinct()
    own = list(keys[first : first + THINGS_PER_FILE])
    return public_pages().filter(translation_key__gte=own[0], translation_key__lte=own[-1])


def _root(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.root_url if site else settings.PUBLIC_BASE_URL


def of_pages(pages: Iterable[Page], request: HttpRequest) -> Iterable[Entry]:
    """Pages outside of any site are left out."""
    found: dict[object, Entry] = defaultdict(Entry)
    pages, root = list(pages), _root(request)
    shown = pictures_in_public(page.pk for page in pages)
    for page in pages:
        if address := page.get_full_url(request):
            code, entry = page.locale.language_code, found[page.translation_key]
            entry.addresses[code] = (address, page.last_published_at)
            entry.pictures[code] = [path if "://" in path else root + path for path in shown.get(page.pk, ())]
    return found.values()


def of_others(request: HttpRequest) -> Iterator[Entry]:
    """What other rooms have to show besides pages."""
    root = _root(request)
    for addresses in chain.from_iterable(entries() for entries in sitemap_entries):
        yield Entry({code: (root + path, None) for code, path in addresses.items()})


def _alternates(element: ET.Element, entry: Entry) -> None:
    default = entry.addresses.get(settings.LANGUAGE_CODE)
    links = [(code, address) for code, (address, _changed) in sorted(entry.addresses.items())]
    if default:
        links.append(("x-default", default[0]))
    for code, address in links:
        ET.SubElement(element, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=address)


def urlset(entries: Iterable[Entry]) -> bytes:
    """A file of entries by the rules of sitemaps.org, with hreflang links and pictures."""
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for entry in entries:
        for code, (address, changed) in entry.addresses.items():
            element = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(element, f"{{{SITEMAP}}}loc").text = address
            if changed:
                ET.SubElement(element, f"{{{SITEMAP}}}lastmod").text = changed.isoformat(timespec="seconds")
            if len(entry.addresses) > 1:
                _alternates(element, entry)
            for picture in entry.pictures.get(code, ()):
                image = ET.SubElement(element, f"{{{IMAGE}}}image")
                ET.SubElement(image, f"{{{IMAGE}}}loc").text = picture
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def index(names: Iterable[str], request: HttpRequest) -> bytes:
    """The file that names the parts."""
    root = ET.Element(f"{{{SITEMAP}}}sitemapindex")
    for name in names:
        element = ET.SubElement(root, f"{{{SITEMAP}}}sitemap")
        address = _root(request) + reverse("delivery:sitemap-part", args=[name])
        ET.SubElement(element, f"{{{SITEMAP}}}loc").text = address
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of what is public at this moment, or the names of its parts."""
    if names := files():
        return HttpResponse(index(names, request), content_type="application/xml")
    entries = chain(of_pages(public_pages(), request), of_others(request))
    return HttpResponse(urlset(entries), content_type="application/xml")


@require_safe
def sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    """One part of a large sitemap."""
    pages = part(name)
    entries = of_others(request) if name == "others" else of_pages(pages, request)
    return HttpResponse(urlset(entries), content_type="application/xml")
