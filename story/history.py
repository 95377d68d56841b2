"""The published versions of a story, as anyone may read them: each version, and each figure through them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Revision

from story import corrections
from story.blocks import PARTS
from story.models.record import Correction, Publication, Tombstone
from story.records import FigureRecord, decided, newest_words, record_of_row

if TYPE_CHECKING:
    from story.models import StoryPage

FIELDS = {"title": "headline", "standfirst": "standfirst", "bylines": "bylines"}
FIRST = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class State:
    """How a figure stood from one publication to another; `until` is None while it stands."""

    record: FigureRecord
    since: datetime
    until: datetime | None

    @property
    def is_of_one_day(self) -> bool:
        """Whether it was replaced on the day on which it came."""
        return bool(self.until) and localtime(self.since).date() == localtime(self.until).date()


@dataclass(frozen=True)
class FigureHistory:
    """A figure through the published versions, the newest state first; `language` is that of its label."""

    label: str
    language: str
    states: list[State]

    @property
    def is_out(self) -> bool:
        """Whether the public version no longer has it."""
        return self.states[0].until is not None


@dataclass(frozen=True)
class Event:
    """A publication or a withdrawal: what the public could see from then on."""

    at: datetime
    number: int
    language: str
    headline: str
    changed: list[str]
    corrections: list[corrections.ToldCorrection]
    withdrawn: bool = False
    reason: str = ""
    reason_language: str = ""


def changed_parts(before_id: int, now_id: int) -> list[str]:
    """The names of the fields and parts whose words differ between two versions."""
    found = Revision.objects.in_bulk([before_id, now_id])
    if len(found) < 2:
        return []
    before, now = _words(found[before_id].content), _words(found[now_id].content)
    return [name for name in (*FIELDS.values(), *PARTS) if before.get(name) != now.get(name)]


def _words(content: dict[str, Any]) -> dict[str, Any]:
    words = {name: content.get(field) for field, name in FIELDS.items()}
    for part in json.loads(content.get("body") or "[]"):
        value = part["value"]
        words[part["type"]] = [_without_ids(value.get("content")), value.get("absent")]
    return words


def _without_ids(value: Any) -> Any:
    """Blocks that were cut and pasted have other ids and the same words."""
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key != "id"}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


def part_label(name: str) -> str:
    """What a changed part is called in the language of the page."""
    fields = {"headline": _("Headline"), "standfirst": _("standfirst"), "bylines": _("bylines")}
    return capfirst(str(fields.get(name) or PARTS.get(name, name)))


def events_of(page: "StoryPage") -> list[Event]:
    """Every published version and every withdrawal in this language and in the first one, newest first."""
    code = page.locale.language_code
    corrected: dict[int, list[corrections.ToldCorrection]] = {}
    for row in Correction.objects.filter(translation_key=page.translation_key):
        corrected.setdefault(row.revision_id, []).append(corrections.told(row, code, page.figures))
    events = [*_publications(page, corrected), *_withdrawals(page)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _publications(page: "StoryPage", corrected: dict[int, list[Any]]) -> Iterator[Event]:
    numbers: dict[str, int] = {}
    for row in _rows(page):
        language = row.page.locale.language_code
        numbers[language] = numbers.get(language, 0) + 1
        yield Event(
            row.at,
            numbers[language],
            language,
            row.headline,
            [part_label(name) for name in row.changed],
            corrected.get(row.revision_id, []) if language == FIRST else [],
        )


def _rows(page: "StoryPage") -> Iterable[Publication]:
    rows = Publication.objects.filter(translation_key=page.translation_key)
    codes = {FIRST, page.locale.language_code}
    return rows.filter(page__locale__language_code__in=codes).select_related("page__locale")


def _withdrawals(page: "StoryPage") -> Iterator[Event]:
    code = page.locale.language_code
    for row in Tombstone.objects.filter(page=page.pk):
        language = code if row.reason.get(code) else FIRST
        yield Event(row.at, 0, code, row.headline, [], [], True, row.reason.get(language, ""), language)


def figures_of(page: "StoryPage") -> list[FigureHistory]:
    """Each figure that a published version had: those of the public version first, then those taken out."""
    code = page.locale.language_code
    words = newest_words([page.translation_key])[page.translation_key]
    states: dict[str, list[State]] = {}
    for row in _rows(page):
        if row.page.locale.language_code == FIRST:
            rows = corrections.rows_of(page.translation_key, row.revision_id)
            now = {key: decided(record_of_row(item, code), words) for key, item in rows.items()}
            _advance(states, now, row.at)
    order = [
        *(key for key in page.figures if key in states),
        *(key for key in states if key not in page.figures),
    ]
    return [_history(states[key], page.figures.get(key), code) for key in order]


def _advance(states: dict[str, list[State]], now: dict[str, FigureRecord], at: datetime) -> None:
    """Close what ended with a version, and open what began."""
    for key, past in states.items():
        last, record = past[-1], now.get(key)
        if last.until is None and (record is None or record.fingerprint != last.record.fingerprint):
            past[-1] = replace(last, until=at)
    for key, record in now.items():
        past = states.setdefault(key, [])
        if not past or past[-1].until is not None:
            past.append(State(record, at, None))


def _history(states: list[State], own: FigureRecord | None, code: str) -> FigureHistory:
    label = own.label if own else states[-1].record.label
    return FigureHistory(label, code if own else FIRST, states[::-1])
