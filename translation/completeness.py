"""Whether every string of a translation is there, meant as it is, and fits: what localize does not ask."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from story.completeness import Gap
from translation import places

# In localize's name of the tool: somebody decided that the original's words stand in the translation too.
# Typing something else makes localize forget it.
KEPT = "as-is"
SLUG = "slug"
_WORD = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Fault:
    """What keeps one string from going out, in words."""

    segment: StringSegment
    row: StringTranslation | None
    message: str

    def __str__(self) -> str:
        return _("In “%(sentence)s”: %(finding)s") % {
            "sentence": short(self.segment.string.data),
            "finding": self.message,
        }


def short(text: str) -> str:
    """A sentence without markup, as much of it as tells which one it is."""
    plain = " ".join(_MARKUP.sub("", text).split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"


def has_words(text: str) -> bool:
    """Whether there is something to translate: a number or a sign is the same in every language."""
    return bool(_WORD.search(_MARKUP.sub("", text)))


def fault_of(segment: StringSegment, row: StringTranslation, model: type) -> str:
    """What is wrong with a string as it is written; nothing where it may go out."""
    most, length = places.limit(model, segment.context.field_path), places.length(row.data)
    if most and length > most:
        return _("%(length)d characters; at most %(most)d fit here.") % {"length": length, "most": most}
    return "" if row.tool_name == KEPT else copied(segment, row.data, segment.string.data)


def copied(segment: StringSegment, text: str, original: str) -> str:
    """What is said of a text that is the original's own; nothing where it is another, or has no words."""
    if text != original or segment.context.path == SLUG or not has_words(text):
        return ""
    return _("This is the text of the original. Translate it, or say that it stays as it is.")


def rows_of(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    """What is written of a translation, by the ids of string and context."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).select_related("translation_of", "context", "last_translated_by__wagtail_userprofile")
    return {(row.translation_of_id, row.context_id): row for row in rows}


def segments_of(translation: Translation) -> list[StringSegment]:
    """The strings of a translation in order."""
    return list(
        StringSegment.objects.filter(source=translation.source_id)
        .select_related("context", "string")
        .order_by("order")
    )


def faults(translation: Translation) -> list[Fault]:
    """The strings that are missing, marked with an error, too long, or left as they were by nobody's decision."""
    model: Any = translation.source.specific_content_type.model_class()
    rows = rows_of(translation)
    found = []
    for segment in segments_of(translation):
        row = rows.get((segment.string_id, segment.context_id))
        if row is None:
            found.append(Fault(segment, None, _("This is not translated yet.")))
        elif message := fault_of(segment, row, model) or (row.get_error() if row.has_error else ""):
            found.append(Fault(segment, row, message))
        elif row.has_error:
            found.append(Fault(segment, row, _("The markup of this string is damaged.")))
    return found


def mark(found: Iterable[Fault]) -> None:
    """Let localize's editor show each fault at its string, and keep the string off the page."""
    for each in found:
        if each.row and not each.row.has_error:
            StringTranslation.objects.filter(pk=each.row.pk).update(has_error=True, field_error=each.message)


def supply_slug(translation: Translation) -> None:
    """Give the translation an address from its headline, where nobody has written one."""
    segments = {segment.context.path: segment for segment in segments_of(translation)}
    rows = rows_of(translation)
    title, slug = segments.get("title"), segments.get(SLUG)
    if title is None or slug is None or (slug.string_id, slug.context_id) in rows:
        return
    row = rows.get((title.string_id, title.context_id))
    address = slugify(anyascii(row.data))[:200].strip("-") if row else ""
    if row and address:
        StringTranslation.objects.create(
            translation_of_id=slug.string_id,
            context_id=slug.context_id,
            locale_id=translation.target_locale_id,
            data=address,
            translation_type=row.translation_type,
            last_translated_by=row.last_translated_by,
        )


def gaps(page: Page) -> Iterator[Gap]:
    """The strings of a version that still are the original's by nobody's decision, or do not fit.

    Asked of every version that goes on, whoever wrote it and wherever.
    """
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, translations__target_locale=page.locale_id
    ).first()
    if source is None:
        return
    written = {
        (row.context.path, row.data)
        for row in StringTranslation.objects.filter(
            context__object_id=source.object_id, locale=page.locale_id, has_error=False
        ).select_related("context")
    }
    originals: dict[str, set[str]] = defaultdict(set)
    fields = {}
    for segment in source.stringsegment_set.select_related("context", "string"):
        originals[segment.context.path].add(segment.string.data)
        fields[segment.context.path] = segment.context.field_path
    for path, text in _texts(page):
        label = _("Translation")
        untouched = text in originals[path] and (path, text) not in written
        if untouched and has_words(text):
            message = _("“%(sentence)s” is not translated yet.") % {"sentence": short(text)}
            yield Gap(label, message, "", check="translated-whole")
        most = places.limit(type(page), fields[path]) if fields.get(path) else None
        if most and places.length(text) > most:
            message = _("“%(sentence)s” is too long: at most %(most)d characters fit here.")
            yield Gap(label, message % {"sentence": short(text), "most": most}, "", check="translated-whole")


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.path != SLUG:
            yield segment.path, segment.string.data
