"""Where a request came from."""

from ipaddress import ip_address

from django.http import HttpRequest


def sender_address(request: HttpRequest) -> str:
    """The address that asked: what our own proxy wrote last, where the request came through one on this host."""
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(forwarded)) if ip_address(direct).is_loopback else direct
    except ValueError:
        return direct
