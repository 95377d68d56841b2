"""Who each address is for. An address without an audience fails the system check: a new URL must be declared here."""

from enum import StrEnum

from delivery.addresses import Address


class Audience(StrEnum):
    """Who may get something else than a refusal or a log-in page from an address."""

    PUBLIC = "public"  # everyone, the same bytes
    ENTITLED = "entitled"  # everyone asks; what is answered depends on who asks
    PRESS = "press"  # accredited journalists and staff
    STAFF = "staff"  # people of the newsroom
    MACHINE = "machine"  # the health probes of the server
    LOOPBACK = "loopback"  # this host, or the bearer of the token


# The longest prefix that fits decides; one that ends in "$" is the whole route.
PREFIXES: dict[str, Audience] = {
    # wagtail.admin: all of it is for staff but the doors to it
    "admin/": Audience.STAFF,
    "admin/login/": Audience.PUBLIC,
    "admin/logout/": Audience.PUBLIC,
    "admin/password_reset/": Audience.PUBLIC,
    "admin/jsi18n/": Audience.PUBLIC,
    "admin/localize/jsi18n/": Audience.PUBLIC,
    "admin/sprite/": Audience.PUBLIC,
    # wagtail.documents
    "documents/": Audience.ENTITLED,
    # press
    "press/": Audience.ENTITLED,
    "k/": Audience.PUBLIC,
    "schemas/": Audience.PUBLIC,
    "feeds/": Audience.PUBLIC,
    "feeds/calendar/": Audience.ENTITLED,
    "api/v1/": Audience.PUBLIC,
    # story: people who tell stories, and questions to an author
    "nguoi-ke/": Audience.PUBLIC,
    "people/": Audience.PUBLIC,
    "hoi/": Audience.PUBLIC,
    "ask/": Audience.PUBLIC,
    # story: what a reader keeps on their own device
    "da-luu/": Audience.PUBLIC,
    "saved/": Audience.PUBLIC,
    "sw.js$": Audience.PUBLIC,
    # search
    "search/": Audience.PUBLIC,
    # story: whoever holds the link
    "xac-nhan/": Audience.ENTITLED,
    # home: the form and the calls are for everyone, a submission for whoever holds its link
    "gui-cau-chuyen/": Audience.PUBLIC,
    "gui-cau-chuyen/xac-nhan/": Audience.ENTITLED,
    "gui-cau-chuyen/theo-doi/": Audience.ENTITLED,
    "send-a-story/": Audience.PUBLIC,
    "send-a-story/confirm/": Audience.ENTITLED,
    "send-a-story/follow/": Audience.ENTITLED,
    "loi-moi/": Audience.PUBLIC,
    "calls/": Audience.PUBLIC,
    "khoang-trong/": Audience.PUBLIC,
    "gaps/": Audience.PUBLIC,
    "tu-dien/": Audience.PUBLIC,
    "glossary/": Audience.PUBLIC,
    "dinh-chinh/": Audience.PUBLIC,
    "corrections/": Audience.PUBLIC,
    "lien-he/": Audience.PUBLIC,
    "contact/": Audience.PUBLIC,
    # delivery
    "health/": Audience.MACHINE,
    "metrics$": Audience.LOOPBACK,
    "robots.txt$": Audience.PUBLIC,
    ".well-known/security.txt$": Audience.PUBLIC,
    "site.webmanifest$": Audience.PUBLIC,
    "sitemap.xml$": Audience.PUBLIC,
    "sitemap-<slug:name>.xml$": Audience.PUBLIC,
    # files of development, and pages
    "media/": Audience.PUBLIC,
    "_util/": Audience.PUBLIC,
    "((?:[\\w\\-]+/)*)$": Audience.ENTITLED,
}


def audience_of(route: str) -> Audience | None:
    """The audience declared for a route, or None when nobody has said for whom it is."""
    route = route.removesuffix("\\Z").removesuffix("$")
    fitting = [
        prefix
        for prefix in PREFIXES
        if (route == prefix[:-1] if prefix.endswith("$") else route.startswith(prefix))
    ]
    return PREFIXES[max(fitting, key=len)] if fitting else None


def undeclared(patterns: list[Address]) -> list[Address]:
    """The addresses that nobody has declared."""
    return [address for address in patterns if audience_of(address.route) is None]
