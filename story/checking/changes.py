"""What a figure said when it was last published, and what of it is different now."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from story.blocks.figure import NATURES
from story.figures import Nature, Qualifier, UnreadablePeriod, format_period, qualifier_word
from story.models import Figure, StoryPage
from story.records import FigureRecord, forms_of_row, published_rows


@dataclass(frozen=True)
class Change:
    """One thing that a figure says otherwise than before."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Previous:
    """The published figure in words, and each change since."""

    value: str
    changes: list[Change]


def previous_of(page: StoryPage, record: FigureRecord) -> Previous | None:
    """The figure as the public version has it; None where it was never published."""
    row = published_rows(page).get(record.id)
    if row is None:
        return None
    qualifier = qualifier_word(Qualifier(row.qualifier), settings.LANGUAGE_CODE)
    return Previous(" ".join(filter(None, (qualifier, _digits(row)))), _changes(row, record))


def _changes(row: Figure, record: FigureRecord) -> list[Change]:
    nothing = _("none")
    pairs = [
        (_("Value"), _digits(row), record.forms.digits),
        (_("Unit"), _unit(row), record.unit_name),
        (_("Qualifier"), *map(_qualifier, (row.qualifier, record.quantity.qualifier))),
        (_("Nature"), *map(_nature, (row.nature, record.nature))),
        (_("Period"), _period(row.period), record.period_text),
        (_("Source"), _source(row), _source(record)),
    ]
    return [Change(label, before or nothing, now or nothing) for label, before, now in pairs if before != now]


def _digits(row: Figure) -> str:
    return forms_of_row(row, settings.LANGUAGE_CODE).digits


def _unit(row: Figure) -> str:
    return row.unit.name_for(settings.LANGUAGE_CODE, row.value) if row.unit else ""


def _qualifier(name: str) -> str:
    return capfirst(qualifier_word(Qualifier(name), settings.LANGUAGE_CODE)) or _("Exactly")


def _nature(name: str) -> str:
    return capfirst(str(dict(NATURES)[Nature(name)]))


def _period(iso: str) -> str:
    try:
        return format_period(iso, settings.LANGUAGE_CODE) if iso else ""
    except UnreadablePeriod:
        return iso


def _source(figure: Figure | FigureRecord) -> str:
    return " · ".join(filter(None, (figure.source_title, figure.source_page, figure.source_url)))
