"""A finding in plain words: what each side says, and how the two differ."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from story.figures import Qualifier, UnreadablePeriod, format_number, format_period
from translation.numbers import dates, qualifiers
from translation.numbers.matching import Kind
from translation.numbers.mentions import Mention, Reading, Sort
from translation.numbers.units import PERCENT, POINT, TIMES

if TYPE_CHECKING:
    from translation.numbers.findings import Finding, Side

_QUALIFIERS = {
    Qualifier.EXACT: gettext_lazy("exactly"),
    Qualifier.ABOUT: gettext_lazy("about"),
    Qualifier.OVER: gettext_lazy("more than"),
    Qualifier.NEARLY: gettext_lazy("nearly"),
    Qualifier.UNDER: gettext_lazy("less than"),
    Qualifier.AT_LEAST: gettext_lazy("at least"),
    Qualifier.AT_MOST: gettext_lazy("at most"),
}
_UNITS = {
    POINT: gettext_lazy("percentage points"),
    TIMES: gettext_lazy("times"),
    "VND": gettext_lazy("dong"),
    "month": gettext_lazy("months"),
    "quarter": gettext_lazy("quarters"),
    "year": gettext_lazy("years"),
    "decade": gettext_lazy("decades"),
    "century": gettext_lazy("centuries"),
    "day": gettext_lazy("days"),
    "week": gettext_lazy("weeks"),
    "working day": gettext_lazy("working days"),
    "second": gettext_lazy("seconds"),
    "minute": gettext_lazy("minutes"),
    "hour": pgettext_lazy("so many", "hours"),
    "quintal": gettext_lazy("quintals"),
    "tonne": gettext_lazy("tonnes"),
    "litre": gettext_lazy("litres"),
}
_WEEKDAYS = {
    2: pgettext_lazy("in a sentence", "Monday"),
    3: pgettext_lazy("in a sentence", "Tuesday"),
    4: pgettext_lazy("in a sentence", "Wednesday"),
    5: pgettext_lazy("in a sentence", "Thursday"),
    6: pgettext_lazy("in a sentence", "Friday"),
    7: pgettext_lazy("in a sentence", "Saturday"),
    8: pgettext_lazy("in a sentence", "Sunday"),
}
_HALVES = {1: gettext_lazy("first half"), 2: gettext_lazy("second half")}
_QUARTER = pgettext_lazy("of the year", "quarter")
_MONTH = pgettext_lazy("of the year", "month")
_DAY = pgettext_lazy("of the month", "day")
_MAGNITUDES = {
    1: gettext_lazy("tens"),
    2: gettext_lazy("hundreds"),
    3: gettext_lazy("thousands"),
    4: gettext_lazy("tens of thousands"),
    5: gettext_lazy("hundreds of thousands"),
    6: gettext_lazy("millions"),
    7: gettext_lazy("tens of millions"),
    8: gettext_lazy("hundreds of millions"),
    9: gettext_lazy("billions"),
}


def message(finding: "Finding", locale: str) -> str:
    """The finding in the language that is active; numbers are written as `locale` writes them."""
    original, translation = finding.original, finding.translation
    words = {
        "original": _named(original, locale, finding.kind),
        "translation": _named(translation, locale, finding.kind),
    }
    if original.mention is None and translation.mention is None:
        return _of_a_figure(finding.kind, original, translation)
    if finding.kind is Kind.SCALE:
        words["times"] = _times(original.mention, translation.mention, locale)
    if finding.kind is Kind.SEPARATORS:
        wrong = translation if translation.mention and translation.mention.foreign else original
        words = {"printed": wrong.printed, "right": _written(wrong)}
    return _sentence(finding.kind) % words


def _sentence(kind: Kind) -> str:
    return {
        Kind.MISSING: _("The translation lacks %(original)s."),
        Kind.ADDED: _("The translation says %(translation)s, of which the original says nothing."),
        Kind.VALUE: _("The original says %(original)s, the translation says %(translation)s."),
        Kind.SCALE: _(
            "The original says %(original)s, the translation says %(translation)s: %(times)s times as much or as little."
        ),
        Kind.UNIT: _(
            "The original says %(original)s, the translation says %(translation)s: not the same unit."
        ),
        Kind.QUALIFIER: _("The original says %(original)s, the translation says %(translation)s."),
        Kind.FORM: _(
            "The original says %(original)s, the translation says %(translation)s: the same in another form. Check that it reads well."
        ),
        Kind.ORDER: _(
            "Where the original says %(original)s, the translation says %(translation)s, and the other way round. Check that each counts the right thing."
        ),
        Kind.SEPARATORS: _("“%(printed)s” has the separators of another language; write “%(right)s”."),
    }[kind]


def _of_a_figure(kind: Kind, original: "Side", translation: "Side") -> str:
    if kind is Kind.MISSING:
        message = _("The figure “%(text)s” of the original is not in the translation. Put its link there.")
        return message % {"text": _plain(original.printed)}
    message = _("The figure “%(text)s” of the translation is not in the original. Take its link away.")
    return message % {"text": _plain(translation.printed)}


def _plain(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).strip() or text


def _named(side: "Side", locale: str, kind: Kind) -> str:
    """The characters of the text, and what they mean where these do not tell it by themselves."""
    if side.mention is None:
        return ""
    printed, meaning = side.printed, _meaning(side.mention.reading, locale)
    if kind is Kind.QUALIFIER:
        likeliest = qualifiers.likeliest(side.mention.qualifiers)
        meaning = f"{_QUALIFIERS[likeliest]} {meaning}"
    if not meaning or meaning.casefold() == printed.casefold():
        return f"“{printed}”"
    return f"“{printed}” ({meaning})"


def _meaning(reading: Reading, locale: str) -> str:
    value = reading.value
    if reading.sort is Sort.AMOUNT:
        number = format_number(value, locale)
        if reading.unit == PERCENT:
            return f"{number}%"
        return f"{number} {_UNITS.get(reading.unit, reading.unit)}".strip()
    if reading.sort is Sort.RATE:
        return ""
    if reading.sort is Sort.SHARE:
        return f"{value.numerator}/{value.denominator}"
    if reading.sort is Sort.VAGUE:
        return str(_MAGNITUDES.get(value, f"10^{value}"))
    if reading.sort is Sort.CLOCK:
        return f"{value // 60}:{value % 60:02}"
    if reading.sort is Sort.WEEKDAY:
        return str(_WEEKDAYS[value])
    return _moment(value, locale) if reading.sort is Sort.DATE else ""


def _moment(value: dates.Moment, locale: str) -> str:
    year, month, day = value
    if month > dates.HALF:
        return f"{_HALVES[month - dates.HALF]} {year or ''}".strip()
    if month > dates.QUARTER:
        return f"{_QUARTER} {month - dates.QUARTER} {year or ''}".strip()
    if year:
        parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
        try:
            return format_period("-".join(parts), locale)
        except UnreadablePeriod:
            return "/".join(str(part) for part in (day, month, year) if part)
    if day and month:
        return f"{day}/{month}"
    return f"{_MONTH} {month}" if month else f"{_DAY} {day}"


def _times(one: Mention | None, other: Mention | None, locale: str) -> str:
    first, second = (mention.reading.value if mention else Decimal(1) for mention in (one, other))
    ratio = max(first, second) / min(first, second)
    return format_number(Decimal(format(ratio.normalize(), "f")), locale)


def _written(side: "Side") -> str:
    """The digits as the language of the text writes them."""
    return side.printed.translate(str.maketrans(".,", ",."))
