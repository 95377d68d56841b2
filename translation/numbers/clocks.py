"""Times of day: 15h30, 3 giờ chiều, 3.30 pm, noon; as minutes since midnight."""

import re
from collections.abc import Iterator
from decimal import Decimal

from story.figures.counted import is_counted
from story.figures.english import UNITS
from translation.numbers import units
from translation.numbers.mentions import Mention, Reading, Sort, Weight, amount

_DAY_PART = {"sáng": 0, "trưa": 12, "chiều": 12, "tối": 12, "đêm": 12}
_VIETNAMESE_CLOCK = re.compile(
    r"(?<![\w:.,])(?:(?P<h>[01]?[0-9]|2[0-4])(?:[hg:](?P<m>[0-5][0-9])|(?P<bare>[hg])(?![\w]))"
    r"|(?:(?P<at>lúc|hồi|vào|từ|đến|trước|sau) )?(?P<h2>[01]?[0-9]|2[0-4]) giờ(?: (?P<m2>[0-5]?[0-9])(?: phút)?(?! phút|\w| \w+ phút)| (?P<rest>rưỡi))?)"
    r"(?: (?P<part>sáng|trưa|chiều|tối|đêm))?(?![\w:])",
    re.IGNORECASE,
)
_NAMED_HOURS = re.compile(r"(?<!\w)(?:(?P<midnight>nửa đêm)|trưa)(?!\w)", re.IGNORECASE)
_HALF_DAY = r"(?P<half>[ap])\.? ?m\b\.?"
_ENGLISH_CLOCK = re.compile(
    rf"(?<![\w:.,])(?:(?P<h>[01]?[0-9]|2[0-4])(?:[.:](?P<m>[0-5][0-9]))? ?{_HALF_DAY}"
    r"|(?P<h2>[01]?[0-9]|2[0-4])(?:[:h](?P<m2>[0-5][0-9]))(?![\w:])"
    r"|(?P<h3>[01]?[0-9])(?:[.:](?P<m3>[0-5][0-9]))?(?=(?: ?[-–] ?| to | and | until )[0-9]{1,2}(?:[.:][0-9]{2})? ?[ap]\.? ?m\b)"
    r"|(?P<h4>[01]?[0-9]) o[’']clock|(?P<noon>\b(?:noon|midday)\b)|(?P<midnight>\bmidnight\b))",
    re.IGNORECASE,
)

# "From 7.30 to 11.30" may be hours: the other side tells.
_DOTTED = re.compile(
    r"\b(?:at|from|to|until|till|by|before|after|between|and|since) (?P<clock>(?P<h>[01]?[0-9]|2[0-3])\.(?P<m>[0-5][0-9]))"
    r"(?![\w%]|[.,][0-9]|[ -](?:thousand|million|billion|trillion|points?|per cent|percent|bn|mn?)\b)",
    re.IGNORECASE,
)

_HOUR = rf"(?:{'|'.join(UNITS[1:13])}|1[0-2]|[1-9])"
_SPOKEN = re.compile(
    rf"(?<![\w.,])(?:(?P<hour>{_HOUR})(?: o[’']clock)? (?:in the (?P<part>morning|afternoon|evening)|(?P<night>at night))"
    rf"|(?P<fraction>half|(?:a )?quarter) (?P<way>past|to) (?P<of>{_HOUR})(?: in the (?:morning|afternoon|evening))?)(?!\w)",
    re.IGNORECASE,
)
_HOURS_VI = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
_SPOKEN_VI = re.compile(
    rf"(?<!\w)(?<!mười )(?<!mươi )(?P<hour>{'|'.join(reversed(_HOURS_VI))}) giờ(?P<half> rưỡi)? (?P<part>{'|'.join(_DAY_PART)})(?!\w)",
    re.IGNORECASE,
)
_PARTS_OF_DAY = {"morning": 0, "afternoon": 12, "evening": 12}


def read(text: str, language: str) -> Iterator[Mention]:
    """The times of day of a text."""
    pattern = _VIETNAMESE_CLOCK if language == "vi" else _ENGLISH_CLOCK
    for match in pattern.finditer(text):
        said = match.groupdict()
        yield from _vietnamese_clock(match, said) if language == "vi" else _english_clock(match, said)
    if language == "en":
        yield from _dotted(text)
        yield from _spoken(text)
    else:
        for match in _SPOKEN_VI.finditer(text):
            minute = 30 if match["half"] else 0
            hour = _HOURS_VI.index(match["hour"].lower()) + 1
            yield Mention(*match.span(), _times(hour, minute, _DAY_PART[match["part"].lower()]))
    if language == "vi":
        for match in _NAMED_HOURS.finditer(text):
            clock = Reading(Sort.CLOCK, 0 if match["midnight"] else 720)
            yield Mention(*match.span(), (clock,), Weight.SPARE)


def _dotted(text: str) -> Iterator[Mention]:
    for match in _DOTTED.finditer(text):
        if not (is_counted(text, match.end()) or units.unit_after(text, match.end(), "en")[0]):
            readings = _times(int(match["h"]), int(match["m"]), None)
            yield Mention(*match.span("clock"), (amount(Decimal(match["clock"])), *readings))


def _spoken(text: str) -> Iterator[Mention]:
    """Five in the morning, half past five, a quarter to ten."""
    for match in _SPOKEN.finditer(text):
        word = (match["hour"] or match["of"]).lower()
        hour = int(word) if word.isdigit() else UNITS.index(word)
        part = _PARTS_OF_DAY.get((match["part"] or "").lower())
        minute = {None: 0, "half": 30}.get(match["fraction"] and match["fraction"].lower(), 15)
        if match["way"] and match["way"].lower() == "to":
            hour, minute = hour - 1, 60 - minute
        yield Mention(*match.span(), _times(hour, minute, part))


def _vietnamese_clock(match: re.Match[str], said: dict[str, str | None]) -> Iterator[Mention]:
    part = said["part"]
    hour, minute = int(said["h"] or said["h2"] or 0), int(said["m"] or said["m2"] or 0)
    minute = 30 if said["rest"] else minute
    if said["h2"] and not (said["at"] or part):
        return  # so many hours
    start = match.start("h") if said["h"] else match.start("h2")
    if part is None:  # of twenty-four
        readings: tuple[Reading, ...] = (Reading(Sort.CLOCK, hour % 24 * 60 + minute),)
    else:
        readings = _times(hour, minute, _DAY_PART[part.lower()])
    if not part and minute in (15, 30, 45) or said["h2"] and not minute:  # "đi 2h30"
        readings += (amount(Decimal(hour) + Decimal(minute) / 60, "hour"),)
    yield Mention(start, match.end(), readings)


def _english_clock(match: re.Match[str], said: dict[str, str | None]) -> Iterator[Mention]:
    if said["noon"] or said["midnight"]:
        minutes = 720 if said["noon"] else 0
        yield Mention(match.start(), match.end(), (Reading(Sort.CLOCK, minutes),))
        return
    hour = int(said["h"] or said["h2"] or said["h3"] or said["h4"] or 0)
    minute = int(said["m"] or said["m2"] or said["m3"] or 0)
    half = None if said["half"] is None else 0 if said["half"].lower() == "a" else 12
    yield Mention(match.start(), match.end(), _times(hour, minute, half))


def _times(hour: int, minute: int, half: int | None) -> tuple[Reading, ...]:
    """The minutes of the day; without a half of the day an early hour may be of the afternoon too."""
    if half is not None:
        hours = [hour % 12 + half if hour <= 12 else hour]
    else:
        hours = [hour % 24, hour + 12] if 1 <= hour <= 11 else [hour % 24]
    return tuple(Reading(Sort.CLOCK, each * 60 + minute) for each in hours)
