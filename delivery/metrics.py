"""A few numbers for the monitoring of the server, as Prometheus text."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from story.models.outbox import OutboxEntry
from story.selectors import public, visible_to


def may_read(request: HttpRequest) -> bool:
    """Whether the request comes from this very host, not through a proxy on it, or carries the token."""
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN:
        return constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def measurements() -> dict[str, tuple[str, int]]:
    """Name -> what it says and its value now."""
    waiting = OutboxEntry.objects.filter(done_at=None)
    return {
        "newsroom_pages_live": ("Pages that are live, in every language", public(Page.objects.all()).count()),
        "newsroom_stories_live": (
            "Stories that are live, in every language",
            visible_to(None).count(),
        ),
        "newsroom_outbox_waiting": ("Outbox entries not worked off yet", waiting.count()),
        "newsroom_outbox_failed": ("Of these, entries that failed before", waiting.exclude(error="").count()),
    }


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The measurements for this host or the bearer of METRICS_TOKEN; 403 for anyone else."""
    if not may_read(request):
        return HttpResponseForbidden(_("Only for the monitoring of this server."), content_type="text/plain")
    lines: list[str] = []
    for name, (help_text, value) in measurements().items():
        lines += [f"# HELP {name} {help_text}", f"# TYPE {name} gauge", f"{name} {value}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
