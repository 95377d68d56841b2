"""A new version of a story reaches its translations: the strings of now, who is told, and the policy of the site.

wagtail-localize leaves a translation as it was until somebody presses “sync”: its progress does not fall, and it goes on
to say “Up to date”. Here every publication in the first language brings its strings in, whichever door it took.
"""

from typing import Any

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from story import actions, embargo, outbox
from story.models import Correction, Notification, StoryPage
from story.notifications import tell
from story.selectors import is_public
from translation import freshness
from translation.changes import SourceChange, TranslationPolicy
from translation.sources import Source


@outbox.consumer("story.published")
@outbox.consumer("story.scheduled")
def follow_source(payload: dict[str, Any]) -> None:
    """Bring a version that became public, or was approved for later, to every translation of its story."""
    if payload["locale"] != settings.LANGUAGE_CODE:
        return
    page = StoryPage.objects.filter(pk=payload["page"]).select_related("locale").first()
    version = embargo.standing_source(page) if page else None
    if page is None or version is None:
        return
    sources = TranslationSource.objects.select_for_update()
    source = sources.filter(object_id=page.translation_key, locale=page.locale).first()
    if source is None:
        return
    change = bring_up_to_date(source, version, payload["revision"])
    figures = list(
        Correction.objects.filter(
            translation_key=page.translation_key,
            revision_id=payload["revision"],
            kind=Correction.Kind.FIGURE,
        ).select_related("was__unit", "now__unit")
    )
    if change or figures:
        for translation in source.translations.filter(enabled=True).select_related("target_locale", "source"):
            _follow(translation, change, figures)


def bring_up_to_date(
    source: TranslationSource, version: StoryPage, revision_id: int | None
) -> SourceChange | None:
    """Let localize hold the sentences of this version, and write down which are not as they were; None if all are."""
    before = freshness.strings_of(source)
    Source.update_or_create_from_instance(version)
    source.refresh_from_db()
    difference = freshness.difference(before, freshness.strings_of(source))
    for was, is_ in difference.kept:
        _keep_words(was, is_)
    sentences = [_told_of(was, is_) for was, is_ in difference.changed]
    if not sentences:
        return None
    return SourceChange.objects.create(
        translation_key=source.object_id,
        revision_id=revision_id or 0,
        at=now(),
        sentences=sentences,
        touched=len(sentences),
    )


def _told_of(was: StringSegment | None, is_: StringSegment | None) -> dict[str, str]:
    return {
        "path": next(each.context.path for each in (is_, was) if each),
        "before": was.string.data if was else "",
        "after": is_.string.data if is_ else "",
    }


def _keep_words(was: StringSegment, is_: StringSegment) -> None:
    """A sentence that was moved, or in which only the value of a figure is written otherwise, keeps its translations."""
    known = set(
        StringTranslation.objects.filter(translation_of=is_.string_id, context=is_.context_id).values_list(
            "locale", flat=True
        )
    )
    for row in StringTranslation.objects.filter(translation_of=was.string_id, context=was.context_id):
        if row.locale_id not in known:
            row.pk, row.translation_of_id, row.context_id = None, is_.string_id, is_.context_id
            row.save(force_insert=True)


def _follow(translation: Translation, change: SourceChange | None, figures: list[Correction]) -> None:
    page = freshness.target_of(translation)
    if page is None:
        return
    old = freshness.with_old_value(translation, page, figures)
    for row, figure in old:
        _mark(row, figure, translation.target_locale.language_code)
    count = (change.touched if change else 0) + len(old)
    log(instance=page, action="translation.follow", data=_told(figures, count, page))
    held = is_public(page) and TranslationPolicy.holds()
    if held:
        actions.withdraw(page, None, *_reasons(page))
    if count or held:
        _tell(page, count, held)


def _mark(row: StringTranslation, figure: Correction, locale: str) -> None:
    """A sentence that names the old value waits for a person: localize counts it as not translated."""
    before, after = freshness.corrected_words(figure, locale)
    # The sentence of an error is kept as it is written: in the language of the newsroom.
    with override(settings.LANGUAGE_CODE):
        said = _(
            "The figure was corrected from %(before)s to %(after)s; this sentence still says the old one."
        )
        row.has_error, row.field_error = True, said % {"before": before, "after": after or "–"}
    row.save(update_fields=["has_error", "field_error"])


def _told(figures: list[Correction], count: int, page: StoryPage) -> dict[str, Any]:
    pairs = (freshness.corrected_words(row, page.locale.language_code) for row in figures)
    return {"figures": "; ".join(f"{before} → {after or '–'}" for before, after in pairs), "sentences": count}


def _reasons(page: StoryPage) -> tuple[str, dict[str, str]]:
    """Why a translation is held: for the history, and for the readers of each language."""
    public = {}
    for code in dict.fromkeys([settings.LANGUAGE_CODE, page.locale.language_code]):
        with override(code):
            public[code] = _(
                "The story was changed in its first language. This translation comes back when it has been looked through."
            )
    return public[settings.LANGUAGE_CODE], public


def translators_of(page: Page) -> list[Any]:
    """Who writes translations at this place."""
    policy = policy_registry.get_by_type(Page)
    return list(policy.users_with_permission_for_instance("add", page, include_superusers=False))


def _tell(page: StoryPage, count: int, held: bool) -> None:
    sentence = gettext_lazy("The original of “%(title)s” has changed: %(count)s")
    detail = (
        gettext_lazy("The translation was taken off the public until it has been looked through.")
        if held
        else ""
    )
    for person in translators_of(page):
        tell(
            [person],
            Notification.Kind.WAITS,
            page,
            sentence,
            detail,
            title=page.title,
            count=_Sentences(count),
        )


class _Sentences:
    """So many sentences, said in the language of whoever reads it."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __str__(self) -> str:
        if not self.count:
            return _("figures alone")
        return ngettext("%(count)d sentence waits", "%(count)d sentences wait", self.count) % {
            "count": self.count
        }
