"""How old a translation is: which sentences and figures of its original changed since it was made, and since when."""

import difflib
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from story.completeness import Gap, Level
from story.figures import find_numbers, format_period
from story.models import Correction, StoryPage
from story.prose import is_said_by
from story.records import FigureRecord, record_of_row
from translation.assist import Hint
from translation.changes import SourceChange, TranslationPolicy
from translation.completeness import short

# An address is no sentence.
NO_SENTENCE = {"slug"}
_LINK = re.compile(r'<a id="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    kind: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of the original as it was and as it is; one of them is empty where it was added or removed."""

    path: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """“added”, “removed” or “changed”."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def words(self) -> list[Piece]:
        """The difference word by word, in reading order."""
        return words_between(plain(self.before), plain(self.after))

    def __str__(self) -> str:
        before, after = (short(text) or "–" for text in (self.before, self.after))
        return f"“{before}” → “{after}”."


@dataclass(frozen=True)
class Freshness:
    """What changed in the original since the version that readers of a translation have, or since it was begun."""

    sentences: list[Sentence]
    figures: list[Correction]
    since: datetime | None
    missing: int
    total: int

    @property
    def is_outdated(self) -> bool:
        """Whether words of the original changed; figures follow by themselves."""
        return bool(self.sentences)

    @property
    def days(self) -> int:
        """For how many days."""
        return (now() - self.since).days if self.since else 0

    @property
    def status(self) -> str:
        """In a word: every string filled, nothing changed since, no number in doubt; or what stands against it."""
        if self.missing:
            return _("Waiting for translations")
        return _("The original has changed") if self.is_outdated else _("Up to date")


def plain(text: str) -> str:
    """A string without its markup."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def words_between(before: str, after: str) -> list[Piece]:
    """What was taken out and what was put in, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("new", "".join(new[c:d])))
    return pieces


def strings_of(source: TranslationSource) -> dict[str, list[StringSegment]]:
    """The strings of a source by their place, in order."""
    found: dict[str, list[StringSegment]] = defaultdict(list)
    segments = StringSegment.objects.filter(source=source).exclude(context__path__in=NO_SENTENCE)
    for segment in segments.select_related("context", "string").order_by("order", "pk"):
        found[segment.context.path].append(segment)
    return found


def without_values(segment: StringSegment) -> str:
    """A string with its figures named instead of said: what they come to is nobody's to translate."""
    attributes: dict[str, Any] = json.loads(segment.attrs or "{}")

    def named(match: re.Match[str]) -> str:
        link = attributes.get(match[1]) or {}
        return f"<figure {link.get('id')}>" if link.get("linktype") == "figure" else match[0]

    return _LINK.sub(named, segment.string.data)


Pair = tuple[StringSegment | None, StringSegment | None]


@dataclass(frozen=True)
class Difference:
    """Of two versions: the sentences that are not the same, and those that are but stand elsewhere or name another value."""

    changed: list[Pair]
    kept: list[tuple[StringSegment, StringSegment]]


def difference(before: dict[str, list[StringSegment]], after: dict[str, list[StringSegment]]) -> Difference:
    """Place by place; what left one place and came to another with the same words was moved."""
    changed: list[Pair] = []
    kept: list[tuple[StringSegment, StringSegment]] = []
    # In the order of the story as it is now; what is gone with its whole place comes last.
    for path in [*after, *(path for path in before if path not in after)]:
        _compare(before.get(path, []), after.get(path, []), changed, kept)
    gone = {without_values(was): was for was, is_ in changed if was and not is_}
    moved = [
        (gone[said], is_) for was, is_ in changed if is_ and not was and (said := without_values(is_)) in gone
    ]
    left = {was.pk for was, _is in moved}
    came = {is_.pk for _was, is_ in moved}
    still = [
        (was, is_) for was, is_ in changed if not (was and was.pk in left) and not (is_ and is_.pk in came)
    ]
    return Difference(still, [*kept, *moved])


def _compare(
    before: list[StringSegment],
    after: list[StringSegment],
    changed: list[Pair],
    kept: list[tuple[StringSegment, StringSegment]],
) -> None:
    """The strings of one place, each beside what it has become."""
    old, new = [without_values(each) for each in before], [without_values(each) for each in after]
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same = zip(before[a:b], after[c:d], strict=True)
            kept += [(was, is_) for was, is_ in same if was.string_id != is_.string_id]
        else:
            changed += zip_longest(before[a:b], after[c:d])


def merged(changes: Iterable[SourceChange]) -> list[Sentence]:
    """Several changes as one: what a sentence was at first and what it is in the end."""
    found: list[Sentence] = []
    for each in (Sentence(**item) for change in changes for item in change.sentences):
        earlier = next((s for s in found if s.path == each.path and s.after and s.after == each.before), None)
        if earlier is None:
            found.append(each)
            continue
        found[found.index(earlier)] = Sentence(each.path, earlier.before, each.after)
    return [each for each in found if each.before != each.after]


def made_at(translation: Translation, page: StoryPage | None) -> datetime:
    """When the words that readers have were written; for what is not public, when the translation was begun."""
    public = page.live_revision if page else None
    return public.created_at if public else translation.created_at


def freshness(translation: Translation, page: StoryPage | None = None) -> Freshness:
    """How a translation stands to its original."""
    page = page or target_of(translation)
    since, key = made_at(translation, page), translation.source.object_id
    changes = list(SourceChange.objects.filter(translation_key=key, at__gt=since))
    corrections = Correction.objects.filter(
        translation_key=key, at__gt=since, kind=Correction.Kind.FIGURE
    ).select_related("was__unit", "now__unit")
    touched = [change for change in changes if change.touched]
    total, filled = translation.get_progress()
    return Freshness(
        merged(touched), list(corrections), touched[0].at if touched else None, total - filled, total
    )


def target_of(translation: Translation) -> StoryPage | None:
    """The page of a story that a translation writes."""
    return (
        StoryPage.objects.filter(
            translation_key=translation.source.object_id, locale_id=translation.target_locale_id
        )
        .select_related("locale", "live_revision")
        .first()
    )


def status_of(translation: Translation) -> str:
    """The status in the place of localize's own, for which filled strings are enough."""
    page = target_of(translation)
    if page:
        return freshness(translation, page).status
    total, filled = translation.get_progress()
    return _("Up to date") if total == filled else _("Waiting for translations")


def take_the_place_of_localizes_status() -> None:
    """Wherever localize shows a status, ours is shown: it asks nobody but itself for its words."""
    Translation.get_status_display = status_of


def names_old_value(
    text: str, locale: str, old: Iterable[Correction], now_told: Iterable[FigureRecord]
) -> Correction | None:
    """The corrected figure whose old value is typed in a translated sentence, where no figure of now says it."""
    rows = [(row, record_of_row(row.was, locale)) for row in old if row.was]
    units = [record.unit_name for _row, record in rows if record.unit_name]
    for found in find_numbers(plain(_LINK.sub(" ", text)), locale, units):
        if any(is_said_by(record, found) for record in now_told):
            continue
        if named := next((row for row, record in rows if is_said_by(record, found)), None):
            return named
    return None


def with_old_value(
    translation: Translation, page: StoryPage, corrections: list[Correction]
) -> list[tuple[StringTranslation, Correction]]:
    """The translated strings that still say in prose what a figure was before it was corrected."""
    if not corrections:
        return []
    locale, figures = translation.target_locale.language_code, list(page.figures.values())
    rows = (
        StringSegment.objects.filter(source=translation.source)
        .exclude(context__path__in=NO_SENTENCE)
        .get_translations(translation.target_locale)
    )
    named = (
        (row, names_old_value(row.data, locale, corrections, figures))
        for row in rows.select_related("context")
    )
    return [(row, figure) for row, figure in named if figure]


def corrected_words(row: Correction, locale: str) -> tuple[str, str]:
    """A corrected figure as a language said it and says it."""
    first = settings.LANGUAGE_CODE
    return row.before.get(locale) or row.before.get(first, ""), row.after.get(locale) or row.after.get(
        first, ""
    )


def outdated_since(page: StoryPage) -> datetime | None:
    """Since when the original of a public translation says something else in words; one query."""
    if page.locale.language_code == settings.LANGUAGE_CODE or page.live_revision_id is None:
        return None
    made = Revision.objects.filter(pk=page.live_revision_id).values("created_at")
    changes = SourceChange.objects.filter(
        translation_key=page.translation_key, touched__gt=0, at__gt=Subquery(made)
    )
    return changes.order_by("at").values_list("at", flat=True).first()


def notice(page: StoryPage) -> str:
    """What readers of a translation are told whose original has changed; empty where nothing has."""
    since = outdated_since(page)
    if since is None:
        return ""
    day = format_period(localtime(since).date().isoformat(), page.locale.language_code)
    text = _(
        "The Vietnamese original was changed on %(date)s. This translation is being brought up to date; its figures are right already."
    )
    return text % {"date": day}


def gaps(page: Page) -> Iterator[Gap]:
    """For the checks before submission and publication: a version made before its original changed."""
    if page.locale.language_code == settings.LANGUAGE_CODE or page.latest_revision_created_at is None:
        return
    made = page.latest_revision_created_at
    if SourceChange.objects.filter(translation_key=page.translation_key, touched__gt=0, at__gt=made).exists():
        level = Level.ERROR if TranslationPolicy.holds() else Level.WARNING
        yield Gap(_("Original text"), _("The original has changed since this version was made."), "", level)


def hints(translation: Translation, segments: Iterable[StringSegment]) -> dict[int, list[Hint]]:
    """For sentences that changed: what they said before, word by word, and how that was translated."""
    sentences = {(each.path, each.after): each for each in freshness(translation).sentences if each.after}
    found: dict[int, list[Hint]] = {}
    for segment in segments:
        each = sentences.get((segment.context.path, segment.string.data))
        if each is None or not each.before:
            continue
        was = StringTranslation.objects.filter(
            translation_of__data=each.before, context=segment.context, locale=translation.target_locale
        ).first()
        told = "".join({"gone": "[−{}]", "new": "[+{}]"}.get(p.kind, "{}").format(p.text) for p in each.words)
        found[segment.pk] = [Hint("changed", was.data if was else "", told, was.data if was else "")]
    return found
