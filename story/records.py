"""The records of a story's figures: the one place that page, English page and press read a figure from."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings

from story.figures import (
    Forms,
    Nature,
    PeriodBasis,
    Qualifier,
    Quantity,
    ReadingStyle,
    agrees,
    derive,
    figure_forms,
    format_period,
    nature_word,
    parse_quantity,
    qualifier_word,
)
from story.models.figures import Figure, FigureSignOff
from story.selectors import visible_to

if TYPE_CHECKING:
    from story.models import StoryPage, Unit


@dataclass(frozen=True)
class Verification:
    """Who signed a figure off, when, and on which revision."""

    at: datetime
    by: str
    revision: int | None


@dataclass(frozen=True)
class FigureRecord:
    """One figure of a story in one language."""

    id: str
    part: str
    locale: str
    quantity: Quantity
    unit: "Unit | None"
    label: str
    period: str
    period_basis: PeriodBasis
    printed: str
    source_title: str
    source_url: str
    source_page: str
    highlight: bool
    target: str
    rule: str
    operands: tuple[str, ...]
    baseline_value: Decimal | None
    baseline_period: str
    fingerprint: str = ""
    verified: Verification | None = None
    disputed: str = ""

    @cached_property
    def forms(self) -> Forms:
        """The figure in its forms, in the record's language."""
        return figure_forms(self.quantity, self.locale, ReadingStyle(**settings.FIGURE_READING))

    @property
    def nature(self) -> Nature:
        """What the figure is: measured, target…"""
        return self.quantity.nature

    @property
    def is_ahead(self) -> bool:
        """Whether it is a target or a projection: hollow, and never without its word."""
        return self.nature in (Nature.TARGET, Nature.PROJECTION)

    @property
    def nature_word(self) -> str:
        """The word a target or projection carries, in the record's language."""
        return nature_word(self.nature, self.locale).capitalize()

    @property
    def told(self) -> str:
        """The figure inside a sentence of plain words: 300 tỷ đồng (dự kiến)."""
        return f"{self.forms.sentence} ({self.nature_word.lower()})" if self.is_ahead else self.forms.sentence

    @property
    def unit_name(self) -> str:
        """The unit beside this value."""
        return self.unit.name_for(self.locale, self.quantity.value) if self.unit else ""

    @property
    def qualifier_word(self) -> str:
        """“hơn”, “khoảng”…, nothing for an exact figure."""
        return qualifier_word(self.quantity.qualifier, self.locale)

    @property
    def screen_text(self) -> str:
        """The whole digits with every word that must travel with them."""
        return self.forms.whole

    @property
    def period_text(self) -> str:
        """The period as read on a page."""
        return format_period(self.period, self.locale) if self.period else ""

    def computed_from(self, figures: dict[str, "FigureRecord"]) -> Decimal | None:
        """What a derived figure comes to, from its two operands; None where it is not derived or cannot be."""
        if not self.rule or len(self.operands) != 2 or not all(key in figures for key in self.operands):
            return None
        try:
            return derive(self.rule, *(figures[key].quantity.value for key in self.operands))
        except ValueError:
            return None

    def disagreement(self, figures: dict[str, "FigureRecord"]) -> Decimal | None:
        """The computed value where it does not agree with the recorded one."""
        computed = self.computed_from(figures)
        return None if computed is None or agrees(self.quantity.value, computed) else computed


def fingerprint(record: FigureRecord) -> str:
    """A hash of what a sign-off vouches for: value, unit, qualifier, nature, period and source."""
    quantity = record.quantity
    numbers = [
        None if number is None else f"{number.normalize():f}"
        for number in (quantity.value, quantity.value_max, quantity.total)
    ]
    vouched = [
        *numbers,
        str(quantity.qualifier),
        str(quantity.nature),
        record.unit.pk if record.unit else None,
        record.period,
        [record.source_title, record.source_url, record.source_page],
    ]
    return hashlib.sha256(json.dumps(vouched, ensure_ascii=False).encode()).hexdigest()


def _blocks(page: "StoryPage") -> Iterator[tuple[str, str, Any]]:
    for part in page.body:
        for child in part.value["figures"].bound_blocks:
            yield part.block_type, str(child.id), child.value


def _from_block(part: str, block_id: str, value: Any, locale: str) -> FigureRecord | None:
    typed = value["quantity"]
    if typed is None or isinstance(typed, str):
        return None
    unit = value["unit"]
    quantity = replace(typed.as_quantity(), unit=unit.term if unit else None, nature=Nature(value["nature"]))
    record = FigureRecord(
        id=block_id,
        part=part,
        locale=locale,
        quantity=quantity,
        unit=unit,
        label=value["label"],
        period=value["period"] or "",
        period_basis=PeriodBasis(value["period_basis"] or "none"),
        printed=value["printed"] or "",
        source_title=value["source_title"] or "",
        source_url=value["source_url"] or "",
        source_page=value["source_page"] or "",
        highlight=bool(value["highlight"]),
        target=value["target"] or "",
        rule=value["rule"] or "",
        operands=tuple(key for key in (value["first"], value["second"]) if key),
        baseline_value=value["baseline"].value if value["baseline"] else None,
        baseline_period=value["baseline_period"] or "",
    )
    return replace(record, fingerprint=fingerprint(record))


def _short(number: Decimal | None) -> Decimal | None:
    # 68.000000 from the database is 68; 1E+2 is 100.
    return None if number is None else Decimal(f"{number.normalize():f}")


def quantity_of_row(row: Figure) -> Quantity:
    """The numbers of a published row."""
    return Quantity(
        Decimal(f"{row.value.normalize():f}"),
        _short(row.value_max),
        _short(row.total),
        Qualifier(row.qualifier),
        row.unit.term if row.unit else None,
        Nature(row.nature),
    )


def forms_of_row(row: Figure, locale: str) -> Forms:
    """A published row in its forms."""
    return figure_forms(quantity_of_row(row), locale, ReadingStyle(**settings.FIGURE_READING))


def record_of_row(row: Figure, locale: str, own: Mapping[str, Any] | None = None) -> FigureRecord:
    """A published row as a record; `own` holds the words of a translation."""
    own = own or {}
    return FigureRecord(
        id=str(row.block_id),
        part=row.part,
        locale=locale,
        quantity=quantity_of_row(row),
        unit=row.unit,
        label=own.get("label") or row.label,
        period=row.period,
        period_basis=PeriodBasis(row.period_basis),
        printed=row.printed,
        source_title=own.get("source_title") or row.source_title,
        source_url=row.source_url,
        source_page=row.source_page,
        highlight=row.highlight,
        target=row.target,
        rule=row.rule,
        operands=tuple(row.operands),
        baseline_value=_short(row.baseline_value),
        baseline_period=row.baseline_period,
        fingerprint=row.fingerprint,
    )


def in_own_words(record: FigureRecord, source: FigureRecord) -> FigureRecord:
    """A figure of a translation: its own words, and everything else as the first language has it."""
    return replace(
        source,
        part=record.part,
        locale=record.locale,
        label=record.label,
        source_title=record.source_title,
    )


def published_rows(page: "StoryPage") -> dict[str, Figure]:
    """The figures of the story's public version in its first language, by block id."""
    live = visible_to(None).filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    rows = Figure.objects.filter(
        translation_key=page.translation_key, revision_id__in=live.values("live_revision_id")
    ).select_related("unit")
    return {str(row.block_id): row for row in rows}


def source_records(page: "StoryPage") -> dict[str, FigureRecord] | None:
    """What the first language says: the public version, else the one approved for later; None where neither stands."""
    from story.embargo import standing_source, waiting_source

    rows = published_rows(page)
    if rows:
        return {key: record_of_row(row, settings.LANGUAGE_CODE) for key, row in rows.items()}
    if source := waiting_source(page):
        return {record.id: record for record in drafted_records(source)}
    return {} if standing_source(page) else None


Words = dict[tuple[str, str], FigureSignOff]


def newest_words(keys: Iterable[Any]) -> dict[Any, Words]:
    """The newest word of a checker, by story, figure and state of the figure."""
    words: dict[Any, Words] = defaultdict(dict)
    for word in FigureSignOff.objects.filter(translation_key__in=keys).select_related("user"):
        words[word.translation_key].setdefault((str(word.block_id), word.fingerprint), word)
    return words


def decided(record: FigureRecord, words: Words) -> FigureRecord:
    """The record with the newest word of a checker on it, where that still fits the figure."""
    word = words.get((record.id, record.fingerprint))
    if word is None:
        return record
    if word.decision == FigureSignOff.Decision.SIGNED:
        return replace(record, verified=Verification(word.at, word.user.display_name, word.revision_id))
    return replace(record, disputed=word.note)


def drafted_records(page: "StoryPage") -> list[FigureRecord]:
    """The figures that the body holds, in the order of the page, without anybody's word on them."""
    locale = page.locale.language_code
    found = (_from_block(part, key, value, locale) for part, key, value in _blocks(page))
    return [record for record in found if record]


def figure_records(page: "StoryPage") -> dict[str, FigureRecord]:
    """Every figure of a story by its id, in the order of the page.

    A translation takes its words from its own body and everything else from the first language, so that a
    corrected number is new in every language at once. A figure that the first language does not tell the public
    came with a draft, and is not told here either.
    """
    records = drafted_records(page)
    if page.locale.language_code != settings.LANGUAGE_CODE:
        told = source_records(page)
        if told is not None:
            records = [in_own_words(record, told[record.id]) for record in records if record.id in told]
    words = newest_words([page.translation_key])[page.translation_key]
    return {record.id: decided(record, words) for record in records}


def drafted_in_bulk(pages: "Iterable[StoryPage]") -> dict[int, list[FigureRecord]]:
    """The same for many pages, by page id: their units are read together."""
    pages = list(pages)
    found = [
        (page, part["type"], item["id"], item["value"])
        for page in pages
        for part in page.body.raw_data
        for item in part["value"]["figures"]
    ]
    records: dict[int, list[FigureRecord]] = {page.pk: [] for page in pages}
    if not found:
        return records
    page, part, _id, _value = found[0]
    block = page.body.stream_block.child_blocks[part].child_blocks["figures"].child_block
    values = block.bulk_to_python([value for _page, _part, _id, value in found])
    for (page, part, key, _value), value in zip(found, values, strict=True):
        if record := _from_block(part, str(key), value, page.locale.language_code):
            records[page.pk].append(record)
    return records


def printed_value(record: FigureRecord) -> Decimal | None:
    """The number in the characters of the source, where they can be read."""
    try:
        return parse_quantity(record.printed, settings.LANGUAGE_CODE).value
    except ValueError:
        return None
