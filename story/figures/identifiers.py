"""Digits that are no figures: dates, clocks, telephones, numbers of documents and sections, names, addresses."""

import re
from collections.abc import Iterable

from story.figures.counted import is_counted
from story.figures.surroundings import StatedPeriod

# Stands for each hidden character, so that positions stay.
HIDDEN = "\ue000"
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"@|://|www\.|[^\W\d_]\.(?:vn|com|org|net|edu|gov|info|io)\b"
    r"|\.(?:html?|php|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|zip|mp[34])\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?<![\w/.,])[0-9]{1,6}(?:/[0-9]{4})?[/-][A-ZĐƯ][\w&]{0,20}(?:[/-][\w&]{1,20}){0,4}"
    r"(?:,? (?:ban hành )?ngày [0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})?"
)
_BARE_DATE = re.compile(
    r"(?<![\w/.,-])(?P<named>ngày )?(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])(?![\w/-]|[.,][0-9]|%)",
    re.IGNORECASE,
)
_DAY_OR_MONTH = re.compile(
    r"(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?<![\w/])(?:ngày|mùng|tháng|quý) [0-9]{1,2}"
    r"(?: tháng [0-9]{1,2})?(?:(?:,| và| -|-|–| đến) ?(?:ngày |tháng )?[0-9]{1,2}){0,5}(?![\w/%]|[.,][0-9])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w:.,])[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|[hg][0-9]{0,2})(?![\w:])"
    r"|\b(?:lúc|hồi|vào|từ|đến) [0-9]{1,2} giờ(?: [0-9]{1,2}(?: phút)?)?\b|\b(?:GMT|UTC) ?[+-] ?[0-9]{1,2}\b"
    r"|(?<![\w/.,])24/(?:7|24)(?![\w/])",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/])(?:(?:\+84|0[0-9])(?:[ .-]?[0-9]){7,10}|1[89]00(?:[ .-]?[0-9]){4,6})(?![\w]|[.,][0-9])"
    r"|\b(?:điện thoại|hotline|tổng đài|đường dây nóng|ĐT|SĐT|đầu số|phone|tel)\b[ :.]{1,3}(?:số )?"
    r"\+?[0-9]{3,5}(?:[ .-]?[0-9]{2,4}){0,3}(?![\w]|[.,][0-9])",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^[ \t#*]*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?=[ \t]+\S)"
    r"|[(\[][0-9]{1,2}[)\]]|(?<=[;:.,] )[0-9]{1,2}\)(?= )",
    re.MULTILINE,
)
_LABELS = (
    "bước|điều|khoản|mục|chương|phụ lục|bảng|hình|biểu|trang|phiên bản|câu|khu phố|khu vực|quốc lộ|loại|vùng|tuần|số"
    "|quyết định|nghị quyết|thông tư|nghị định|công văn|covid|windows|android|ios|web|version|step|chapter|section"
    "|page|figure|table|annex|no|part|week"
)
# "Phòng 20" is a door, "phòng 20 người" holds as many.
_LABELS_UNLESS_COUNTED = (
    "giai đoạn|phần|tập|kỳ|khóa|khoá|đợt|vòng|quận|phường|thôn|tổ|đường|km|phòng|nhà|lô|kế hoạch|phase|room"
)
_LABELLED = re.compile(
    rf"(?<!\w)(?:{_LABELS}|(?P<loose>{_LABELS_UNLESS_COUNTED}))\.?:? ?(?:số ?:? ?)?"
    r"[0-9]{1,5}(?:[./][0-9]{1,4})?(?![\w/%]|[.,-][0-9])(?!-[^\W\d_])",
    re.IGNORECASE,
)
_SUMS = re.compile(r"(?:tổng|trong|con|trong tổng|một|chiếm) $", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?<!lần )(?<!đứng )(?<!vị trí )(?<!xếp )(?<!hạng )\bthứ [2-7]\b", re.IGNORECASE)
_VERSION = re.compile(r"(?<![\w.,])[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})*(?![\w]|[.,][0-9]|[ ]?%)")
# Digits without any grouping, or with zeros before them: codes of people, things and pictures.
_CODE = re.compile(
    r"(?<![\w.,/])(?:0[0-9]{2,}|00|[0-9]{7,})(?![\w/]|[.,][0-9])|(?<![\w.,/])[0-9]+[-_][^\W\d]\w*"
)
_SCALED = re.compile(r" (?:trăm|nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)\b", re.IGNORECASE)


def hide(text: str, periods: Iterable[StatedPeriod], *, vietnamese: bool = True) -> str:
    """The text with all digits that are no figures hidden, every other character in its place."""
    pieces, last = [], 0
    for period in periods:
        if period.dated and period.start >= last:
            pieces += [text[last : period.start], HIDDEN * (period.end - period.start)]
            last = period.end
    text = "".join([*pieces, text[last:]])
    text = _WORD.sub(lambda word: _hidden(word) if _ADDRESS.search(word[0]) else word[0], text)
    for pattern in (_DOCUMENT, _SECTION, _CLOCK, _PHONE):
        text = pattern.sub(_hidden, text)
    for pattern in (_BARE_DATE, _DAY_OR_MONTH):
        text = pattern.sub(lambda match: match[0] if _counts(match) else _hidden(match), text)
    text = _LABELLED.sub(lambda match: match[0] if _is_sum(match) else _hidden(match), text)
    text = _WEEKDAY.sub(_hidden, text)
    if vietnamese:
        text = _VERSION.sub(
            lambda match: match[0] if _SCALED.match(text, match.end()) else _hidden(match), text
        )
    return _CODE.sub(lambda match: match[0] if _is_written_out(match) else _hidden(match), text)


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _counts(match: re.Match[str]) -> bool:
    """5/10 xã is a part of a total; ngày 5/10 is a day."""
    return "named" in match.re.groupindex and not match["named"] and is_counted(match.string, match.end())


def _is_sum(match: re.Match[str]) -> bool:
    """Tổng số 15 is a count, số 15 a name."""
    if match["loose"]:
        return is_counted(match.string, match.end())
    before = match.string[max(0, match.start() - 12) : match.start()]
    return match[0][:2].lower() == "số" and _SUMS.search(before) is not None


def _is_written_out(match: re.Match[str]) -> bool:
    digits = match[0]
    return digits.isdigit() and not digits.startswith("0") and is_counted(match.string, match.end())
