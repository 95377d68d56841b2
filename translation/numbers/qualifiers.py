"""The words that say how a number stands to the true one, in both languages; some may be meant or not."""

import re
from collections.abc import Iterable

from story.figures import Qualifier
from translation.numbers.mentions import EXACTLY

Q = Qualifier
_Meanings = frozenset[Qualifier]
_BEFORE: dict[str, dict[str, Iterable[Qualifier]]] = {
    "vi": {
        "khoảng|chừng|tầm|áng chừng|ước chừng|ước khoảng|tương đương khoảng|trên dưới|~|≈": [Q.ABOUT],
        "ước tính|ước đạt|ước|ước tính có": [Q.ABOUT, Q.EXACT],
        "xấp xỉ": [Q.ABOUT, Q.NEARLY],
        "hơn|>": [Q.OVER],
        "trên": [Q.OVER],
        "vượt|vượt quá|quá|vượt mốc|vượt ngưỡng|qua mốc": [Q.OVER, Q.EXACT],
        "gần|ngót|suýt soát|gần tới|gần đến|non": [Q.NEARLY],
        "chưa đầy|chưa tròn": [Q.UNDER, Q.NEARLY],
        "dưới|chưa đến|chưa tới|không đến|không tới|<": [Q.UNDER],
        "ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|≥|>=": [Q.AT_LEAST],
        "tối đa|không quá|không vượt quá|không nhiều hơn|≤|<=": [Q.AT_MOST],
        "cao nhất|nhiều nhất|kỷ lục|đỉnh điểm": [Q.EXACT, Q.AT_MOST],
        "lên tới|lên đến|tới|chậm nhất|muộn nhất|không muộn hơn": [Q.EXACT, Q.AT_MOST],
        "ngoài": [Q.OVER, Q.EXACT],
    },
    "en": {
        "about|around|approximately|approx|roughly|some|circa|in the region of|in the order of|~|≈": [
            Q.ABOUT
        ],
        "between": [Q.EXACT, Q.ABOUT],
        "estimated|an estimated|estimated at|put at": [Q.ABOUT, Q.EXACT],
        "nearly|almost|close to|nearing|approaching|just short of|not far short of": [Q.NEARLY],
        "just under|just below|a little under|slightly under|not quite|not even|barely|hardly|scarcely": [
            Q.NEARLY,
            Q.UNDER,
        ],
        "over|more than|above|upwards of|in excess of|greater than|exceeding|exceeds|exceed|topped|beyond"
        "|well over|just over|a little over|past|higher than|>": [Q.OVER],
        "exceeded|surpassed|surpassing|passed|past the mark of": [Q.OVER, Q.EXACT],
        "under|less than|fewer than|below|lower than|short of|<": [Q.UNDER],
        "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|minimum|≥|>=": [
            Q.AT_LEAST
        ],
        "at most|no more than|not more than|a maximum of|maximum of|maximum|not exceeding|at the most"
        "|capped at|no longer than|≤|<=": [Q.AT_MOST],
        "top speed of|speed of|a peak of|a high of|a record|peaked at|peaking at": [Q.EXACT, Q.AT_MOST],
        "up to|as many as|as much as|within|no later than|not later than": [Q.EXACT, Q.AT_MOST],
        "on|across": [Q.EXACT, Q.OVER],
    },
}
_AFTER: dict[str, dict[str, Iterable[Qualifier]]] = {
    "vi": {"có lẻ|có dư": [Q.OVER], "trở lên": [Q.AT_LEAST], "trở xuống": [Q.AT_MOST], "đổ lại": [Q.AT_MOST]},
    "en": {
        "or more|or over|or above|and over|and above|at least|at a minimum|upwards|or higher|and higher|or better|or older"
        "|and older|or longer|and up|and upwards": [Q.AT_LEAST],
        "or less|or fewer|or below|or under|and below|at most|at the most|and under|or lower|and lower|or younger"
        "|and younger|or shorter": [Q.AT_MOST],
        "at the latest": [Q.EXACT, Q.AT_MOST],
        "or so|or thereabouts": [Q.ABOUT],
    },
}
# "cao hơn 20%" is a difference, not more than 20%.
_COMPARED = re.compile(
    r"(?:cao|nhanh|thấp|nhiều|ít|lớn|tốt|rẻ|ngắn|dài|kém|chậm|sớm|muộn|rộng|mạnh|nhỏ|đắt|đông) $",
    re.IGNORECASE,
)
# "trên 63 tỉnh" may be across them, "68 trên 200" is a part of a total, "over five years" may be during them.
_PLACE = re.compile(r" (?:tỉnh|thành phố|địa bàn|huyện|quận|xã|phường|cả nước|thôn|bản|trang|tổng)\b")
_LASTING = re.compile(r"[ -](?:\w+ )?(?:years?|months?|weeks?|days?|hours?)\b")
# "trên 320 ha" may be on 320 hectares.
_ACROSS = ("on", "across")
_AREA = re.compile(r"(?:ha|hectares?|km[2²]|m[2²]|sq km|square \w+)$", re.IGNORECASE)
# What stands before a number that tells where: "trên 18 tuyến đường" is along 18 roads.
_PLACED = re.compile(
    r"\b(?:on|across|along|in|through|throughout|over|among|at|onto|covering|spanning) (?:(?:all|the|some) )?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\bnot|\bnever|cannot|n[’']t|không|chẳng|chưa) $", re.IGNORECASE)
_UP = frozenset({Q.OVER, Q.AT_LEAST})
_DOWN = frozenset({Q.NEARLY, Q.UNDER, Q.AT_MOST})
# What is left when it is denied: "may not exceed" is at most.
_OPPOSITE = {Q.OVER: Q.AT_MOST, Q.UNDER: Q.AT_LEAST, Q.AT_LEAST: Q.UNDER, Q.AT_MOST: Q.OVER}
_FILLER = r"(?: (?:từ|là|ngày|có|được|đạt|tới|đến|mốc|con số|trong|mức|mức độ|from|a|an|to|level|in|within))?"
_LONGEST = 40
# "Maximum file size: 20 MB", "số máy tối đa mỗi hộ là 2"
_EXTREMES = {
    "maximum": Q.AT_MOST, "max": Q.AT_MOST, "tối đa": Q.AT_MOST,
    "minimum": Q.AT_LEAST, "min": Q.AT_LEAST, "tối thiểu": Q.AT_LEAST,
}  # fmt: skip
_EXTREME = re.compile(rf"(?<!\w)({'|'.join(_EXTREMES)})(?: [^\W\d_]+){{1,4}}:? $", re.IGNORECASE)


def _meanings(table: dict[str, Iterable[Qualifier]]) -> dict[str, _Meanings]:
    return {word: frozenset(listed) for words, listed in table.items() for word in words.split("|")}


_WORDS_BEFORE = {language: _meanings(table) for language, table in _BEFORE.items()}
_WORDS_AFTER = {language: _meanings(table) for language, table in _AFTER.items()}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LEFT = {
    language: re.compile(rf"(?<!\w)({_either(words)}){_FILLER}[ :]*$", re.IGNORECASE)
    for language, words in _WORDS_BEFORE.items()
}
_RIGHT = {
    language: re.compile(rf"(?:[ -][^\W\d_]+){{0,3}}?,? ({_either(words)})(?!\w| than)", re.IGNORECASE)
    for language, words in _WORDS_AFTER.items()
}


_LAST_WORDS = {
    language: frozenset(word.split()[-1] for word in words) for language, words in _WORDS_BEFORE.items()
}
_SIGNS = re.compile(r"[~≈<>≥≤=]")


def _maybe(before: str, language: str) -> bool:
    words = before.replace(":", " ").lower().split()[-3:]
    return not _LAST_WORDS[language].isdisjoint(words) or _SIGNS.search(before) is not None


def around(text: str, start: int, end: int, language: str) -> _Meanings:
    """What the words around a number may say of it; the number is `text[start:end]`, with its unit."""
    if text[end : end + 1] == "+":
        return frozenset({Q.OVER, Q.AT_LEAST})
    before = text[max(0, start - _LONGEST) : start]
    # One of them ends just before the number, or before a filler: most numbers have none.
    left = _LEFT[language].search(before) if _maybe(before, language) else None
    if left and left[1].lower() in _ACROSS and not _AREA.search(text, start, end):
        left = None
    if left is None:
        if right := _RIGHT[language].match(text, end):
            return _WORDS_AFTER[language][right[1].lower()]
        extreme = _EXTREME.search(before)
        return EXACTLY | {_EXTREMES[extreme[1].lower()]} if extreme else EXACTLY
    meanings = _WORDS_BEFORE[language][left[1].lower()]
    if _DENIED.search(before[: left.start()]):
        return frozenset(_OPPOSITE.get(meaning, meaning) for meaning in meanings)
    return meanings | EXACTLY if _doubtful(text, left, start, end) else meanings


def _doubtful(text: str, left: re.Match[str], start: int, end: int) -> bool:
    word = left[1].lower()
    before = text[: max(0, start - _LONGEST) + left.start()]
    if word == "hơn":
        return _COMPARED.search(before[-8:]) is not None
    if word in ("trên", "dưới"):
        across = text[end - 1] != "%" and _PLACE.match(text, end) is not None
        return before[-2:-1].isdigit() or across
    if word in ("over", "past", "some"):
        return _LASTING.search(text[end - 8 : end + 24]) is not None
    return word in ("above", "below", "tới", "around")


def opposed(one: _Meanings, other: _Meanings) -> bool:
    """Whether one says more where the other says less."""
    return (one <= _UP and other <= _DOWN) or (one <= _DOWN and other <= _UP)


def may_tell_where(said: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a word that may be "more than" or "on" is "on": both are (language, text before the number)."""
    (vietnamese, before), (_english, its) = sorted((said, other), reverse=True)
    return vietnamese == "vi" and before.casefold().endswith("trên ") and _PLACED.search(its) is not None


def likeliest(meanings: _Meanings) -> Qualifier:
    """The one meaning to name."""
    firm = sorted(meanings - EXACTLY)
    return firm[0] if firm and Q.EXACT not in meanings else Q.EXACT
