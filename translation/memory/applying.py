"""What the memory knows for certain, put in at once; and a sentence that stands twice in a story, translated once."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation import checking
from translation.memory.matches import exact


def untranslated(translation: Translation) -> list[StringSegment]:
    """The strings that have no translation yet, one for each place."""
    segments = (
        translation.source.stringsegment_set.select_related("string", "context")
        .annotate_translation(translation.target_locale, include_errors=True)
        .order_by("order")
    )
    return [segment for segment in segments if segment.translation is None and segment.context.path != "slug"]


@transaction.atomic
def apply_exact(translation: Translation, user: Any) -> int:
    """Fill empty strings with what was published for the very same sentence; returns how many.

    A text that would be refused when it is typed is left to a person.
    """
    made = 0
    segments = untranslated(translation)
    found = exact(translation, segments)
    for segment in segments:
        match = found.get(segment.pk)
        if match is None or any(
            each.blocking for each in checking.of_string(translation, segment, match.text)
        ):
            continue
        _row, created = StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            locale_id=translation.target_locale_id,
            context_id=segment.context_id,
            defaults=_fields(match.text, user, _("the memory")),
        )
        made += created
    return made


def follow(translation: Translation, segment: StringSegment, before: str | None, user: Any) -> int:
    """Give other places with the same source sentence the translation that this one just got; returns how many.

    A place follows that has none yet, or still has what this one had `before`; one that was changed by hand stays.
    """
    row = StringTranslation.objects.filter(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
        has_error=False,
    ).first()
    if row is None:
        return 0
    contexts = set(
        translation.source.stringsegment_set.filter(string_id=segment.string_id)
        .exclude(context_id=segment.context_id)
        .exclude(context__path="slug")
        .values_list("context_id", flat=True)
    )
    others = {
        other.context_id: other
        for other in StringTranslation.objects.filter(
            translation_of_id=segment.string_id,
            context_id__in=contexts,
            locale_id=translation.target_locale_id,
        )
    }
    followed = 0
    for context in contexts:
        other = others.get(context)
        if other is not None and (other.data != before or other.data == row.data):
            continue
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=context,
            locale_id=translation.target_locale_id,
            defaults=_fields(row.data, user, ""),
        )
        followed += 1
    return followed


def _fields(text: str, user: Any, tool: str) -> dict[str, Any]:
    return {
        "data": text,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": tool,
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
