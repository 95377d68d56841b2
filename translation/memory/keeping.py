"""The memory is filled by publication: what the public reads was approved; what leaves the public leaves it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from story import outbox
from story.selectors import is_public
from translation.memory.keys import canonical, key_of
from translation.memory.models import MemoryEntry

# An address is no sentence.
_NO_SENTENCE = {"slug"}
_NAMES = re.compile(r'<a id="[^"]*">')


def figures_of(segment: StringSegment) -> dict[str, str]:
    """The links of a string that are figures: the id of each in the string, and that of the figure it names."""
    links = json.loads(segment.attrs or "{}") or {}
    return {name: str(link.get("id", "")) for name, link in links.items() if link.get("linktype") == "figure"}


def entry(source: str, target: str, figures: Iterable[str] = (), **fields: Any) -> MemoryEntry:
    """An entry with its key, not saved yet."""
    figures = list(figures)
    key = key_of(source, figures)
    return MemoryEntry(
        source=canonical(source),
        target=canonical(target),
        figures=figures,
        key=key.text,
        key_hash=key.digest,
        **fields,
    )


def remember(translation: Translation) -> int:
    """Keep what the public reads of a translation, in the place of what was kept of it before; returns how much."""
    page = translation.get_target_instance()
    with transaction.atomic():
        forget(translation.source.object_id, translation.target_locale.language_code)
        made = list(_entries(translation, page)) if isinstance(page, Page) and is_public(page) else []
        MemoryEntry.objects.bulk_create(made)
    return len(made)


def forget(translation_key: Any, locale: str = "") -> None:
    """Drop what is kept of a story, in one language or in all."""
    entries = MemoryEntry.objects.filter(translation_key=translation_key)
    (entries.filter(target_locale=locale) if locale else entries).delete()


def _entries(translation: Translation, page: Page) -> Iterator[MemoryEntry]:
    told = {_nameless(text) for text in _public_texts(page)}
    segments = {
        (segment.string_id, segment.context_id): segment
        for segment in translation.source.stringsegment_set.select_related("string", "context").order_by(
            "order"
        )
        if segment.context.path not in _NO_SENTENCE
    }
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale,
        translation_of__in={string for string, _context in segments},
        has_error=False,
    )
    for row in rows.order_by("pk"):
        segment = segments.get((row.translation_of_id, row.context_id))
        # What was typed since is not approved yet.
        if segment is None or _nameless(canonical(row.data)) not in told:
            continue
        yield entry(
            segment.string.data,
            row.data,
            figures_of(segment),
            source_locale=translation.source.locale.language_code,
            target_locale=translation.target_locale.language_code,
            translation_key=translation.source.object_id,
            path=segment.context.path,
            origin=translation.source.object_repr[:255],
            approved_at=row.updated_at,
        )


def _public_texts(page: Page) -> Iterator[str]:
    for segment in extract_segments(page.specific):
        if isinstance(segment, StringSegmentValue):
            yield canonical(segment.string.data)


def _nameless(text: str) -> str:
    return _NAMES.sub("<a>", text)


@outbox.consumer("story.published")
def remember_what_is_published(payload: dict[str, Any]) -> None:
    """A translation that went out is at hand for the next one."""
    translation = Translation.objects.filter(
        source__object_id=payload["translation_key"], target_locale__language_code=payload["locale"]
    ).first()
    if translation:
        remember(translation)


@outbox.consumer("story.withdrawn")
def forget_what_is_withdrawn(payload: dict[str, Any]) -> None:
    """A story that left the public is quoted nowhere."""
    locale = payload["locale"]
    forget(payload["translation_key"], "" if locale == settings.LANGUAGE_CODE else locale)
