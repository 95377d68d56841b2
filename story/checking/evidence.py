"""What a checker needs to judge one figure: where it stands, how it is computed, what was said elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Comment

from story.blocks.figure import NATURES
from story.checking.age import as_of, is_old
from story.checking.changes import Previous, previous_of
from story.checking.comments import comments_on
from story.checking.elsewhere import elsewhere
from story.checking.province import ProvinceWord, province_words
from story.checking.sentences import sentences_of
from story.figures import Quantity, figure_forms, qualifier_word
from story.models import StoryPage
from story.neutral import Run
from story.records import FigureRecord, printed_value

SIGNS = {"share": "/", "ratio": "/", "sum": "+", "difference": "−"}


@dataclass(frozen=True)
class OtherValue:
    """A value said for the same thing elsewhere."""

    value: str
    origin: str
    state: str
    qualifier: str = ""
    address: str = ""
    period: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class Evidence:
    """One figure under the lamp."""

    record: FigureRecord
    sentences: list[list[Run]]
    signed: frozenset[str]
    first: FigureRecord | None
    second: FigureRecord | None
    sign: str
    computed: str
    values: list[OtherValue]
    previous: Previous | None
    province: list[ProvinceWord]
    comments: list[Comment]

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """Nature, qualifier, period and source: label, text, address."""
        record = self.record
        source = " · ".join(filter(None, (record.source_title, record.source_page)))
        return [
            (_("Nature"), capfirst(str(dict(NATURES)[record.nature])), ""),
            (
                _("Qualifier"),
                capfirst(qualifier_word(record.quantity.qualifier, record.locale)) or _("Exactly"),
                "",
            ),
            (_("Period"), record.period_text or _("Not stated by the source"), ""),
            (_("Source"), source or _("Not given"), record.source_url),
        ]

    @property
    def age(self) -> str:
        """The last day that the figure speaks of, and that it is old."""
        day = as_of(self.record)
        if day is None:
            return _("The source states no date")
        shown = date_format(day, "j/n/Y")
        if not self.record.period:
            shown = _("The source states no date; signed off on %(day)s") % {"day": shown}
        return _("%(day)s, more than twelve months ago") % {"day": shown} if self.is_old else shown

    @property
    def is_old(self) -> bool:
        """Whether it is due for the yearly review."""
        return is_old(self.record)

    @property
    def calculation(self) -> str:
        """The calculation that gives another value, as a sentence to the author."""
        if not (self.first and self.second):
            return ""
        return _(
            "By calculation: %(first)s %(sign)s %(second)s = %(computed)s, not %(value)s. Please put it right or say why."
        ) % {
            "first": self.first.forms.digits,
            "sign": self.sign,
            "second": self.second.forms.digits,
            "computed": self.computed,
            "value": self.record.forms.digits,
        }

    @property
    def disagrees(self) -> bool:
        """Whether the recorded value is not what its two figures give."""
        return bool(self.computed)


def gather(page: StoryPage, record: FigureRecord, user: Any) -> Evidence:
    """Everything the screen shows about one figure of this version."""
    figures = page.figures
    disagreement = record.disagreement(figures)
    computed = "" if disagreement is None else digits(record, rounded(disagreement))
    first, second = (
        (figures.get(key) for key in record.operands) if len(record.operands) == 2 else (None, None)
    )
    return Evidence(
        record=record,
        sentences=list(sentences_of(page, record)),
        signed=frozenset(key for key, found in figures.items() if found.verified),
        first=first,
        second=second,
        sign=SIGNS.get(record.rule) or _("against"),
        computed=computed,
        values=list(_values(page, record, computed, user)),
        previous=previous_of(page, record),
        province=province_words(page, record),
        comments=comments_on(page, record),
    )


def rounded(number: Decimal) -> Decimal:
    """A computed number as a person would print it: one decimal, none if it is whole."""
    short = number.quantize(Decimal("0.1"))
    return short.to_integral_value() if short == short.to_integral_value() else short


def digits(record: FigureRecord, value: Decimal) -> str:
    """`value` in digits, as the figure's own would be."""
    return figure_forms(Quantity(value, unit=record.quantity.unit), settings.LANGUAGE_CODE).digits


def _values(page: StoryPage, record: FigureRecord, computed: str, user: Any) -> Iterator[OtherValue]:
    printed = printed_value(record)
    if printed is not None and (printed != record.quantity.value or computed):
        state = _("contradiction") if computed else _("differs from the record")
        yield OtherValue(digits(record, printed), _("Printed in the source"), state, wrong=bool(computed))
    if computed:
        yield OtherValue(computed, _("Computed from two figures"), _("proposed"))
    for other in elsewhere(page, record, user):
        origin = _("“%(title)s”, %(label)s") % {"title": other.title, "label": other.record.label}
        if other.is_draft:
            origin = _("%(origin)s (draft)") % {"origin": origin}
        yield OtherValue(
            other.record.forms.digits,
            origin,
            other.state,
            other.record.qualifier_word,
            other.address,
            other.record.period_text,
            other.contradicts,
        )
