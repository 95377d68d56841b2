"""What every publication and withdrawal leaves behind: the public record, and a row in the outbox."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Revision

from story import corrections, history, outbox, withdrawals
from story.models import Figure, Publication
from story.records import FigureRecord, figure_records


def record_publication(page: Any, revision: Revision | None) -> None:
    """Write what a published version leaves, once for each revision, and tell the outbox.

    The first language leaves its figures and what it corrects; every language leaves that it was published.
    """
    revision_id = revision.pk if revision else page.live_revision_id
    if not page.live:
        # Approved with a time to go live: the public hears nothing before.
        _tell("story.scheduled", page, revision_id)
        return
    if revision_id:
        _write_record(page, revision_id)
    _tell("story.published", page, revision_id)


def _write_record(page: Any, revision_id: int) -> None:
    before = Publication.objects.filter(page=page.pk).order_by("-pk").first()
    tombstone = withdrawals.tombstone_of(page.pk)
    if before and before.revision_id == revision_id and tombstone is None:
        return
    first = not page.alias_of_id and page.locale.language_code == settings.LANGUAGE_CODE
    if first:
        _write_figures(page, revision_id)
    now = Publication.objects.create(
        translation_key=page.translation_key,
        page=page,
        at=timezone.now(),
        revision_id=revision_id,
        headline=page.title,
        address=page.get_url() or "",
        changed=history.changed_parts(before.revision_id, revision_id) if before else [],
    )
    if tombstone:
        tombstone.lift(now.at)
    if first and before:
        corrections.record_corrections(page, before, now)


def record_withdrawal(page: Any) -> None:
    """Keep what stays of a story that left the public, and tell the outbox; its translations leave with it."""
    withdrawals.bury(page)
    _tell("story.withdrawn", page, page.live_revision_id)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        for translation in page.get_translations().filter(live=True, alias_of=None):
            translation.unpublish()


def _tell(topic: str, page: Page, revision_id: int | None) -> None:
    outbox.write(
        topic,
        page=page.pk,
        revision=revision_id,
        locale=page.locale.language_code,
        translation_key=str(page.translation_key),
    )


def _write_figures(page: Any, revision_id: int) -> None:
    if Figure.objects.filter(translation_key=page.translation_key, revision_id=revision_id).exists():
        return
    records = figure_records(page).values()
    Figure.objects.bulk_create(
        _row(page, revision_id, number, record) for number, record in enumerate(records)
    )


def _row(page: Any, revision_id: int, position: int, record: FigureRecord) -> Figure:
    quantity = record.quantity
    return Figure(
        translation_key=page.translation_key,
        block_id=record.id,
        revision_id=revision_id,
        page=page,
        part=record.part,
        position=position,
        value=quantity.value,
        value_max=quantity.value_max,
        total=quantity.total,
        qualifier=quantity.qualifier,
        unit=record.unit,
        label=record.label,
        nature=quantity.nature,
        period=record.period,
        period_basis=record.period_basis,
        baseline_value=record.baseline_value,
        baseline_period=record.baseline_period,
        rule=record.rule,
        operands=list(record.operands),
        target=record.target,
        printed=record.printed,
        source_title=record.source_title,
        source_url=record.source_url,
        source_page=record.source_page,
        highlight=record.highlight,
        fingerprint=record.fingerprint,
    )
