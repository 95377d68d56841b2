"""Questions to the province: asking a contact, keeping what the contact says, and the yearly review."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from story import once, outbox
from story.models import FigureAnswer, FigureQuery, FigureReview, Notification

from .errors import ConflictError, ReasonRequiredError, VerbError
from .figures import checked_figures
from .locking import lock_page
from .verb import verb

# What is done with a question leaves rows that name its contact.
NAMING = ("story.ask_province", "story.keep_answers", "story.answer_query")


class QueryClosedError(ConflictError):
    """The question was answered, is over, or is about an older version."""

    message = _("This question can no longer be answered. What was kept before is not changed.")


class IncompleteAnswersError(VerbError):
    """Some figures have no answer yet."""

    message = _("Some figures have no answer yet.")


@dataclass(frozen=True)
class Said:
    """What the contact says of one figure."""

    answer: str
    proposed: str = ""
    note: str = ""


@verb
def ask_province(
    page: Page,
    user: Any,
    revision_id: int,
    block_ids: Collection[str],
    *,
    name: str,
    email: str,
    organisation: str = "",
    key: uuid.UUID | None = None,
) -> FigureQuery:
    """Ask a person about figures of the latest revision; the link goes to them by mail and is open for 72 hours.

    What was asked under the same `key` (`story.once.key`) is not asked again.

    Raises NotAllowedError, StaleRevisionError, ReasonRequiredError when no figure is named.
    """
    page, figures = checked_figures(page, user, revision_id)
    asked = {key: figures[key].fingerprint for key in block_ids if key in figures}
    if not asked:
        raise ReasonRequiredError(_("Choose at least one figure to ask about."))
    query = FigureQuery(
        page=page,
        translation_key=page.translation_key,
        revision_id=revision_id,
        contact_name=name,
        contact_email=email,
        contact_organisation=organisation,
        asked=asked,
        created_by=user,
    )
    return once.made_once(key, lambda: _sent(query, _labels(figures, asked)))


def _sent(query: FigureQuery, labels: str) -> FigureQuery:
    query.save()
    log(
        instance=query.page,
        action="story.ask_province",
        user=query.created_by,
        revision=query.revision,
        data={"contact": query.contact, "labels": labels},
    )
    outbox.write("story.province_asked", page=query.page_id, query=query.pk)
    return query


@verb
def answer_query(query: FigureQuery, said: Mapping[str, Said], send: bool = False) -> FigureQuery:
    """Keep what the contact says, figure by figure; `send` hands all of it to the checker and closes the question.

    Nothing is signed off by it. Raises QueryClosedError, IncompleteAnswersError.
    """
    from story.asking.questions import State, asked_figures, state_of, version_of

    page = lock_page(query.page_id)
    query = FigureQuery.objects.select_for_update().get(pk=query.pk)
    version = version_of(query)
    if state_of(query, version) is not State.OPEN:
        raise QueryClosedError
    for block_id, words in said.items():
        if block_id in query.asked:
            _keep(query, block_id, words)
    if send:
        if query.answers.count() < len(query.asked):
            raise IncompleteAnswersError
        query.closed_at = timezone.now()
        query.save(update_fields=["closed_at"])
        outbox.write("story.query_answered", page=page.pk, query=query.pk)
    figures = {figure.id: figure for figure in asked_figures(query, version)}
    log(
        instance=page,
        action="story.answer_query" if send else "story.keep_answers",
        revision=query.revision,
        data={"contact": query.contact, "labels": _labels(figures, query.asked if send else said)},
    )
    return query


def _keep(query: FigureQuery, block_id: str, words: Said) -> None:
    FigureAnswer.objects.update_or_create(
        query=query,
        block_id=block_id,
        defaults={
            "fingerprint": query.asked[block_id],
            "answer": words.answer,
            "proposed": words.proposed,
            "note": words.note,
        },
    )


def _labels(figures: Mapping[str, Any], keys: Collection[str]) -> str:
    return "; ".join(figures[key].label for key in keys if key in figures)


@verb
def forget_contact(query: FigureQuery) -> bool:
    """Take the contact's name and e-mail out of the question, its rows in the history and what people were told.

    The organisation, the answers and their dates stay. False when that is done already.
    """
    page = lock_page(query.page_id)
    query = FigureQuery.objects.select_for_update().get(pk=query.pk)
    if not (query.contact_name or query.contact_email):
        return False
    named = query.contact
    query.contact_name = query.contact_email = ""
    query.save(update_fields=["contact_name", "contact_email"])
    rows = PageLogEntry.objects.filter(page=page.pk, action__in=NAMING, data__contact=named)
    for row in rows:
        row.data = row.data | {"contact": query.contact}
        row.save(update_fields=["data"])
    for told in Notification.objects.filter(page=page.pk, kind=Notification.Kind.ANSWERED):
        told.text = told.text.replace(named, query.contact)
        told.save(update_fields=["text"])
    log(
        instance=page, action="story.forget_contact", revision=query.revision, data={"contact": query.contact}
    )
    return True


@verb
def ask_review(page: Page, block_ids: Collection[str]) -> list[FigureReview]:
    """Send published figures that are more than a year old back to their province; each once a year."""
    page = lock_page(page.pk)
    asked = [review for key in block_ids if (review := _review(page, key))]
    if asked:
        figures = getattr(page, "figures", {})
        labels = _labels(figures, [str(review.block_id) for review in asked])
        log(instance=page, action="story.ask_review", data={"labels": labels})
        outbox.write("story.review_asked", page=page.pk, figures=[str(review.block_id) for review in asked])
    return asked


def _review(page: Any, block_id: str) -> FigureReview | None:
    try:
        with transaction.atomic():
            return FigureReview.objects.create(
                page=page,
                translation_key=page.translation_key,
                block_id=block_id,
                year=timezone.localdate().year,
            )
    except IntegrityError:
        return None
