"""What not to say about a figure, and how its short form was rounded: for whoever writes or reads it aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from press.layout.content import before_digits
from press.layout.fonts import drawable
from press.summary import Figure
from story.figures.derive import agrees
from story.figures.errors import AmbiguousNumber, UnreadableNumber, UnreadablePeriod
from story.figures.forms import nature_word
from story.figures.parsing import parse_quantity
from story.figures.periods import period_end
from story.figures.types import Nature

OLD = timedelta(days=365)
# What a unit counts, by the words of its name in either language; the first row that fits is meant.
COUNTED = {
    "visits": r"lượt|lần|cuộc gọi|phản ánh|đơn hàng|giao dịch|hồ sơ|"
    r"visits?|views?|times?|clicks?|calls?|downloads?|reports?|orders?|transactions?|applications?",
    "accounts": r"tài khoản|khách hàng|accounts?|customers?|users?",
    "devices": r"điện thoại|thiết bị|máy|camera|cây atm|mã qr|phones?|devices?|cameras?|atms?|qr codes?",
    "households": r"hộ|gia đình|households?|families",
    "people": r"người|nhân sự|giáo viên|học viên|đảng viên|cán bộ|công chức|"
    r"people|persons?|teachers?|trainees|trainee|party members?|officials?|staff",
}
COUNTED_PATTERNS = {what: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for what, words in COUNTED.items()}


def counted_as(unit: str) -> str:
    """What a unit counts (visits, accounts, devices, households, people); empty where it invites no mistake."""
    name = drawable(unit).casefold()
    return next((what for what, words in COUNTED_PATTERNS.items() if words.search(name)), "")


def counting_note(figure: Figure) -> str:
    """That a thing counted is not another thing that is often said instead."""
    if figure.unit_kind != "count":
        return ""
    return {
        "visits": _("Counts times, not people: one person may be counted more than once."),
        "accounts": _("Counts accounts or customers, not people: one person may have several."),
        "devices": _("Counts devices, not people: one person may have several, several may share one."),
        "households": _("Counts households, not people."),
        "people": _("Counts people: do not say visits or times."),
    }.get(counted_as(figure.unit), "")


def kind_note(figure: Figure) -> str:
    """What the kind of the unit is mistaken for."""
    if figure.unit_kind == "percent":
        return _("Say percent. The difference of two shares is said in percentage points.")
    return {
        "percentage-point": _("Percentage points: do not say percent."),
        "rank": _("A rank, not a quantity: say in which ranking and when."),
        "level": _("A level or phase by its name: not a rank, not a percentage, not a multiple."),
        "rate": _("A rate: never without what it is counted by."),
        "duration": _("A length of time: do not turn it into a date."),
    }.get(figure.unit_kind, "")


def share_note(figure: Figure) -> str:
    """That more than a hundred percent is no part of anything."""
    grown = figure.derived is not None and figure.derived.rule == "growth"
    if figure.unit_kind != "percent" or grown or Decimal(figure.value) <= 100:
        return ""
    return _("Over 100%: not a share of people or households. Say which number is divided by which.")


def nature_note(figure: Figure) -> str:
    """That what is hoped, reckoned or laid down is not what was reached."""
    return {
        "target": _("A target, not a result: never without the word target."),
        "projection": _("A projection, not a result: never without the word projected."),
        "estimate": _("An estimate, not a count: say whose."),
        "rule": _("What a rule lays down: not what was reached."),
        "cost": _("A cost or price: not money saved or earned."),
    }.get(figure.nature, "")


def qualifier_note(figure: Figure, locale: str) -> str:
    """That the word before the number belongs to it."""
    word = before_digits(figure, locale)
    return _("Keep “%(word)s”: the source gives no exact number.") % {"word": word} if word else ""


def total_note(figure: Figure) -> str:
    """That a part is never told as the whole."""
    return _("A part of a whole: give both numbers.") if figure.total else ""


def printed_note(figure: Figure) -> str:
    """That the source prints another number than its own figures give."""
    if not figure.derived or not figure.printed:
        return ""
    try:
        # The characters of the source, which is Vietnamese whatever the language of the summary.
        printed = parse_quantity(figure.printed, "vi").value
    except (AmbiguousNumber, UnreadableNumber):
        return ""
    if agrees(printed, Decimal(figure.value)):
        return ""
    shown = {"printed": drawable(figure.printed), "computed": drawable(figure.forms.screen)}
    return _("Do not say %(printed)s: the source prints it, its own numbers give %(computed)s.") % shown


def age_note(figure: Figure, on: date | None) -> str:
    """That more than a year has passed since."""
    try:
        end = period_end(figure.period)
    except UnreadablePeriod:
        return ""
    if not on or not end or on - end <= OLD:
        return ""
    return _("More than twelve months old: say of when it is, ask for a newer one.")


def date_note(figure: Figure) -> str:
    """That nobody knows of when the number is."""
    return "" if figure.period else _("The source gives no date: do not say now or today.")


def verification_note(figure: Figure) -> str:
    """That nobody has signed it off."""
    return "" if figure.verified else _("Not verified yet: do not broadcast or print.")


def notes(figure: Figure, locale: str, on: date | None = None) -> tuple[str, ...]:
    """What not to say about a figure, the gravest first; call it with the locale of the figure active.

    `on` is the day against which its age is told; without it nothing is said of its age.
    """

    def found() -> Iterator[str]:
        yield verification_note(figure)
        yield nature_note(figure)
        yield printed_note(figure)
        for note in PLAIN:
            yield note(figure)
        yield qualifier_note(figure, locale)
        yield age_note(figure, on)

    return tuple(filter(None, found()))


PLAIN: tuple[Callable[[Figure], str], ...] = (share_note, counting_note, kind_note, total_note, date_note)


def rounding_rule(figure: Figure) -> str:
    """How the short form stands to the number of the record; call it with the locale active."""
    if figure.total:
        return _("Not rounded.")
    return {
        "exactly": _("Not rounded."),
        "over": _("Rounded down: the word over stays."),
        "nearly": _("Rounded up: the word nearly stays."),
        "about": _("Rounded: the word about stays."),
    }.get(figure.rounding, "")


def spoken(figure: Figure, locale: str) -> str:
    """The sentence that says a figure aloud: its name, then its spoken form with every word that belongs to it."""
    form, word = drawable(figure.forms.spoken), nature_word(Nature(figure.nature), locale)
    # The form carries the word by itself; should it ever not, it is said all the same.
    told = form if word.casefold() in form.casefold() else f"{word} {form}"
    label = drawable(figure.label).rstrip(".:;, ")
    return f"{label}: {told}." if label else f"{told}."
