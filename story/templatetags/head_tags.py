"""Tags of the head of every page: addresses, the picture of a shared link, and what the page says to machines."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from wagtail.models import Page

from story import head, linked_data

register = template.Library()
# As the HTML standard asks of data inside a script element; JSON reads them back as the same characters.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_block_tag
def said(content: str) -> SafeString:
    """What stands between the tags in one line, to be said again: `{% said as name %}…{% endsaid %}`."""
    # It went through the escaping of the template already.
    return mark_safe(" ".join(content.split()))


@register.simple_tag(takes_context=True)
def page_addresses(context: template.Context, languages: list[dict[str, str]]) -> head.Addresses:
    """The canonical address of this page and those of its other languages."""
    number = head.page_number(context.get("request"), context.get("pages"))
    return head.addresses_of(languages, get_language() or settings.LANGUAGE_CODE, number)


@register.simple_tag(takes_context=True)
def share_image(context: template.Context) -> dict[str, Any]:
    """The picture that a shared link shows: the story's own card, else one without words for every other page."""
    card = next(iter(context.get("share_cards") or []), "")
    return {
        "url": head.absolute(card or static("images/share.png")),
        "width": head.CARD_WIDTH,
        "height": head.CARD_HEIGHT,
        "is_card": bool(card),
    }


@register.filter
def og_locale(code: str) -> str:
    """A language with its country, as Open Graph wants it; each catalogue says its own."""
    with translation.override(code):
        return pgettext("language and country for Open Graph", "en_GB")


@register.simple_tag(takes_context=True, name="linked_data")
def linked_data_script(context: template.Context, languages: list[dict[str, str]]) -> SafeString:
    """What the page is, in the words of schema.org; nothing for a page that has no public address.

    The element holds data: no browser runs it, and no policy has to allow it.
    """
    addresses = page_addresses(context, languages)
    if not addresses.canonical:
        return SafeString()
    page = context.get("self")
    things = context.get("linked_data")
    if things is None:
        things = linked_data.of_page(page, addresses.canonical, context) if isinstance(page, Page) else []
    graph = [*linked_data.of_site(get_language() or settings.LANGUAGE_CODE), *things]
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":")
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(ESCAPED)))
