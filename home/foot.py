"""What this room puts at the foot of every page."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from home.addresses import address
from story import registry

HOW_WE_WORK, TAKE_PART = 1, 3
LINKS: tuple[tuple[str, Any, int], ...] = (
    ("corrections", _("Register of corrections"), HOW_WE_WORK),
    ("glossary", _("Glossary"), HOW_WE_WORK),
    ("send", _("Send a story"), TAKE_PART),
    ("calls", _("Calls for stories"), TAKE_PART),
    ("contact", _("Editorial board"), TAKE_PART),
)


def fill() -> None:
    """Put the links into their slot."""
    for name, label, column in LINKS:
        registry.foot_links.fill(name, registry.FootLink(label, _address(name), column))


def _address(name: str) -> Callable[[str], str]:
    return lambda locale: address(name, locale)


def addresses() -> Iterator[registry.Addresses]:
    """The register and the contact page, for the sitemap."""
    for name in ("corrections", "contact"):
        yield {code: address(name, code) for code, _label in settings.LANGUAGES}
