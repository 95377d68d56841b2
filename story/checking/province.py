"""What people of the province were asked about a figure, and what they said."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from story.blocks.reading import AmbiguousError, read_quantity
from story.figures import ParsedQuantity, Quantity, ReadingStyle, figure_forms
from story.models import FigureAnswer, FigureQuery, StoryPage
from story.records import FigureRecord


@dataclass(frozen=True)
class ProvinceWord:
    """One person asked about one figure, and the answer if there is one."""

    query: FigureQuery
    answer: FigureAnswer | None
    understood: str

    @property
    def at(self) -> datetime:
        """When it was said, or asked."""
        return self.answer.at if self.answer else self.query.created_at

    @property
    def note(self) -> str:
        """What a return to the editor says with this correction."""
        if self.answer is None:
            return ""
        params = {"name": self.query.contact, "value": self.answer.proposed}
        proposal = _("%(name)s gives the value: %(value)s.") % params if self.answer.proposed else ""
        said = _("%(name)s writes: %(note)s") % (params | {"note": self.answer.note})
        return " ".join(filter(None, (proposal, said if self.answer.note else "")))


def province_words(page: StoryPage, record: FigureRecord) -> list[ProvinceWord]:
    """The questions about this figure as it stands, newest first; answers once they were sent."""
    found = []
    queries = FigureQuery.objects.filter(translation_key=page.translation_key).prefetch_related("answers")
    for query in queries:
        if query.asked.get(record.id) != record.fingerprint:
            continue
        answers = {str(answer.block_id): answer for answer in query.answers.all()} if query.said else {}
        answer = answers.get(record.id)
        typed = answer.proposed if answer else ""
        found.append(ProvinceWord(query, answer, understood(typed, record)))
    return found


def understood(typed: str, record: FigureRecord) -> str:
    """What the newsroom reads in a typed value, in digits and aloud; empty where there is nothing to read."""
    try:
        parsed = _read(typed, record) if typed.strip() else None
    except ValidationError:
        parsed = None
    if parsed is None:
        return ""
    unit = record.unit.term if record.unit else None
    quantity = Quantity(
        parsed.value, parsed.value_max, parsed.total, parsed.qualifier, unit, parsed.nature or record.nature
    )
    forms = figure_forms(quantity, settings.LANGUAGE_CODE, ReadingStyle(**settings.FIGURE_READING))
    return f"{forms.sentence} ({forms.spoken})"


def _read(typed: str, record: FigureRecord) -> ParsedQuantity:
    """The quantity; of two meanings (1.710 is a thousand or one and a bit) the one nearer to the record."""
    try:
        return read_quantity(typed)
    except AmbiguousError as error:
        readings = [read_quantity(text) for text, _number in error.choices]
        return min(readings, key=lambda reading: abs(reading.value - record.quantity.value))
