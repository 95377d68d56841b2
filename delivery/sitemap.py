"""The sitemap: every page that anyone may read, each with its other languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from xml.etree import ElementTree as ET

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from story.registry import sitemap_entries
from story.selectors import public

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MAX_URLS = 50_000  # the protocol allows no more in one file; the newest are kept
ET.register_namespace("", SITEMAP)
ET.register_namespace("xhtml", XHTML)


def public_pages() -> Iterable[Page]:
    """The pages an anonymous reader may open now, newest first."""
    pages = public(Page.objects.public().filter(depth__gt=1), AnonymousUser())
    return pages.select_related("locale").order_by("-last_published_at", "pk")[:MAX_URLS]


# The addresses of one thing by language, each with the day of its last change where there is one.
Languages = dict[str, tuple[str, datetime | None]]


def _of_pages(pages: Iterable[Page], request: HttpRequest) -> Iterable[Languages]:
    """Pages outside of any site are left out."""
    found: dict[object, Languages] = defaultdict(dict)
    for page in pages:
        if address := page.get_full_url(request):
            found[page.translation_key][page.locale.language_code] = (address, page.last_published_at)
    return found.values()


def _of_others(request: HttpRequest) -> Iterator[Languages]:
    """What other rooms have to show besides pages."""
    site = Site.find_for_request(request)
    root = site.root_url if site else settings.PUBLIC_BASE_URL
    for addresses in chain.from_iterable(entries() for entries in sitemap_entries):
        yield {code: (root + path, None) for code, path in addresses.items()}


def _alternates(entry: ET.Element, languages: Languages) -> None:
    default = languages.get(settings.LANGUAGE_CODE)
    links = [(code, address) for code, (address, _changed) in sorted(languages.items())]
    if default:
        links.append(("x-default", default[0]))
    for code, address in links:
        ET.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=address)


def sitemap_xml(pages: Iterable[Page], request: HttpRequest) -> bytes:
    """The sitemap of these pages and of what other rooms add, by the rules of sitemaps.org, with hreflang links."""
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    things = chain(_of_pages(pages, request), _of_others(request))
    every = ((address, changed, one) for one in things for address, changed in one.values())
    for address, changed, languages in islice(every, MAX_URLS):
        entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = address
        if changed:
            ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed.isoformat(timespec="seconds")
        if len(languages) > 1:
            _alternates(entry, languages)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of what is public at this moment."""
    return HttpResponse(sitemap_xml(public_pages(), request), content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave alone, and where the sitemap is."""
    closed = ("/admin/", "/search/", "/en/search/", "/health/", "/metrics")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.PUBLIC_BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
