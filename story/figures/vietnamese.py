"""Vietnamese number words and the way back."""

import re
from dataclasses import dataclass
from typing import Literal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ORDINALS = {1: "nhất", 2: "nhì", 4: "tư"}
BILLION = 10**9

_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_STANDARD = {"mốt": "một", "tư": "bốn", "lăm": "năm", "nhăm": "năm", "bẩy": "bảy"} | {
    "lẻ": "linh",
    "ngàn": "nghìn",
    "tỉ": "tỷ",
    "phảy": "phẩy",
}
_DIGIT = f"({'|'.join(DIGITS)})"
_GROUP = re.compile(
    rf"(?:{_DIGIT} trăm(?: linh {_DIGIT}| (mười)(?: {_DIGIT})?| {_DIGIT} mươi(?: {_DIGIT})?)?"
    rf"|(mười)(?: {_DIGIT})?|{_DIGIT} mươi(?: {_DIGIT})?|{_DIGIT})"
)


@dataclass(frozen=True)
class ReadingStyle:
    """The newsroom's way of reading Vietnamese numbers: linh or lẻ, nghìn or ngàn."""

    linh: Literal["linh", "lẻ"] = "linh"
    thousand: Literal["nghìn", "ngàn"] = "nghìn"


DEFAULT = ReadingStyle()


def integer_words(number: int, style: ReadingStyle = DEFAULT) -> str:
    """A whole number from zero in words; above a billion the word tỷ repeats."""
    high, low = divmod(number, BILLION)
    if not high:
        return _below_billion(low, style, full=False)
    words = f"{integer_words(high, style)} tỷ"
    return f"{words} {_below_billion(low, style, full=True)}" if low else words


def fraction_words(digits: str, style: ReadingStyle = DEFAULT) -> str:
    """The digits after the comma: one by one if they begin with 0 or are more than two."""
    if digits.startswith("0") or len(digits) > 2:
        return " ".join(DIGITS[int(digit)] for digit in digits)
    return integer_words(int(digits), style)


def ordinal_words(number: int, style: ReadingStyle = DEFAULT) -> str:
    """A place in an order: thứ nhất, thứ nhì, thứ ba, thứ tư …"""
    return f"thứ {ORDINALS.get(number) or integer_words(number, style)}"


def month_words(month: int) -> str:
    """A month of the year: tháng một … tháng tư … tháng mười hai."""
    return "tháng tư" if month == 4 else f"tháng {integer_words(month)}"


def parse_integer(text: str) -> int:
    """The whole number of the words; raises ValueError."""
    tokens = [_STANDARD.get(token, token) for token in text.split()]
    return _integer(tokens)


def parse_fraction(text: str) -> str:
    """The digits of the words after the comma; raises ValueError."""
    tokens = [_STANDARD.get(token, token) for token in text.split()]
    if tokens and all(token in DIGITS for token in tokens):
        return "".join(str(DIGITS.index(token)) for token in tokens)
    return str(_integer(tokens))


def parse_ordinal(text: str) -> int:
    """The place that the words after thứ name; raises ValueError."""
    return {"nhất": 1, "nhì": 2}.get(text) or parse_integer(text)


def _below_billion(number: int, style: ReadingStyle, *, full: bool) -> str:
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for name, size in (("triệu", 10**6), (style.thousand, 10**3), ("", 1)):
        group, number = divmod(number, size)
        if group:
            words += [*_group_words(group, style, full=full or bool(words)), name]
    return " ".join(filter(None, words))


def _group_words(group: int, style: ReadingStyle, *, full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, unit = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if unit:
            words += [style.linh, DIGITS[unit]] if words else [DIGITS[unit]]
    elif tens == 1:
        words += ["mười"] + ([("lăm" if unit == 5 else DIGITS[unit])] if unit else [])
    else:
        words += [DIGITS[tens], "mươi"] + ([_AFTER_TENS.get(unit, DIGITS[unit])] if unit else [])
    return words


def _integer(tokens: list[str]) -> int:
    if "tỷ" in tokens:
        last = len(tokens) - 1 - tokens[::-1].index("tỷ")
        low = tokens[last + 1 :]
        return _integer(tokens[:last]) * BILLION + (_parse_below_billion(low) if low else 0)
    return _parse_below_billion(tokens)


def _parse_below_billion(tokens: list[str]) -> int:
    number = 0
    for name, size in (("triệu", 10**6), ("nghìn", 10**3)):
        if name in tokens:
            place = tokens.index(name)
            number += _parse_group(tokens[:place]) * size
            tokens = tokens[place + 1 :]
            if not tokens:
                return number
    return number + _parse_group(tokens)


def _parse_group(tokens: list[str]) -> int:
    match = _GROUP.fullmatch(" ".join(tokens))
    if not match:
        raise ValueError(" ".join(tokens))
    hundreds, linh, ten_a, unit_a, tens_b, unit_b, ten_c, unit_c, tens_d, unit_d, alone = match.groups()
    tens = 1 if ten_a or ten_c else _digit(tens_b or tens_d)
    return _digit(hundreds) * 100 + tens * 10 + _digit(linh or unit_a or unit_b or unit_c or unit_d or alone)


def _digit(word: str | None) -> int:
    return DIGITS.index(word) if word else 0
