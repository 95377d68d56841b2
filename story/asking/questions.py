"""What a question to the province shows, and whether it may still be answered."""

from dataclasses import dataclass
from enum import StrEnum

from story.checking.sentences import sentences_of
from story.models import FigureAnswer, FigureQuery, StoryPage
from story.neutral import Run
from story.records import FigureRecord


class State(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    SENT = "sent"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Item:
    """One figure that was asked about, and what was said of it so far."""

    record: FigureRecord
    sentences: list[list[Run]]
    answer: FigureAnswer | None


def version_of(query: FigureQuery) -> StoryPage | None:
    """The story as it was when the question was asked; None when that version is gone."""
    return query.revision.as_object() if query.revision else None


def asked_figures(query: FigureQuery, version: StoryPage | None) -> list[FigureRecord]:
    """The figures asked about that still say what they said then."""
    figures = version.figures.values() if version else ()
    return [figure for figure in figures if query.asked.get(figure.id) == figure.fingerprint]


def state_of(query: FigureQuery, version: StoryPage | None) -> State:
    """Whether the question is open, sent, over, or about a version that is no longer the latest."""
    if query.expired:
        return State.EXPIRED
    latest = StoryPage.objects.filter(pk=query.page_id).values_list("latest_revision_id", flat=True).first()
    if version is None or latest != query.revision_id:
        return State.SUPERSEDED
    if len(asked_figures(query, version)) != len(query.asked):
        return State.SUPERSEDED
    return State.SENT if query.closed_at else State.OPEN


def items_of(query: FigureQuery, version: StoryPage) -> list[Item]:
    """Each figure with its sentence alone, and the answer kept so far."""
    answers = {str(answer.block_id): answer for answer in query.answers.all()}
    return [
        Item(record, list(sentences_of(version, record)), answers.get(record.id))
        for record in asked_figures(query, version)
    ]
