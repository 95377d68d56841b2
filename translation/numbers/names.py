"""Digits that name something: documents, telephones, addresses of the web, COVID-19, T63, 4G."""

import re
import unicodedata
from collections.abc import Iterator

from translation.numbers.mentions import Mention, Reading, Sort, Weight
from translation.numbers.units import CURRENCY

_ADDRESS = re.compile(
    r"\S*(?:@|://|www\.|[^\W\d_]\.(?:vn|com|org|net|edu|gov|info|io)\b|\.(?:pdf|docx?|xlsx?|html?)\b)\S*",
    re.IGNORECASE,
)
_OF_ADDRESSES = (
    "@",
    "://",
    "www.",
    ".vn",
    ".com",
    ".org",
    ".net",
    ".edu",
    ".gov",
    ".info",
    ".io",
    ".pdf",
    ".doc",
    ".xls",
    ".htm",
)
# 05/BC-UBQGCĐS · 42/2022/NĐ-CP · 12/2017/QH14 · 52-NQ/TW
_DOCUMENT = re.compile(
    r"(?<![\w/.,])(?:[0-9]{1,6}(?:/[0-9]{4})?/[A-ZĐƯ]{2,}[0-9]{0,3}[-/][\w&]{1,20}(?:[-/][\w&]{1,20}){0,3}"
    r"|[0-9]{1,6}/[0-9]{4}/[A-ZĐƯ]{2,}[0-9]{0,3}(?:[-/][\w&]{1,20}){0,3}"
    r"|[0-9]{1,6}-(?:NQ|CT|QĐ|QD|KH|CV|TB|BC|KL|HD)(?:[-/][\w&]{1,20}){0,3})(?!\w)"
)
# Decree 42/2022 has lost its letters, not its number.
_BARE_DOCUMENT = re.compile(
    r"(?:nghị định|thông tư|quyết định|nghị quyết|công văn|decree|circular|decision|resolution|document|law|luật)"
    r"(?: (?:số|no\.?))? (?P<number>[0-9]{1,6}/[0-9]{4})(?![\w/]|[.,][0-9])",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/])(?:(?:\+84 ?|\(?0)[0-9)](?:[ .-]?[()]?[0-9]){7,10}|1[89]00(?:[ .-]?[0-9]){4,6})(?!\w|[.,][0-9])"
)
# Always on: it may be put into words.
_ALWAYS = re.compile(
    r"(?<![\w/.,])24(?:(?:/7|/24)(?:/365)?(?: ?(?:giờ|h))?| (?:giờ|tiếng) (?:mỗi|một|trong) ngày| hours a day)(?![\w/])"
)
_NAME = re.compile(
    rf"(?<![\w.,/])(?:covid[- ]?[0-9]{{1,2}}|(?!(?:{CURRENCY}|[hq]|(?-i:g))[0-9]|[kcm]?m[23]\b)[^\W\d_]{{1,12}}[0-9]{{1,6}}"
    r"|(?-i:[A-ZĐ]{1,10})-[0-9]{1,4}|[0-9]{1,4}[x×][0-9]{1,4}|(?-i:[0-9]{1,2}[A-FI-LN-Z][0-9]{1,2})"
    r"|[0-9]{1,2}(?:[GDK]|FA|P)(?=\W|$))(?![\w]|[.,][0-9])",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?<![\w.,/])[0-9]{1,3}(?:\.[0-9]{1,3}){2,3}(?![\w]|[.,][0-9])")


def read(text: str) -> Iterator[Mention]:
    """Whatever is spelt with digits and counts nothing."""
    if any(sign in text for sign in _OF_ADDRESSES):
        for match in _ADDRESS.finditer(text):
            yield _mention(match, match[0], Weight.SPARE)
    if "/" in text or "-" in text:
        for match in _DOCUMENT.finditer(text):
            yield _mention(match, _folded(match[0]), Weight.FIRM)
    if "/" in text:
        for match in _BARE_DOCUMENT.finditer(text):
            yield Mention(*match.span("number"), (Reading(Sort.IDENTIFIER, match["number"]),))
    if "24" in text:
        for match in _ALWAYS.finditer(text):
            yield _mention(match, "24/7", Weight.SPARE)
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("+84", "0"))
        yield _mention(
            match, digits.replace("00", "0", 1) if digits.startswith("00") else digits, Weight.FIRM
        )
    for match in _NAME.finditer(text):
        yield _mention(match, re.sub(r"[- ]", "", match[0]).casefold(), Weight.SOFT)


def _mention(match: re.Match[str], name: str, weight: Weight) -> Mention:
    return Mention(match.start(), match.end(), (Reading(Sort.IDENTIFIER, name),), weight)


def _folded(name: str) -> str:
    """Without the letters of Vietnamese: NĐ-CP and ND-CP are the same decree."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char)).upper()


def letters(name: str) -> str:
    """The letters of a name: F0 and F1 are of one kind, F0 and COVID-19 are not."""
    return re.sub(r"[0-9]", "", name)


def begins(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other: 42/2022 and 42/2022/ND-CP."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and not long[len(short)].isalnum() and "/" in long
