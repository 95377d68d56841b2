"""Recalls: whoever took something that changed is told what, where it stands in their files, and where the new is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from press.build import build_summary, copy_for
from press.changes import Change, changes, places
from press.models import Recall, TakenSummary, Taking
from press.summary import StorySummary
from story import languages, outbox
from story.embargo import approved_version
from story.models import Notification, StoryPage
from story.notifications import tell
from story.selectors import embargoed_for, visible_to
from story.withdrawals import tombstone_of

TOPICS = ("published", "corrected", "withdrawn", "scheduled")
RECALLED = _("“%(title)s”, which you took, has changed")
WITHDRAWN = _("“%(title)s”, which you took, was withdrawn")
REMINDED = _("Please confirm that you have read it: “%(title)s” has changed")
MOST_FILES = 200


def recall_what_changed(payload: dict[str, Any]) -> None:
    """After a story changed or left the public: tell its takers, in every language; its translations show its figures."""
    key = StoryPage.objects.filter(pk=payload["page"]).values("translation_key")
    held = TakenSummary.objects.filter(page__translation_key__in=key, takings__person__isnull=False)
    for page in StoryPage.objects.filter(pk__in=held.values("page")).select_related("locale"):
        _recall(page)


for topic in TOPICS:
    outbox.consumer(f"story.{topic}")(recall_what_changed)


def _recall(page: StoryPage) -> None:
    withdrawn = tombstone_of(page.pk) is not None
    public = visible_to(None).filter(pk=page.pk).first()
    version = None if withdrawn else public or approved_version(page) or languages.ahead(page)
    if version is None and not withdrawn:
        # Approved no more, and never public: nothing stands against which the files could be wrong.
        return
    now = build_summary(version) if version else None
    takings = Taking.objects.filter(summary__page=page, person__isnull=False).select_related("summary")
    by_person: dict[int, list[Taking]] = {}
    for taking in takings.order_by("pk"):
        by_person.setdefault(taking.person_id or 0, []).append(taking)
    people = get_user_model().objects.in_bulk(by_person)
    summaries = _Summaries(now)
    for pk, theirs in by_person.items():
        if now and now.status == "embargoed" and not embargoed_for(people[pk]).filter(pk=page.pk).exists():
            # What waits for its time is told to those alone who may still read it.
            continue
        _recall_of(page, people[pk], theirs, summaries)


class _Summaries:
    """Each version held, read and compared once however many hold it."""

    def __init__(self, now: StorySummary | None) -> None:
        self.now = now
        self.read: dict[int, tuple[StorySummary, list[Change]]] = {}

    def of(self, taken: TakenSummary) -> tuple[StorySummary, list[Change]]:
        """A version held, and what has changed since."""
        if taken.pk not in self.read:
            held = StorySummary.model_validate(taken.data)
            self.read[taken.pk] = held, changes(held, self.now)
        return self.read[taken.pk]


def _recall_of(page: StoryPage, person: Any, takings: list[Taking], summaries: _Summaries) -> None:
    told = _told(page, person)
    found: dict[str, dict[str, Any]] = {}
    files: list[str] = []
    headline = page.title
    held_by: dict[TakenSummary, list[Taking]] = {}
    for taking in takings:
        held_by.setdefault(taking.summary, []).append(taking)
    for taken, theirs in held_by.items():
        held, changed = summaries.of(taken)
        # A copy with a name on it has more lines than one without.
        held = copy_for(held, person)
        headline = held.headline
        since = max(taking.at for taking in theirs)
        items = list(dict.fromkeys(taking.item for taking in theirs))
        new = [change for change in changed if _is_news(told.get((change.kind, change.ref)), change, since)]
        # Of what was withdrawn nothing is right again.
        new += _back_again(told, changed, held, since) if summaries.now else []
        for change in new:
            row = found.setdefault(_key(change), _row(change))
            row["places"] += [place for place in places(held, items, change) if place not in row["places"]]
        if new:
            files += [taking.file_name for taking in theirs]
    if found:
        _tell(page, person, headline, summaries.now, list(found.values()), list(dict.fromkeys(files)))


def _told(page: StoryPage, person: Any) -> dict[tuple[str, str], tuple[Any, dict[str, Any]]]:
    """What the person was told last of each thing, and when."""
    told = {}
    for recall in Recall.objects.filter(page=page, person=person).order_by("pk"):
        for row in recall.changes:
            told[(row["kind"], row["ref"])] = (recall.at, row)
    return told


def _is_news(told: tuple[Any, dict[str, Any]] | None, change: Change, since: Any) -> bool:
    return told is None or told[0] < since or told[1]["digest"] != change.digest


def _back_again(told: Any, changed: list[Change], held: StorySummary, since: Any) -> list[Change]:
    """What was recalled and is now as in the files again: whoever corrected theirs must hear of it too."""
    now = {(change.kind, change.ref) for change in changed}
    return [
        Change(row["kind"], row["ref"], row["label"], row["after"], row["before"], "as held")
        for (kind, ref), (at, row) in told.items()
        if (kind, ref) not in now and at >= since and row["digest"] != "as held"
    ]


def _row(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "ref": change.ref,
        "label": change.label,
        "before": change.before,
        "after": change.after,
        "digest": change.digest,
        "places": [],
    }


def _key(change: Change) -> str:
    said = json.dumps([change.kind, change.ref, change.before, change.digest], ensure_ascii=False)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()


def _tell(
    page: StoryPage,
    person: Any,
    headline: str,
    now: StorySummary | None,
    rows: list[dict[str, Any]],
    files: list[str],
) -> None:
    revision = now.revision if now else 0
    said = json.dumps([revision, [[row["kind"], row["ref"], row["digest"]] for row in rows]])
    recall, new = Recall.objects.get_or_create(
        person=person,
        page=page,
        key=hashlib.sha256(said.encode()).hexdigest(),
        defaults={
            "headline": headline,
            "revision": revision,
            "withdrawn": now is None,
            "changes": rows,
            "files": files[:MOST_FILES],
        },
    )
    if new:
        sentence = RECALLED if now else WITHDRAWN
        tell(
            [person],
            Notification.Kind.RECALLED,
            None,
            sentence,
            letter(recall),
            url=address(recall),
            title=headline,
        )


def address(recall: Recall) -> str:
    """Where the person reads it."""
    return f"{reverse('press:recalls')}#recall-{recall.pk}"


def letter(recall: Recall) -> str:
    """What changed as lines of plain text: old and new, the lines of the script, the files."""
    lines = []
    for row in recall.changes:
        lines.append(f"{row['label']}: {row['before']} → {row['after'] or '–'}")
        lines += [f"    {place['file']}:{place['line']}: {place['text']}" for place in row["places"]]
    return "\n".join([*lines, "", *recall.files])


def unconfirmed(pages: Iterable[Any] | Any) -> Any:
    """The recalls of these stories whose receipt nobody has confirmed."""
    return Recall.objects.filter(page__in=pages, confirmed_at=None)


def remind(hours: int) -> int:
    """Tell those once more who have not confirmed after so many hours; returns how many."""
    now = timezone.now()
    late = Recall.objects.filter(
        Q(reminded_at=None), confirmed_at=None, at__lt=now - timedelta(hours=hours), person__is_active=True
    )
    count = 0
    for recall in late.select_related("person"):
        # Claimed before it is told: two commands at once remind once.
        if Recall.objects.filter(pk=recall.pk, reminded_at=None).update(reminded_at=now):
            tell(
                [recall.person],
                Notification.Kind.RECALLED,
                None,
                REMINDED,
                letter(recall),
                url=address(recall),
                title=recall.headline,
            )
            count += 1
    return count
