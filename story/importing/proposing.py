"""Every number of an imported text, proposed as a figure."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from story.figures.finding import FoundNumber, find_numbers
from story.importing.plain import text_of
from story.models import FigureProposal, Unit

MOST_UNIT, MOST_PRINTED = 100, 200


def propose(body: list[dict[str, Any]], standfirst: str, source_title: str) -> list[FigureProposal]:
    """The numbers of a story in the order of reading, not yet saved and of no page."""
    units = [name for unit in Unit.objects.all() if (name := unit.names.get(settings.LANGUAGE_CODE))]
    found: list[FigureProposal] = []
    for part, block_id, text in _texts(body, standfirst):
        # A line is a paragraph, a point, a cell: no sentence goes on from one into the next.
        at = 0
        for line in text.split("\n"):
            for number in find_numbers(line, settings.LANGUAGE_CODE, units):
                proposal = _proposal(number, at)
                proposal.part, proposal.block_id, proposal.source_title = part, block_id, source_title
                proposal.position = len(found)
                found.append(proposal)
            at += len(line) + 1
    return found


def _texts(body: list[dict[str, Any]], standfirst: str) -> Iterator[tuple[str, str | None, str]]:
    yield "", None, standfirst
    for part in body:
        for block in part["value"]["content"]:
            yield part["type"], block["id"], text_of(block["type"], block["value"])


def _proposal(number: FoundNumber, at: int) -> FigureProposal:
    numbers = {name: getattr(number, name) for name in ("value", "value_max", "total")}
    quantity = {name: None if value is None else f"{value:f}" for name, value in numbers.items()}
    return FigureProposal(
        start=number.start + at,
        end=number.end + at,
        sentence=number.sentence,
        printed=number.printed[:MOST_PRINTED],
        quantity=quantity | {"qualifier": str(number.qualifier)},
        unit=number.unit[:MOST_UNIT],
        period=number.period[:40],
        nature=str(number.nature),
    )
