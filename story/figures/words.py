"""The words around a typed number that say how to read it, in both languages."""

import re
from collections.abc import Iterable

from story.figures.types import Nature, Qualifier

NATURES = {
    "mục tiêu": Nature.TARGET,
    "chỉ tiêu": Nature.TARGET,
    "target": Nature.TARGET,
    "dự kiến": Nature.PROJECTION,
    "dự báo": Nature.PROJECTION,
    "projected": Nature.PROJECTION,
    "ước tính": Nature.ESTIMATE,
    "ước đạt": Nature.ESTIMATE,
    "estimated": Nature.ESTIMATE,
}
_BY_QUALIFIER = {
    Qualifier.ABOUT: "khoảng|chừng|tầm|about|around|approximately|~|≈",
    Qualifier.OVER: "hơn|trên|vượt|over|more than|above|>",
    Qualifier.NEARLY: "gần|suýt soát|nearly|almost|close to",
    Qualifier.UNDER: "dưới|chưa đến|chưa tới|under|less than|fewer than|below|<",
    Qualifier.AT_LEAST: "ít nhất|tối thiểu|không dưới|at least|no less than|≥|>=",
    Qualifier.AT_MOST: "tối đa|nhiều nhất|không quá|at most|up to|no more than|≤|<=",
}
QUALIFIERS = {word: key for key, words in _BY_QUALIFIER.items() for word in words.split("|")}
SUFFIXES = {
    "trở lên": Qualifier.AT_LEAST,
    "or more": Qualifier.AT_LEAST,
    "trở xuống": Qualifier.AT_MOST,
    "or less": Qualifier.AT_MOST,
    "or fewer": Qualifier.AT_MOST,
}
# Units that stand before their number.
LEADING_UNITS = [
    "mức độ",
    "cấp độ",
    "mức",
    "cấp",
    "hạng",
    "thứ",
    "level",
    "rank",
    "grade",
    "vnd",
    "usd",
    "eur",
    "gbp",
    "jpy",
    "cny",
    "$",
    "€",
    "£",
    "¥",
    "₫",
]
SCALES = {
    "vi": {"trăm": 2, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "en": {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
    | {"quadrillion": 15, "quintillion": 18},
}
# In "5 triệu chứng" or "3 tỷ lệ" the word is part of a noun.
SCALE_WORD = (
    f"(?:{'|'.join([*SCALES['vi'], *SCALES['en']])})"
    r"\b(?!\s+(?:chứng(?!\s+(?:thư|chỉ|từ|nhận|thực|khoán)\b)|phú|tập|hồi|lệ|suất|số|trọng|giá)\b)"
)
_SCALE = re.compile(rf"\s*(?P<word>{SCALE_WORD})", re.IGNORECASE)


def take_leading(text: str, table: Iterable[str]) -> tuple[str, str]:
    """The word of the table with which the text begins (empty if none), and what follows it."""
    for word in sorted(table, key=len, reverse=True):
        if match := re.match(rf"{re.escape(word)}(?![^\W\d_])\s*:?\s*", text, re.IGNORECASE):
            return text[: len(word)], text[match.end() :]
    return "", text


def take_suffix(text: str) -> tuple[Qualifier | None, str]:
    """The qualifier with which the text ends (trở lên, or more), and the text without it."""
    for word, qualifier in SUFFIXES.items():
        if text.lower().endswith(word):
            return qualifier, text[: -len(word)].strip()
    return None, text


def take_scale(text: str) -> tuple[int, str, str]:
    """Power of ten and language of the scale words that begin the text, and what follows them."""
    power, language = 0, ""
    while match := _SCALE.match(text):
        word = match["word"].lower()
        language = "vi" if word in SCALES["vi"] else "en"
        power += SCALES[language][word]
        text = text[match.end() :]
    return power, language, text
