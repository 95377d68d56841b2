"""Small files that programs look for by themselves: robots.txt, security.txt, the manifest of the site."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

# Nobody is asked to trust an old address: after so long the file has to be fetched anew.
GOOD_FOR = timedelta(days=180)
CLOSED = ("/admin/", "/search/", "/en/search/", "/health/", "/metrics")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {settings.PUBLIC_BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where SECURITY_CONTACT names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.PUBLIC_BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icon and colours for whoever puts the site on the first screen of a telephone."""
    name = settings.WAGTAIL_SITE_NAME
    return JsonResponse(
        {
            "name": name,
            "short_name": name,
            "lang": settings.LANGUAGE_CODE,
            "start_url": "/",
            "scope": "/",
            "display": "browser",
            "background_color": "#ffffff",
            "theme_color": "#ffffff",
            "icons": [
                {"src": static("icons/mark.svg"), "type": "image/svg+xml", "sizes": "any"},
                {"src": static("icons/mark-512.png"), "type": "image/png", "sizes": "512x512"},
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
