"""Numbers written out in running text: ba mươi xã, hai nghìn hộ, thirty communes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from story.figures import english
from story.figures.counted import is_counted
from story.figures.errors import UnreadableNumber
from story.figures.spoken import parse_spoken
from story.figures.vietnamese import DIGITS
from story.figures.words import SCALE_WORD, take_scale

_LONGEST = 24
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")
_LINKS = ("linh", "lẻ", "phẩy", "phảy")
_VIETNAMESE = (*DIGITS, "mười", "mươi", "trăm", *_SCALES, *_LINKS, "mốt", "tư", "lăm", "nhăm", "bẩy")
_ENGLISH = (*english.UNITS, *english.TENS[2:], "hundred", *filter(None, english.SCALES), "and", "point")
# After these the words name a place in an order, a date, or a crowd without a number.
_NAMED = re.compile(r"(?:thứ|tháng|năm|ngày|mùng|hàng|lớp|quý|số|mức|cấp|độ)[ ]$", re.IGNORECASE)
# A small number alone is often no figure: "hai bên", "một mặt", "năm nay".
_SMALL = frozenset(("hai", "ba", "bốn", "sáu", "bảy", "tám", "chín"))


def _runs(words: tuple[str, ...], gap: str) -> re.Pattern[str]:
    # "ba tỉ lệ" are three shares: there the scale is a part of a noun.
    word = rf"(?:(?!(?:tỷ|tỉ|triệu)\b)(?:{'|'.join(sorted(words, key=len, reverse=True))})|{SCALE_WORD})"
    return re.compile(rf"(?<!\w){word}(?:{gap}{word}){{0,{_LONGEST - 1}}}(?!\w)", re.IGNORECASE)


_RUNS = {"vi": _runs(_VIETNAMESE, " "), "en": _runs(_ENGLISH, "[ -]")}


@dataclass(frozen=True)
class WrittenNumber:
    """A number in words, where it stands and what it says."""

    start: int
    end: int
    value: Decimal


def spelled_numbers(text: str, language: str) -> Iterator[WrittenNumber]:
    """Every number in words, however small; "two and three" are two numbers."""
    for match in _RUNS[language].finditer(text):
        position = match.start()
        while run := _RUNS[language].search(text, position, match.end()):
            number = _longest(run, language)
            if number:
                yield number
                position = number.end
            else:
                position = run.start() + len(run[0].split(" ")[0].split("-")[0])


def written_numbers(text: str, language: str) -> Iterator[WrittenNumber]:
    """The numbers in words that count something: from ten on, or before a well-known unit."""
    for match in _RUNS[language].finditer(text):
        if language == "vi" and _NAMED.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        number = _longest(match, language)
        if number and (number.value >= 10 or _is_small_count(text, number, language)):
            yield number


def _longest(match: re.Match[str], language: str) -> WrittenNumber | None:
    """The longest reading from the first word on."""
    tokens = list(re.finditer(r"[^\W\d_]+", match[0]))
    words = [token[0].lower() for token in tokens]
    limit = _without_years(words) if language == "vi" else len(words)
    for count in range(limit, 0, -1):
        value = _value(words[:count], language)
        if value is not None:
            return WrittenNumber(match.start(), match.start() + tokens[count - 1].end(), value)
    return None


def _without_years(words: list[str]) -> int:
    """How many words belong to the number: in "hai mươi năm" the last one is a year, not a five."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if word == "năm" and before not in _LINKS and after not in ("mươi", "trăm", *_SCALES):
            return place
    return len(words)


def _value(words: list[str], language: str) -> Decimal | None:
    power = 0
    if any(word in ("phẩy", "phảy", "point") for word in words):
        while words and (words[-1] in _SCALES or words[-1] in english.SCALES):
            power += take_scale(words.pop())[0]
    try:
        # 3100000000, not 3.1E+9
        return Decimal(format(parse_spoken(" ".join(words), language).scaleb(power), "f"))
    except UnreadableNumber:
        return None


def _is_small_count(text: str, number: WrittenNumber, language: str) -> bool:
    word = text[number.start : number.end].lower()
    return language == "vi" and word in _SMALL and is_counted(text, number.end)
