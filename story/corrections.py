"""What changed after publication: asked of a draft, written when it is published, told on every surface."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from story.display import nature_label
from story.models.figures import Figure
from story.models.record import Correction, Publication
from story.records import FigureRecord, record_of_row

if TYPE_CHECKING:
    from story.models import StoryPage


@dataclass(frozen=True)
class Change:
    """A figure that was published in one way and stands in another; `now` is None when it was taken out."""

    was: FigureRecord
    now: FigureRecord | None

    @property
    def before(self) -> str:
        """How it was said."""
        return _said(self.was, self.now)

    @property
    def after(self) -> str:
        """How it is said now; empty when it was taken out."""
        return _said(self.now, self.was) if self.now else ""


@dataclass(frozen=True)
class ToldCorrection:
    """A correction in the words of one language; `note_language` is the one its note could be told in."""

    figure: str
    at: datetime
    label: str
    before: str
    after: str
    note: str
    note_language: str
    kind: str
    kind_label: str
    revision: int


def base_of(page: "StoryPage") -> int | None:
    """The version that the public has, or had last, in this language; None for a story that never was public."""
    rows = Publication.objects.filter(page=page.pk) if page.pk else Publication.objects.none()
    return rows.order_by("-pk").values_list("revision_id", flat=True).first()


def rows_of(translation_key: Any, revision_id: int) -> dict[str, Figure]:
    """The figures of one published version by block id, in their order."""
    rows = Figure.objects.filter(translation_key=translation_key, revision_id=revision_id)
    return {str(row.block_id): row for row in rows.select_related("unit").order_by("position")}


def changes_of(page: "StoryPage") -> list[Change]:
    """The published figures that this version of a story says otherwise, or no longer has."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return []
    base = base_of(page)
    rows = rows_of(page.translation_key, base) if base is not None else {}
    pairs = ((record_of_row(row, settings.LANGUAGE_CODE), page.figures.get(key)) for key, row in rows.items())
    return [Change(was, now) for was, now in pairs if differs(was, now)]


def is_explained(page: "StoryPage") -> bool:
    """Whether somebody said why published figures change in this version, or none does."""
    return bool(note_of(page, base_of(page))) or not changes_of(page)


def note_of(page: "StoryPage", base: int | None) -> dict[str, str]:
    """The reason given in this version for what differs from `base`; a reason for an older change is none."""
    return page.correction_note if base is not None and page.correction_of == base else {}


def differs(was: FigureRecord, now: FigureRecord | None) -> bool:
    """Whether a reader was told something else."""
    return now is None or _told(was) != _told(now)


def _told(record: FigureRecord) -> tuple[Any, ...]:
    return record.quantity, record.period, record.baseline_value, record.baseline_period


def _said(record: FigureRecord, other: FigureRecord | None) -> str:
    """The figure as a sentence says it; where the other one reads alike, with what tells them apart."""
    said = _sentence(record)
    if other is None or _sentence(other) != said:
        return said
    apart = [own for own, its in zip(_details(record), _details(other), strict=True) if own != its and own]
    return f"{said} ({', '.join(apart)})" if apart else said


def _sentence(record: FigureRecord) -> str:
    # A target is never said without its word.
    return (
        f"{record.nature_word.lower()} {record.forms.sentence}" if record.is_ahead else record.forms.sentence
    )


def _details(record: FigureRecord) -> Iterator[str]:
    with override(record.locale):
        yield str(nature_label(record)).lower()
        yield record.period_text
        words = (
            {"value": f"{record.baseline_value:f}", "when": record.baseline_period}
            if _has_base(record)
            else {}
        )
        yield (_("before: %(value)s %(when)s") % words).strip() if words else ""


def _has_base(record: FigureRecord) -> bool:
    return record.baseline_value is not None


def record_corrections(page: "StoryPage", before: Publication, now: Publication) -> list[Correction]:
    """Write what a new version corrects of the one before, with the reason its editor gave."""
    was = rows_of(page.translation_key, before.revision_id)
    rows = rows_of(page.translation_key, now.revision_id)
    note, author = note_of(page, before.revision_id), page.revisions.filter(pk=now.revision_id).first()
    same = {
        "translation_key": page.translation_key,
        "at": now.at,
        "revision_id": now.revision_id,
        "note": note,
        "by": author.user if author else None,
    }
    written = []
    for key, row in was.items():
        new = rows.get(key)
        words = _in_every_language(row, new)
        if words is None:
            continue
        label = new.label if new else row.label
        figure = {
            "figure": key,
            "label": label,
            "was": row,
            "now": new,
            "before": words[0],
            "after": words[1],
        }
        written.append(Correction.objects.create(kind=Correction.Kind.FIGURE, **figure, **same))
    if note and not written:
        kind = page.correction_kind or Correction.Kind.TEXT
        written.append(Correction.objects.create(kind=kind, **same))
    return written


def _in_every_language(was: Figure, now: Figure | None) -> tuple[dict[str, str], dict[str, str]] | None:
    changes = {
        code: Change(record_of_row(was, code), record_of_row(now, code) if now else None)
        for code, _name in settings.LANGUAGES
    }
    first = changes[settings.LANGUAGE_CODE]
    if not differs(first.was, first.now):
        return None
    return (
        {code: change.before for code, change in changes.items()},
        {code: change.after for code, change in changes.items()},
    )


def corrections_of(page: "StoryPage", locale: str | None = None) -> list[ToldCorrection]:
    """The corrections of a story in the order in which they were published, in the words of a language."""
    code = locale or page.locale.language_code
    rows = Correction.objects.filter(translation_key=page.translation_key)
    return [told(row, code, page.figures) for row in rows]


def exist_for(page: "StoryPage") -> bool:
    """Whether anything was corrected in this story."""
    return Correction.objects.filter(translation_key=page.translation_key).exists()


def told(row: Correction, code: str, figures: dict[str, FigureRecord]) -> ToldCorrection:
    """One correction in a language; its label is that of the figure in the story's own words, if it is still there."""
    own = figures.get(row.figure)
    language = code if row.note.get(code) else settings.LANGUAGE_CODE
    return ToldCorrection(
        figure=row.figure,
        at=row.at,
        label=own.label if own else row.label,
        before=row.before.get(code) or row.before.get(settings.LANGUAGE_CODE, ""),
        after=row.after.get(code) or row.after.get(settings.LANGUAGE_CODE, ""),
        note=row.note.get(language, ""),
        note_language=language,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        revision=row.revision_id,
    )
