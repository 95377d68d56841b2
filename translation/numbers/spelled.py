"""Numbers in words: hai mươi mốt, thứ ba, gấp đôi, hàng chục nghìn; twenty-one, third, twice, tens of thousands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from story.figures import Qualifier, UnreadableNumber, parse_spoken
from story.figures.counted import is_counted
from story.figures.english import UNITS
from story.figures.identifiers import HIDDEN
from story.figures.number_words import spelled_numbers
from translation.numbers import kin, qualifiers, units
from translation.numbers.digits import POWERS
from translation.numbers.mentions import Mention, Reading, Sort, Weight, amount
from translation.numbers.parts import ENGLISH_SCALE, ORDINALS, VIETNAMESE_SCALE, WORDS_VI, small

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: number for number, name in enumerate(_DAYS, 2)}
_ORDER_VI = re.compile(
    rf"(?<!\w)(?:thứ|hạng|giải) (?P<word>nhất|nhì|(?:(?:{WORDS_VI}|mươi|mốt|lăm)(?= |\W|$) ?)+|[0-9]{{1,3}}(?![.,]?[0-9])(?!{VIETNAMESE_SCALE}))(?!\w)|(?<!\w)(?P<sunday>chủ nhật)",
    re.IGNORECASE,
)
# What may be one: the table knows which are.
_ORDER_EN = re.compile(
    r"(?<![\w-])(?:(?P<day>[a-z]{3,6}day)s?|(?P<word>(?:[a-z]{5,7}-)?[a-z]{0,10}(?:st|second|rd|th))(?:ly)?)(?!\w)",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?:(?:khóa|khoá|đại hội|lần thứ|lần|thế kỷ|chương|phần|phụ lục|kỳ|vùng|nhiệm kỳ|hạng|cấp|loại|giai đoạn|đợt|vòng|tập|bảng|nhóm|khu|mục|bậc|congress|chapter|part|annex|appendix"
    r"|phase|section|region|tenure|grade|class|type|category|stage|round|volume|table|group|zone|level|item)(?: thứ)? )(?P<roman>[IVX]{1,6})(?!\w)",
    re.IGNORECASE,
)
# "The class I teach"
_SPEAKS = re.compile(r"[’']| (?!(?:of|and|to|in|for|is|was|will|has|at|on)\b)[a-z]")
# Beside other words it may be a number: "Louis XIV", "Trung ương II".
_ROMAN_ALONE = re.compile(r"(?<= )(?:X{1,2}(?:IX|IV|V?I{0,3})|IX|IV|VI{1,3}|I{2,3})(?!\w)")
_VAGUE = {
    "vi": re.compile(
        rf"(?<!\w)(?:hàng|hằng|cả|vài|mấy|nhiều|dăm|vài ba|hàng mấy)(?P<scale>{VIETNAMESE_SCALE}+)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?<!\w)(?:(?P<many>dozens|scores|tens|hundreds|thousands|millions|billions)(?: of (?P<of>hundreds|thousands|millions|billions))?"
        rf"|(?:several|(?:a |the |first |last |some )?few|many|a couple of) (?P<few>{ENGLISH_SCALE})(?: (?P<more>{ENGLISH_SCALE}))?)(?!\w)",
        re.IGNORECASE,
    ),
}
_TIMES_VI = re.compile(r"(?<!\w)(?:gấp|nhân|tăng) (?P<word>đôi|rưỡi)(?!\w)", re.IGNORECASE)
_TIMES_EN = re.compile(
    r"(?<!\w)(?:(?P<halved>halved|halves|halving)|(?P<firm>twice|doubled|doubling|doubles|trebled|tripled|quadrupled|tripling|trebling)"
    r"|(?P<soft>double|triple|treble|quadruple)"
    rf"|(?P<fold>{'|'.join(UNITS[2:11])})-?fold)(?!\w)",
    re.IGNORECASE,
)
_TIMES_WORDS = {"twi": 2, "dou": 2, "tri": 3, "tre": 3, "qua": 4}
TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_AGES = ("tứ", "ngũ", "lục", "thất", "bát", "cửu")
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<word>{'|'.join(TENS)})|(?P<sign>[5-9]|10)X|(?P<age>tứ|ngũ|lục|thất|bát|cửu) tuần|(?P<weeks>(?:an?|one) fortnight))(?!\w)",
    re.IGNORECASE,
)
# Words of the run that are numbers only here: "trăm" in "hơn trăm hộ".
_NO_NUMBER = re.compile(
    r"ba (?:(?:mẹ|má)(?! con)|lô|hoa|gai)\b|chín (?:chắn|muồi|rộ|vàng|đỏ)\b|tám chuyện|tư (?:nhân|vấn|liệu|cách|duy|tưởng)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|one)(?= )", re.IGNORECASE)
# "vài ba năm", "đôi ba lần" are a few.
_FEW = re.compile(r"(?<!\w)(?:vài|đôi|dăm|năm) ba$", re.IGNORECASE)
_ALONE = {
    "trăm",
    "nghìn",
    "ngàn",
    "triệu",
    "tỷ",
    "tỉ",
    "mươi",
    "linh",
    "lẻ",
    "and",
    "point",
    "phẩy",
    "mốt",
    "lăm",
    "tư",
}
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_FURTHER = {
    "vi": re.compile(VIETNAMESE_SCALE, re.IGNORECASE),
    "en": re.compile(rf" {ENGLISH_SCALE}\b", re.IGNORECASE),
}
_FIVE = re.compile(r"(?<!\w)năm(?= )", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:[0-9]|mỗi|hằng|hàng|trong|cả|đầu|cuối|giữa|nhiều|các|những|vài|mấy|từng|theo|một|hai|ba|bốn|sáu|bảy|tám|chín"
    r"|mười|mươi|qua|sau|trước|của|ra|vào|đến|từ|tháng|và) $",
    re.IGNORECASE,
)


def orders(text: str, language: str) -> Iterator[Mention]:
    """Places in an order and days of the week: thứ ba is either."""
    for match in _ROMAN.finditer(text):
        speaks = language == "en" and match["roman"] in "Ii" and _SPEAKS.match(text, match.end())
        weight = Weight.SPARE if speaks else Weight.FIRM
        yield Mention(*match.span("roman"), (amount(Decimal(_roman(match["roman"]))),), weight)
    for match in _ROMAN_ALONE.finditer(text):
        if len(match[0]) > 1:
            yield Mention(*match.span(), (amount(Decimal(_roman(match[0]))),), Weight.SOFT)
    if language == "en":
        for match in _ORDER_EN.finditer(text):
            yield from _english_order(match)
        return
    for match in _ORDER_VI.finditer(text):
        if match["sunday"]:
            yield Mention(*match.span(), (Reading(Sort.WEEKDAY, 8),))
        elif place := _vietnamese_place(match["word"].strip().lower()):
            readings: tuple[Reading, ...] = (amount(Decimal(place)),)
            if 2 <= place <= 7 and match[0].lower().startswith("thứ"):
                readings += (Reading(Sort.WEEKDAY, place),)
            end = match.start() + len(match[0].rstrip())
            yield Mention(match.start(), end, readings, Weight.SOFT if place == 1 else Weight.FIRM)


def _english_order(match: re.Match[str]) -> Iterator[Mention]:
    if day := _WEEKDAYS.get((match["day"] or "").lower()):
        yield Mention(*match.span(), (Reading(Sort.WEEKDAY, day),))
    elif place := ORDINALS.get((match["word"] or "").lower()):
        weight = (Weight.SPARE, Weight.SOFT)[place - 1] if place <= 2 else Weight.FIRM
        yield Mention(*match.span(), (amount(Decimal(place)),), weight)


def _vietnamese_place(word: str) -> int:
    if word.isdigit():
        return int(word)
    try:
        return {"nhất": 1, "nhì": 2, "tư": 4}.get(word) or int(parse_spoken(word, "vi"))
    except UnreadableNumber:
        return 0


def _roman(text: str) -> int:
    digits = [{"I": 1, "V": 5, "X": 10}[char] for char in text.upper()]
    return sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))


def vague(text: str, language: str) -> Iterator[Mention]:
    """Orders of magnitude: hàng chục nghìn, tens of thousands."""
    for match in _VAGUE[language].finditer(text):
        if language == "vi":
            words = match["scale"].lower().split()
        else:
            said = (match["many"], match["of"], match["few"], match["more"])
            words = [word.lower().removesuffix("s") for word in said if word]
        power = sum({"dozen": 1, "score": 1, "ten": 1}.get(word) or POWERS[word] for word in words)
        yield Mention(*match.span(), (Reading(Sort.VAGUE, power),))


def times(text: str, language: str) -> Iterator[Mention]:
    """Gấp đôi, twice, doubled, threefold."""
    for match in (_TIMES_VI if language == "vi" else _TIMES_EN).finditer(text):
        if language == "vi":
            value, weight = (Decimal(2) if match["word"].lower() == "đôi" else Decimal("1.5")), Weight.FIRM
        elif match["halved"]:
            yield Mention(
                *match.span(), (Reading(Sort.SHARE, Fraction(1, 2)), amount(Decimal(2), units.TIMES))
            )
            continue
        else:
            fold = match["fold"]
            value = Decimal(small(fold, "en") if fold else _TIMES_WORDS[match[0][:3].lower()])
            weight = Weight.SOFT if match["soft"] else Weight.FIRM
        said = qualifiers.around(text, match.start(), match.end(), language)
        readings: tuple[Reading, ...] = (amount(value, units.TIMES),)
        if value == Decimal("1.5"):  # half as much again
            readings += (Reading(Sort.SHARE, Fraction(1, 2)),)
        yield Mention(*match.span(), readings, weight, said)


def named(text: str, language: str) -> Iterator[Mention]:
    """Numbers that have a name: in her eighties, the nineties, 9X, a fortnight."""
    for match in _NAMED.finditer(text):
        if match["weeks"]:
            said = qualifiers.around(text, *match.span(), language)
            yield Mention(*match.span(), (amount(Decimal(2), "week"),), qualifiers=said)
            continue
        if match["age"]:
            tens = _AGES.index(match["age"].lower()) + 4
        else:
            tens = int(match["sign"] or 0) or TENS.index(match["word"].lower()) + 2
        years = Reading(Sort.DATE, ((1900 if tens < 10 else 1910) + 10 * tens, 0, 0))
        yield Mention(*match.span(), (amount(Decimal(10 * tens)), years))


def numbers(text: str, language: str) -> Iterator[Mention]:
    """Every other number in words."""
    found: list[Mention] = []
    for number in spelled_numbers(text, language):
        start, end, value = number.start, number.end, number.value
        words = text[start:end].lower()
        if words.endswith(" and"):
            end -= 4
        if language == "en" and (article := _ARTICLE.search(text[max(0, start - 4) : start])):
            start, value = _with_article(text, start, end, article, value)
        if language == "vi" and (_NO_NUMBER.match(text, start) or _FEW.search(text[max(0, start - 5) : end])):
            continue
        if words in _ALONE or words == "không" or value == 0:
            continue
        counted = _counted(text, start, end, value, language)
        found.append(kin.together(counted, text) if language == "vi" else counted)
    yield from _of_one_scale(found, text)
    if language == "vi":
        for match in _FIVE.finditer(text):
            if _is_five(text, *match.span()):
                yield _counted(text, *match.span(), Decimal(5), language)
    yield from _bare_scales(text, language)
    if language == "en":
        yield from _one_and_more(text)


def _one_and_more(text: str) -> Iterator[Mention]:
    """Over an hour, nearly a decade: one of a unit, told only where a word says how firmly it is meant."""
    for match in _ONE.finditer(text):
        unit, end = units.unit_after(text, match.end(), "en")
        said = qualifiers.around(text, match.start(), end, "en") if unit else qualifiers.EXACTLY
        if said != qualifiers.EXACTLY:
            yield Mention(match.start(), end, (amount(Decimal(1), unit),), Weight.SPARE, said)


def _of_one_scale(found: list[Mention], text: str) -> Iterator[Mention]:
    """Ba bốn chục: from thirty to forty."""
    for this, following in zip_longest(found, found[1:]):
        if following and text[this.end : following.start] == " " and not this.reading.unit:
            value, end = this.reading.value, following.reading.value
            scale = Decimal(10) ** end.adjusted()
            if value < 10 and end in (scale * (value + 1), scale * (value + 2)):
                this = replace(this, readings=(amount(value * scale, following.reading.unit),))
        yield this


def _with_article(
    text: str, start: int, end: int, article: re.Match[str], value: Decimal
) -> tuple[int, Decimal]:
    if text[start:end].lower().split()[0] not in ("hundred", "thousand", "million", "billion", "trillion"):
        return start, value
    return start - len(article[0]), value


def _counted(text: str, start: int, end: int, value: Decimal, language: str) -> Mention:
    """The number with a further scale, its unit, and how firmly it is meant."""
    scale = _FURTHER[language]
    readings_of: tuple[Decimal, ...] = (value,)
    while more := scale.match(text, end):
        word, end = more[0].strip().lower(), more.end()
        sizes = (12, 10) if word == "dozen" else (10 ** POWERS[word],)
        readings_of = tuple(number * size for number in readings_of for size in sizes)
    small = readings_of[0] < 10
    unit, stop = units.unit_after(text, end, language)
    if language == "vi" and unit and text[stop : stop + 5] == " rưỡi":
        readings_of, stop = tuple(number + Decimal("0.5") for number in readings_of), stop + 5
    elif language == "vi" and text[end : end + 5] == " rưỡi":
        # Half of the last scale: "một triệu rưỡi", "một trăm rưỡi".
        half = Decimal(10) ** POWERS.get(text[start:end].lower().split()[-1], 0) / 2
        readings_of = tuple(number + half for number in readings_of)
        unit, stop = units.unit_after(text, end + 5, language)
    said = qualifiers.around(text, start, stop, language)
    weight = Weight.FIRM
    if (
        text[stop : stop + 2] == f" {HIDDEN}"
        and unit in ("day", "month")
        or value == 1
        and small
        and readings_of[0] == 1
    ):  # "hai ngày 20 và 21/5"
        weight = Weight.SPARE
    elif small and language == "vi" and not (unit or is_counted(text, end) or said != qualifiers.EXACTLY):
        weight = Weight.FIRM if text[max(0, start - 4) : start].lower() == "gấp " else Weight.SOFT
    elif small and language == "en" and text[end : end + 1] == "-" and not unit:
        weight = Weight.SOFT
    return Mention(start, stop, tuple(amount(number, unit) for number in readings_of), weight, said)


def _is_five(text: str, start: int, end: int) -> bool:
    """Whether năm is five here, and not a year."""
    if _YEAR_BEFORE.search(text[max(0, start - 8) : start]):
        return False
    return is_counted(text, end) or units.unit_after(text, end, "vi")[0] != ""


_BARE = {
    "vi": re.compile(
        r"(?<!\w)(?:(?<=hơn )|(?<=gần )|(?<=khoảng )|(?<=trên )|(?<=dưới )|(?<=cả )|(?<=chừng )|(?<=tầm )|(?<=độ )|(?<=ngót )|(?<=đến )|(?<=tới )|(?=trăm phần trăm))(?P<scale>chục|trăm|nghìn|ngàn|triệu|tỷ)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(rf"(?<!\w)(?:a|an|one) (?P<scale>{ENGLISH_SCALE})(?!\w)", re.IGNORECASE),
}
# "Mươi hộ", "mươi lăm phút" are about so many.
_ABOUT_TEN = re.compile(
    r"(?<!\w)(?<!một )(?<!hai )(?<!ba )(?<!bốn )(?<!năm )(?<!sáu )(?<!bảy )(?<!tám )(?<!chín )mươi(?! (?:mốt|lăm)\b)(?!\w)",
    re.IGNORECASE,
)


def _bare_scales(text: str, language: str) -> Iterator[Mention]:
    """Hơn trăm hộ, a dozen, a million."""
    for match in _BARE[language].finditer(text):
        word = match["scale"].lower()
        sizes = [12, 10] if word == "dozen" else [10, 12] if word == "chục" else [10 ** POWERS[word]]
        unit, end = units.unit_after(text, match.end(), language)
        said = qualifiers.around(text, match.start(), end, language)
        weight = Weight.SOFT if language == "vi" else Weight.FIRM
        # "cả chục xã" are a dozen communes
        power = POWERS[word] or 1
        readings = (*(amount(Decimal(size), unit) for size in sizes), Reading(Sort.VAGUE, power))
        yield Mention(match.start(), end, readings, weight, said)
    if language == "vi":
        for match in _ABOUT_TEN.finditer(text):
            unit, end = units.unit_after(text, match.end(), language)
            said = qualifiers.around(text, match.start(), end, language) | {Qualifier.ABOUT}
            yield Mention(match.start(), end, (amount(Decimal(10), unit),), Weight.SOFT, said)
