"""Figures as they may be aired and printed: three forms in each language, and all that must be known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from press.notes import notes, rounding_rule, verification_note
from press.summary import Figure, StorySummary
from press.wire.items import period_words, web_address
from story.figures import Nature, Qualifier, UnitKind, figure_forms
from story.models import StoryPage
from story.records import FigureRecord

Records = Mapping[str, FigureRecord]


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure in one language; `label` is empty where nobody has written it in that language."""

    record: FigureRecord
    label: str

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.record.locale

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after the whole digits, besides nature and qualifier; “nd” of 2nd has no space."""
        words = self.record.screen_text
        for word in (self.record.nature_word.lower(), self.record.qualifier_word):
            words = words.removeprefix(word).lstrip()
        before, _digits, after = words.partition(self.record.forms.digits)
        return before.strip(), after


@dataclass(frozen=True, slots=True)
class AirSafe:
    """A figure with its wordings, the language of the page first, and what belongs to it."""

    record: FigureRecord
    wordings: tuple[Wording, ...]
    rounding: str
    notes: tuple[str, ...]
    unverified: str
    period: str
    beside: tuple[str, ...]
    source_address: str


def air_safe(page: StoryPage, summary: StorySummary, others: Mapping[str, StoryPage]) -> list[AirSafe]:
    """Every figure of a story, the one that tells it first; `others` are the story's pages in other languages.

    Call it with the language of the page active.
    """
    records = page.figures
    elsewhere = {code: other.figures for code, other in others.items()}
    shown = [_air_safe(records[figure.id], figure, records, elsewhere) for figure in summary.figures]
    return sorted(shown, key=lambda each: (each.record.id != summary.lead, not each.record.highlight))


def _air_safe(
    record: FigureRecord, figure: Figure, records: Records, elsewhere: Mapping[str, Records]
) -> AirSafe:
    unverified = verification_note(figure)
    said = notes(figure, record.locale, timezone.localdate())
    return AirSafe(
        record,
        tuple(wordings(record, elsewhere)),
        rounding_rule(figure),
        tuple(note for note in said if note != unverified),
        unverified,
        period_words(figure.period, record.locale) if figure.period else "",
        tuple(filter(None, [baseline(record), target(record, records), derived(record, records)])),
        web_address(figure.source.url),
    )


def wordings(record: FigureRecord, elsewhere: Mapping[str, Records]) -> list[Wording]:
    """The figure in each language of the site, that of the page first.

    Where the story is not told in a language, the number is written by its rules and the label left out; where the
    unit has no name in it either, there is nothing to say.
    """
    found = [Wording(record, record.label)]
    for code, _name in settings.LANGUAGES:
        if told := elsewhere.get(code, {}).get(record.id):
            found.append(Wording(told, told.label))
        elif code != record.locale and _has_words(record, code):
            found.append(Wording(replace(record, locale=code), ""))
    return found


def _has_words(record: FigureRecord, code: str) -> bool:
    """Whether the unit has a name in a language; a percent needs none."""
    term = record.quantity.unit
    own = term.names.get(code) if term else None
    return term is None or term.kind is UnitKind.PERCENT or bool(own and own.name)


def baseline(record: FigureRecord) -> str:
    """The value that the figure is compared with."""
    if record.baseline_value is None:
        return ""
    quantity = replace(
        record.quantity,
        value=record.baseline_value,
        value_max=None,
        total=None,
        qualifier=Qualifier.EXACT,
        nature=Nature.MEASURED,
    )
    shown = {"value": figure_forms(quantity, record.locale).whole}
    if not record.baseline_period:
        return _("Before: %(value)s.") % shown
    shown["period"] = period_words(record.baseline_period, record.locale)
    return _("Before: %(value)s (%(period)s).") % shown


def target(record: FigureRecord, records: Records) -> str:
    """What was aimed at, with its word."""
    goal = records.get(record.target)
    return _("Target to compare with: %(goal)s.") % {"goal": _named(goal)} if goal else ""


def derived(record: FigureRecord, records: Records) -> str:
    """From which figures of the story it was computed, and how."""
    operands = [_named(records[key]) for key in record.operands if key in records]
    if len(operands) != 2:
        return ""
    words = {
        "share": _("Computed, not stated: %(first)s as a share of %(second)s."),
        "ratio": _("Computed, not stated: %(first)s divided by %(second)s."),
        "sum": _("Computed, not stated: %(first)s and %(second)s together."),
        "difference": _("Computed, not stated: %(first)s less %(second)s."),
        "growth": _("Computed, not stated: growth to %(first)s from %(second)s."),
    }.get(record.rule, "")
    return words % {"first": operands[0], "second": operands[1]} if words else ""


def _named(record: FigureRecord) -> str:
    return f"{record.label} ({record.screen_text})"
