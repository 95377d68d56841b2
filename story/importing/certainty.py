"""Which of the numbers that were found need no second thought."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from story.blocks.reading import read_quantity
from story.figures import Nature, UnitKind
from story.models import FigureProposal, Unit


def places_of(printed: str, sentence: str) -> list[int]:
    """Where the number stands in a sentence: 2 is not found inside of 200, nor in 1,2."""
    number = re.compile(rf"(?<![\d])(?<!\d[.,]){re.escape(printed)}(?![.,]?\d)")
    return [match.start() for match in number.finditer(sentence)] if printed else []


def known_units() -> dict[str, Unit]:
    """Every unit by its first-language name in small letters."""
    named = {unit.names.get(settings.LANGUAGE_CODE, "").casefold(): unit for unit in Unit.objects.all()}
    return {name: unit for name, unit in named.items() if name}


def certain_among(
    proposals: Iterable[FigureProposal], known: dict[str, Unit] | None = None
) -> list[FigureProposal]:
    """Those that say something measured, of a known unit, with one meaning and in one place of the sentence.

    How long something took is told in passing as often as it is a figure, and nothing of years ahead is measured:
    that is for a person.
    """
    known = known_units() if known is None else known
    return [
        proposal
        for proposal in proposals
        if proposal.nature == Nature.MEASURED
        and (unit := known.get(proposal.unit.casefold()))
        and unit.kind != UnitKind.DURATION
        and len(places_of(proposal.printed, proposal.sentence)) == 1
        and proposal.period[:4] <= str(timezone.localdate().year)
        and _has_one_meaning(proposal)
    ]


def _has_one_meaning(proposal: FigureProposal) -> bool:
    try:
        parsed = read_quantity(proposal.printed)
    except ValidationError:
        return False
    said = proposal.typed_quantity
    return (parsed.value, parsed.value_max, parsed.total) == (said.value, said.value_max, said.total)
