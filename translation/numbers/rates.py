"""How often, or in what time: mỗi tháng, /ngày, hằng năm; a month, per day, yearly."""

import re
from collections.abc import Iterator

from story.figures.identifiers import HIDDEN
from translation.numbers.mentions import Mention, Reading, Sort, Weight

_TIMES_VI = {
    "phút": "minute", "giờ": "hour", "ngày": "day", "đêm": "day", "sáng": "day", "tối": "day", "hôm": "day",
    "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "giây": "second",
}  # fmt: skip
_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year",
}  # fmt: skip
_TIMES_EN = {time: time for time in _TIMES_VI.values()} | {
    "morning": "day", "evening": "day", "night": "day", "annum": "year",
}  # fmt: skip
_VIETNAMESE = re.compile(
    rf"(?:(?<!\w)(?:mỗi|hằng|hàng) |(?<=[\w{HIDDEN}]) ?/ ?)(?P<time>{'|'.join(_TIMES_VI)})(?![\w/])"
    r"(?! (?:[0-9]|nghìn|ngàn|triệu|chục|trăm))",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?<!\w)(?:(?:each|every|per) (?P<time>{'|'.join(_TIMES_EN)})"
    rf"|(?P<loose>an?) (?P<of>{'|'.join(_TIMES_EN)})(?!(?<=second) \w)|(?P<adverb>{'|'.join(_ADVERBS)}))(?![\w/-])"
    rf"|(?<=[\w{HIDDEN}])/(?P<slashed>{'|'.join(_TIMES_EN)})(?![\w/-])",
    re.IGNORECASE,
)
# "300 orders a week" is a rate, "it took a week" and "half a day" are times.
_RATED = re.compile(rf"{HIDDEN}(?: [^\W\d_]+){{0,3}} $|\b(?:once|twice|times) $", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    r"\b(?:in|for|after|within|of|over|about|half|than|lasts?|lasted|takes?|took|is|was|and|or|only|just|almost|nearly) $",
    re.IGNORECASE,
)


def read(text: str, language: str) -> Iterator[Mention]:
    """The times in which something is counted, in a text whose numbers are hidden."""
    if language == "vi":
        for match in _VIETNAMESE.finditer(text):
            yield _rate(*match.span(), _TIMES_VI[match["time"].lower()])
        return
    for match in _ENGLISH.finditer(text):
        if match["loose"]:
            before = text[max(0, match.start() - 50) : match.start()]
            if not _RATED.search(before) or _TIME_BEFORE.search(before):
                continue
        if match["adverb"]:
            time = _ADVERBS[match["adverb"].lower()]
        else:
            time = _TIMES_EN[(match["time"] or match["of"] or match["slashed"]).lower()]
        yield _rate(*match.span(), time)


def _rate(start: int, end: int, time: str) -> Mention:
    """Compared only where both sides say one: a rate is put into other words more often than a number."""
    return Mention(start, end, (Reading(Sort.RATE, time),), Weight.SOFT)
