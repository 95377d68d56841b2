"""Periods as they are read on air: tháng tư năm hai nghìn không trăm hai mươi hai."""

from story.figures import english, vietnamese
from story.figures.digits import language_of
from story.figures.periods import format_period, validate_period
from story.figures.vietnamese import DEFAULT, ReadingStyle
from story.figures.wording import wording_of


def spoken_period(iso: str, locale: str, style: ReadingStyle = DEFAULT) -> str:
    """The words of an ISO 8601 period, empty for an empty one; raises UnreadablePeriod."""
    start, _slash, end = validate_period(iso).partition("/")
    if not start:
        return ""
    if not wording_of(locale).at_home:
        return format_period(iso, locale)
    in_vietnamese = language_of(locale) == "vi"
    if not end:
        return _vietnamese(start, style) if in_vietnamese else _english(start)
    one_year = start[:4] == end[:4]
    if in_vietnamese:
        return f"từ {_vietnamese(start, style, with_year=not one_year)} đến {_vietnamese(end, style)}"
    return f"from {_english(start, with_year=not one_year)} to {_english(end)}"


def _vietnamese(point: str, style: ReadingStyle, *, with_year: bool = True) -> str:
    year, *rest = (int(part) for part in point.split("-"))
    words = [f"ngày {vietnamese.integer_words(rest[1], style)}"] if len(rest) > 1 else []
    words += [vietnamese.month_words(rest[0])] if rest else []
    words += [f"năm {vietnamese.integer_words(year, style)}"] if with_year else []
    return " ".join(words)


def _english(point: str, *, with_year: bool = True) -> str:
    year, *rest = (int(part) for part in point.split("-"))
    words = [f"the {english.ordinal_words(rest[1])} of"] if len(rest) > 1 else []
    words += [english.MONTHS[rest[0] - 1]] if rest else []
    words += [_english_year(year)] if with_year else []
    return " ".join(words)


def _english_year(year: int) -> str:
    century, rest = divmod(year, 100)
    if year < 1000 or century % 10 == 0 and rest < 10:
        return english.integer_words(year)
    if rest == 0:
        return f"{english.integer_words(century)} hundred"
    tail = f"oh {english.integer_words(rest)}" if rest < 10 else english.integer_words(rest)
    return f"{english.integer_words(century)} {tail}"
