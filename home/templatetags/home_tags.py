"""Tags of the frame around every page."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from home.addresses import address
from home.site import imprint as site

register = template.Library()


@register.simple_tag
def imprint() -> site.Imprint:
    """Who answers for the site, in the language of the page."""
    return site.imprint(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def contact_address() -> str:
    """Where a reader writes to the editorial board, in the language of the page."""
    return address("contact", get_language() or settings.LANGUAGE_CODE)
