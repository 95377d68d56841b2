"""One careful question to an address that somebody typed: public web addresses only, headers only, no redirect followed."""

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import quote, urlsplit

from story.models.links import LinkCheck

TIMEOUT = 5
_PORTS = {"http": 80, "https": 443}
# Some servers know no HEAD.
_TRY_GET = (403, 405, 501)


def probe(url: str) -> tuple[str, int | None]:
    """The result and the HTTP status of one address; no answer raises."""
    try:
        parts = urlsplit(url)
        if (
            parts.scheme not in _PORTS
            or not parts.hostname
            or parts.username
            or parts.port
            not in (
                None,
                _PORTS[parts.scheme],
            )
        ):
            return LinkCheck.Result.REFUSED, None
        address = _public_address(parts.hostname, _PORTS[parts.scheme])
        if address is None:
            return LinkCheck.Result.REFUSED, None
        status = _status(parts, address, "HEAD")
        if status in _TRY_GET:
            status = _status(parts, address, "GET")
    except (OSError, http.client.HTTPException, ValueError):
        return LinkCheck.Result.SILENT, None
    # A redirect answers for its page: where it leads is nobody's word but the other server's.
    return LinkCheck.Result.REACHED if status < 400 or status in (
        401,
        403,
        429,
    ) else LinkCheck.Result.MISSING, status


def _public_address(host: str, port: int) -> str | None:
    """The address behind the name if all that it stands for are public; it is the one then connected to."""
    found = socket.getaddrinfo(host.encode("idna").decode("ascii"), port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    public = [address for address in addresses if is_public(address)]
    return public[0] if public and len(public) == len(addresses) else None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network: not this machine, not a private one, no multicast."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    return mapped.is_global and not mapped.is_multicast


def _status(parts: Any, address: str, method: str) -> int:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    connection = http.client.HTTPConnection(address, _PORTS[parts.scheme], timeout=TIMEOUT)
    try:
        connection.connect()
        if parts.scheme == "https":
            # The name is checked against the certificate, the connection goes to the address that was checked.
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=parts.hostname)
        connection.request(
            method, path + query, headers={"Host": parts.hostname, "User-Agent": "newsroom-link-check"}
        )
        return connection.getresponse().status
    finally:
        connection.close()
