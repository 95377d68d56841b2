"""Digits of running text that are no figures, in words: dates, months, ordinals, small numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from story.figures import vietnamese
from story.figures.digits import language_of
from story.figures.errors import UnreadablePeriod
from story.figures.finding import FoundNumber
from story.figures.periods import parse_period
from story.figures.spoken import spoken_number, spoken_ordinal
from story.figures.spoken_periods import spoken_period
from story.figures.surroundings import StatedPeriod, stated_periods

Keep = Callable[[str], str]
_OPEN = re.compile(r"(?:kể từ|từ|since|from)(?: (?:đầu|giữa|cuối))? ", re.IGNORECASE)
_STAGE = re.compile(r"(?:giai đoạn|thời kỳ) ", re.IGNORECASE)
_FROM = re.compile(r"(?:từ|from) ")
_WEEKDAYS = {"1": "nhất", "4": "tư"}
_PLAIN = re.compile(r"(?<![\w.,/:+-])[0-9]{1,3}(?![\w%/:]|[.,-][\w])")
_DAY = re.compile(r"\bngày ([0-9]{1,2})/([0-9]{1,2})(?![\w/])", re.IGNORECASE)
_PLACES = {"vi": re.compile(r"\b(thứ|tháng) ([0-9]{1,2})(?![\w/]|[.,][0-9])", re.IGNORECASE),
           "en": re.compile(r"(?<![\w.,])([0-9]{1,3})(?:st|nd|rd|th)\b")}  # fmt: skip
_TO = {"vi": "đến", "en": "to"}
_OF = {"vi": "trên", "en": "out of"}
_PERCENT = {"vi": "phần trăm", "en": "percent"}


def periods_in_words(text: str, locale: str, keep: Keep) -> str:
    """The text with each date that it names in words, passed through `keep`; others stay as they are."""
    pieces, last = [], 0
    for period in stated_periods(text):
        if period.dated and period.start >= last and (words := _period(text, period, locale)):
            pieces += [text[last : period.start], keep(words)]
            last = period.end
    return "".join([*pieces, text[last:]])


def _period(text: str, period: StatedPeriod, locale: str) -> str:
    written = text[period.start : period.end]
    before = ""
    if lead := (_OPEN if not period.iso else _STAGE).match(written):
        before, written = lead[0], written[lead.end() :]
    try:
        words = spoken_period(period.iso or parse_period(written), locale)
    except UnreadablePeriod:
        return ""
    if not _FROM.match(written.lower()):
        words = _FROM.sub("", words, count=1)
    return before + (words[:1].upper() + words[1:] if not before and written[:1].isupper() else words)


def number_in_words(found: FoundNumber, locale: str) -> str:
    """The printed number of a text in words, without its unit."""
    language = language_of(locale)
    words = spoken_number(found.value, locale)
    if found.value_max is not None:
        words += f" {_TO[language]} {spoken_number(found.value_max, locale)}"
    if found.total is not None:
        words += f" {_OF[language]} {spoken_number(found.total, locale)}"
    return f"{words} {_PERCENT[language]}" if found.printed.rstrip().endswith("%") else words


def small_numbers_in_words(text: str, locale: str) -> str:
    """The text with its ordinals, days and small numbers in words; what else has digits keeps them."""
    language = language_of(locale)
    if language == "vi":
        text = _DAY.sub(_day, text)
        text = _PLACES["vi"].sub(_place, text)
    else:
        text = _PLACES["en"].sub(lambda match: spoken_ordinal(Decimal(match[1]), locale), text)
    return _PLAIN.sub(lambda match: spoken_number(Decimal(match[0]), locale), text)


def _day(match: re.Match[str]) -> str:
    month = int(match[2])
    if not 1 <= month <= 12:
        return match[0]
    return f"ngày {vietnamese.integer_words(int(match[1]))} {vietnamese.month_words(month)}"


def _place(match: re.Match[str]) -> str:
    name, number = match[1], match[2]
    if name.lower() == "tháng":
        words = vietnamese.month_words(int(number)).removeprefix("tháng ")
    else:
        words = _WEEKDAYS.get(number) or vietnamese.integer_words(int(number))
    return f"{name} {words}"
