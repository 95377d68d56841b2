"""English pages through localize: each string of the content files becomes the translation of its segment."""

import re
from collections import Counter
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from story.models import StoryPage

PLACEHOLDER = re.compile(r'<a id="(a\d+)">')


def _strings(page: StoryPage) -> dict[tuple[str, int], StringSegmentValue]:
    seen: Counter[str] = Counter()
    strings = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            strings[segment.path, seen[segment.path]] = segment
            seen[segment.path] += 1
    return strings


def _with_source_placeholders(target: StringSegmentValue, source: StringSegmentValue) -> str:
    """The target's text, its figure links named as the source names them; word order may differ."""
    names = {attributes.get("id"): name for name, attributes in (source.attrs or {}).items()}

    def rename(match: re.Match[str]) -> str:
        figure = target.attrs[match.group(1)].get("id")
        if figure not in names:
            raise ValueError(
                f"{source.path}: the English names a figure that the Vietnamese does not: {target.string.data}"
            )
        return f'<a id="{names[figure]}">'

    return PLACEHOLDER.sub(rename, target.string.data)


def translate(page: StoryPage, english: StoryPage, user: Any) -> StoryPage:
    """Make or renew the English page of `page` from an unsaved `english` one with the same block ids."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code="en")
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    targets = _strings(english)
    originals = _strings(page)
    positions: Counter[str] = Counter()
    for segment in source.stringsegment_set.select_related("context", "string").order_by(
        "context__path", "order"
    ):
        path = segment.context.path
        place = (path, positions[path])
        positions[path] += 1
        if place not in targets:
            raise ValueError(f"{page.slug}: no English for {path}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": _with_source_placeholders(targets[place], originals[place]),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": user,
            },
        )
    translation.save_target(user=user, publish=False)
    return page.get_translation(locale)
