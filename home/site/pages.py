"""The pages about the site: made once with the texts of `pages.yaml`, and an editor's from then on."""

import json
import uuid
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Locale

from home.models import ContentPage, HomePage

TEXTS = Path(__file__).with_name("pages.yaml")


def ensure_pages(homes: dict[Locale, HomePage], say: Any) -> list[ContentPage]:
    """Each page in each language that has its text; those that are there stay as they are."""
    found = []
    for entry in yaml.safe_load(TEXTS.read_text(encoding="utf-8")):
        # By this key the page is known again, whatever an editor makes of title and address.
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"page:{entry['key']}")
        for locale, home in homes.items():
            if words := entry.get(locale.language_code):
                found.append(_page(home, locale, key, words, say))
    return found


def _page(home: HomePage, locale: Locale, key: uuid.UUID, words: dict[str, Any], say: Any) -> ContentPage:
    known = ContentPage.objects.filter(translation_key=key, locale=locale).first()
    if known:
        return known
    page = ContentPage(
        title=words["title"],
        slug=words["slug"],
        introduction=words["introduction"],
        body=json.dumps([_block(text) for text in words["body"]]),
        locale=locale,
        translation_key=key,
        show_in_menus=True,
    )
    # As it stands in the database: another page may have been put below it since.
    HomePage.objects.get(pk=home.pk).add_child(instance=page)
    say(f"page {page.url_path}")
    return page


def _block(text: str) -> dict[str, Any]:
    if text in ("grammar", "publisher"):
        return {"type": text, "value": None}
    return {"type": "passage", "value": text}
