"""What a graphic says: which figures, in which words, drawn how. Everything here comes from the summary alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from press.layout.bars import HOLLOW, Bars, bars_of
from press.layout.fonts import drawable
from press.layout.footing import licence_words, notice_words, source_words, taker_words, verified_words
from press.summary import Figure, StorySummary
from story.figures.digits import format_number
from story.figures.forms import nature_word, qualifier_word
from story.figures.types import Nature, Qualifier

NUMBER = re.compile(r"[-−]?\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?(?:/\d[\d.,]*)?(?:\s?%|(?:st|nd|rd|th)\b)?")
LONGEST_SCREEN = 9
MOST_CELLS = 2000
MOST_FIGURES = 5
# Kinds whose words belong to the number itself: 3,1 tỷ đồng, mức độ 4, 2nd.
WORDED = {"money", "level", "rank"}
COUNTED = {"measured", "estimate", "target", "projection"}


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar's shape, colour and name; the shape and the name always go with the colour."""

    shape: Literal["square", "triangle", "circle"]
    colour: str
    name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure as words: what stands before the digits, the digits, their unit, what they are."""

    before: str
    digits: str
    unit: str
    label: str
    joined: bool
    word: str
    hollow: bool
    verified: bool
    state: str
    short: str

    @property
    def said(self) -> str:
        """The figure in one sentence, the word of a target or projection before all else."""
        word = f"{self.word}:" if self.word else ""
        unit = self.unit if self.joined or not self.label or not self.unit else f"{self.unit}:"
        said = " ".join(filter(None, [word, self.before, self.digits, unit, self.label]))
        return said.rstrip(".") + "."


@dataclass(frozen=True, slots=True)
class Extent:
    """What the lead figure's field shows: solid is there, hollow is not; drawn as cells or as one bar."""

    solid: Decimal
    hollow: Decimal
    bar: bool
    solid_words: str
    hollow_lead: str
    hollow_strong: str
    hollow_rest: str


@dataclass(frozen=True, slots=True)
class Content:
    """All words and quantities of a graphic, in the order of their weight."""

    pillar: Pillar | None
    province: str
    notice: str
    taker: str
    headline: str
    standfirst: str
    lead: Telling | None
    extent: Extent | None
    others: tuple[Telling, ...]
    bars: Bars | None
    source: str
    verified: str
    all_verified: bool
    licence: str

    @property
    def bar_field(self) -> bool:
        """Whether the lead figure's field is one bar instead of cells."""
        return self.extent is not None and self.extent.bar


def pillar_of(summary: StorySummary) -> Pillar | None:
    """The first pillar of the story."""
    pillars = {
        "digital-government": Pillar("square", "#1B4DB3", _("Digital government")),
        "digital-economy": Pillar("triangle", "#B5390B", _("Digital economy")),
        "digital-society": Pillar("circle", "#00695C", _("Digital society")),
    }
    return next((pillars[slug] for slug in summary.pillars if slug in pillars), None)


def before_digits(figure: Figure, locale: str) -> str:
    """The word before the digits where the form does not carry it."""
    known = figure.qualifier in set(Qualifier)
    return qualifier_word(Qualifier(figure.qualifier), locale) if known else ""


def number(value: Decimal | str, locale: str) -> str:
    """A plain number as the locale writes it."""
    return format_number(Decimal(value), locale)


def split(form: str) -> tuple[str, str, str]:
    """What stands before the digits of a form, the digits, and what stands after."""
    found = NUMBER.search(form)
    if not found:
        return "", "", form
    digits = found.group().rstrip(".,").replace(" ", "").replace("\u00a0", "")
    return (
        form[: found.start()].strip(),
        digits,
        form[found.start() + len(found.group().rstrip(".,")) :].strip(),
    )


def telling(figure: Figure, locale: str) -> Telling:
    """A figure in words: the screen form, or the compact one for money and for long numbers."""
    before, digits, after = split(drawable(figure.forms.screen))
    if figure.unit_kind in WORDED or len(digits) > LONGEST_SCREEN or not digits:
        before, digits, after = split(drawable(figure.forms.compact))
    digits = digits or number(figure.value, locale)
    if digits.endswith("%"):
        after = after or "%"
    word = nature_word(Nature(figure.nature), locale)
    before = re.sub(re.escape(word), "", before, flags=re.IGNORECASE).strip() if word else before
    unit, label = drawable(figure.unit), drawable(figure.label)
    if "%" in digits:
        unit = ""
    elif after and unit.casefold() not in f"{before} {after}".casefold():
        unit = f"{after} {unit}" if unit else after
    elif after:
        unit = after
    short = " ".join(filter(None, [before or before_digits(figure, locale), digits, unit]))
    counted = drawable(figure.unit).casefold()
    joined = (
        bool(counted)
        and unit.casefold().endswith(counted)
        and f"{label} ".casefold().startswith(f"{counted} ")
    )
    if joined:
        label = label[len(counted) :].strip(" ,:;–-")
    elif not unit:
        unit, label = label, ""
    return Telling(
        before or before_digits(figure, locale),
        digits,
        unit,
        label,
        joined,
        word[:1].upper() + word[1:],
        figure.nature in HOLLOW,
        figure.verified is not None,
        _("Verified") if figure.verified else _("Awaiting verification"),
        short,
    )


def extent_of(figure: Figure, summary: StorySummary) -> Extent | None:
    """The field of a lead figure, or nothing where a drawing would mean nothing (money, rank, duration, …)."""
    value, locale = Decimal(figure.value), summary.locale
    if figure.nature not in COUNTED or figure.value_max:
        return None
    told = telling(figure, locale)
    if figure.unit_kind == "percent" and 0 < value <= 100:
        return Extent(*ordered(figure, value, 100 - value), True, told.short, _("the rest up to"), "", "100%")
    if figure.unit_kind != "count" or value != value.to_integral_value() or value < 1:
        return None
    target = summary.figure(figure.target)
    goal = Decimal(target.value) if target and target.unit_kind == "count" else None
    if target and goal is not None and goal > value:
        rest, words = goal - value, (_("still to reach the"), _("target"), telling(target, locale).short)
    elif figure.total and Decimal(figure.total) > value:
        whole = f"{number(figure.total, locale)} {drawable(figure.unit)}".strip()
        rest, words = Decimal(figure.total) - value, (_("the rest of"), "", whole)
    else:
        rest, words = Decimal(0), ("", "", "")
    if value + rest > MOST_CELLS and not rest or value + rest < 2 or rest != rest.to_integral_value():
        return None
    own = " ".join(filter(None, [told.before, told.digits.split("/")[0], drawable(figure.unit)]))
    if not rest and figure.unit:
        words = (_("each shape stands for one %(unit)s") % {"unit": drawable(figure.unit)}, "", "")
    return Extent(*ordered(figure, value, rest), value + rest > MOST_CELLS, own, *words)


def ordered(figure: Figure, value: Decimal, rest: Decimal) -> tuple[Decimal, Decimal]:
    """Solid and hollow quantities: what is only a target or a projection is hollow, all of it."""
    return (Decimal(0), value + rest) if figure.nature in HOLLOW else (value, rest)


def chosen(summary: StorySummary) -> tuple[Figure | None, list[Figure]]:
    """The lead figure and the further ones, highlighted first, then those of the results, then the others."""
    figures = list(summary.figures)
    lead = summary.figure(summary.lead) or next((f for f in figures if f.highlight), None)
    lead = lead or next((f for f in figures if f.nature == "measured"), None) or next(iter(figures), None)
    rest = [f for f in figures if f is not lead]
    return lead, sorted(rest, key=lambda f: (not f.highlight, f.part != "results"))


def content_of(summary: StorySummary, most: int = MOST_FIGURES) -> Content:
    """Everything that a graphic of so many further figures says; call it with the summary's locale active."""
    lead, rest = chosen(summary)
    extent = extent_of(lead, summary) if lead else None
    target = summary.figure(lead.target) if lead and extent and extent.hollow_strong else None
    rest = [figure for figure in rest if figure is not target][:most]
    shown = [figure for figure in (lead, target, *rest) if figure]
    told = telling(lead, summary.locale) if lead else None
    charts = (bars_of(chart, summary) for chart in summary.charts[:1])
    return Content(
        pillar=pillar_of(summary),
        province=drawable(summary.province.name),
        notice=notice_words(summary),
        taker=taker_words(summary),
        headline=drawable(summary.headline),
        standfirst=drawable(summary.standfirst),
        lead=told,
        extent=extent,
        others=tuple(telling(figure, summary.locale) for figure in rest),
        bars=next(charts, None),
        source=source_words(lead, shown, summary),
        verified=verified_words(shown),
        all_verified=all(figure.verified for figure in shown),
        licence=licence_words(summary),
    )
