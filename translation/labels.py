"""The labels of a story's figures in another language: approved by themselves, so that the figures can go ahead of the text.

What a figure comes to needs no translator; its label and the title of its source do. They are approved once all of
them are translated, their numbers agree, and a person who checks translations, and wrote none of them, has said so. The
approval hangs on the words of both languages: it is void as soon as one of them changes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from accounts import roles
from story import actions, outbox
from story.actions.verb import verb
from story.models import StoryPage
from story.records import FigureRecord, decided, newest_words, published_rows, record_of_row
from story.selectors import is_public, visible_to
from story.withdrawals import tombstone_of
from translation import checking
from translation.changes import LabelApproval
from translation.freshness import plain

WORDS = ("label", "source_title")


@dataclass(frozen=True)
class Label:
    """A figure with its words in both languages; an empty one is not translated yet."""

    source: FigureRecord
    record: FigureRecord
    own: dict[str, str]
    translators: frozenset[int]

    @property
    def missing(self) -> bool:
        """Whether a word of it has no translation."""
        return any(getattr(self.source, name) and not self.own.get(name) for name in WORDS)


def translation_of(key: Any, locale: Locale) -> Translation | None:
    """The running translation of a story into a language."""
    return (
        Translation.objects.filter(source__object_id=key, target_locale=locale, enabled=True)
        .select_related("source__locale", "target_locale")
        .first()
    )


def labels_of(source: StoryPage, locale: Locale) -> list[Label]:
    """The public figures of a story in its order, each in the words of another language."""
    translation = translation_of(source.translation_key, locale)
    own = _strings(translation) if translation else {}
    words = newest_words([source.translation_key])[source.translation_key]
    labels = []
    for key, row in sorted(published_rows(source).items(), key=lambda item: item[1].position):
        first = record_of_row(row, settings.LANGUAGE_CODE)
        found = {name: own[key, name] for name in WORDS if (key, name) in own}
        told = {name: text for name, (text, _by) in found.items()}
        record = decided(record_of_row(row, locale.language_code, told), words)
        by = frozenset(by for _text, by in found.values() if by)
        labels.append(Label(first, record, told, by))
    return labels


def _strings(translation: Translation) -> dict[tuple[str, str], tuple[str, int | None]]:
    """Label and source of each figure, by its block id, as they are translated now; none with an error."""
    segments = StringSegment.objects.filter(source=translation.source, context__path__startswith="body.")
    rows = (
        segments.get_translations(translation.target_locale).filter(has_error=False).select_related("context")
    )
    found = {}
    for row in rows:
        *_above, key, name = row.context.path.split(".")
        if name in WORDS:
            found[key, name] = (plain(row.data), row.last_translated_by_id)
    return found


def fingerprint(labels: list[Label]) -> str:
    """A hash of the words that an approval vouches for."""
    said = [[each.source.id, *(getattr(each.source, name) for name in WORDS), each.own] for each in labels]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def approval(labels: list[Label], source: StoryPage, locale: Locale) -> LabelApproval | None:
    """Who approved these labels as they are; None where nobody did, or a word has changed since."""
    if not labels or any(each.missing for each in labels):
        return None
    found = LabelApproval.objects.filter(
        translation_key=source.translation_key, locale=locale, fingerprint=fingerprint(labels)
    )
    return found.select_related("user").first()


def may_approve(user: Any, labels: list[Label]) -> bool:
    """Whether the person checks translations and wrote none of these words."""
    if not user.is_active:
        return False
    checks = user.is_superuser or roles.TRANSLATION_CHECKER in user.role_names
    return checks and not any(user.pk in each.translators for each in labels)


@verb
def approve_labels(source: StoryPage, user: Any, locale: Locale) -> LabelApproval:
    """Vouch for the labels of a public story's figures in a language; they may be told at once.

    Raises NotAllowedError, IncompleteStoryError where one is not translated or a number of them does not agree,
    ConflictError where they are approved already.
    """
    labels = labels_of(source, locale)
    if not may_approve(user, labels) or not is_public(source):
        raise actions.NotAllowedError
    missing = [each.source.label for each in labels if each.missing]
    if missing or not labels:
        raise actions.IncompleteStoryError(missing="; ".join(missing) or _("no figures"))
    if wrong := list(_wrong(source, locale)):
        raise actions.IncompleteStoryError(missing="; ".join(wrong))
    if approval(labels, source, locale):
        raise actions.ConflictError(_("These labels are approved already."))
    row = LabelApproval.objects.create(
        translation_key=source.translation_key, locale=locale, fingerprint=fingerprint(labels), user=user
    )
    log(
        instance=source,
        action="translation.approve_labels",
        user=user,
        data={"language": locale.language_code},
    )
    outbox.write("translation.labels_approved", page=source.pk, locale=locale.language_code)
    return row


def _wrong(source: StoryPage, locale: Locale) -> Iterator[str]:
    translation = translation_of(source.translation_key, locale)
    if translation is None:
        return
    segments = StringSegment.objects.filter(source=translation.source).select_related("context", "string")
    for segment in segments.annotate_translation(locale):
        if segment.translation and segment.context.path.rpartition(".")[2] in WORDS:
            found = checking.of_string(translation, segment, segment.translation)
            yield from (str(each) for each in found if each.blocking)


def told_ahead(page: StoryPage) -> StoryPage | None:
    """A page that is not public in its language, with the public figures under their approved labels; else None."""
    if page.locale.language_code == settings.LANGUAGE_CODE or is_public(page) or tombstone_of(page.pk):
        return None
    source = source_of(page.translation_key)
    if source is None:
        return None
    labels = labels_of(source, page.locale)
    if approval(labels, source, page.locale) is None:
        return None
    page.figures = {each.record.id: replace(each.record, part=each.source.part) for each in labels}
    return page


def source_of(key: Any) -> StoryPage | None:
    """The public story in its first language."""
    found = visible_to(None).filter(translation_key=key, locale__language_code=settings.LANGUAGE_CODE)
    return found.select_related("locale").first()
