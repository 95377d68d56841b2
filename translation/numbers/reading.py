"""All the numbers of a sentence, each once: what was read first hides its characters from what is read later."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from story.figures import english, vietnamese
from story.figures.identifiers import HIDDEN
from translation.numbers import clocks, dates, digits, names, parts, rates, spelled
from translation.numbers.mentions import Mention

Read = Callable[[str, str], Iterable[Mention]]
# A text with more numbers is a table or an attack, no sentence: the rest is not read.
MOST_NUMBERS = 200
_KEPT_CHARACTERS = 1_000
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔]")
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {
    "vi": "chục trăm nghìn ngàn vạn triệu tỷ tỉ",
    "en": "dozen hundred thousand million billion trillion",
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_ORDINALS = [english.ordinal_words(number) for number in (*range(1, 21), 30, 40, 50, 60, 70, 80, 90, 100)]


def _set(*words: str | Iterable[str]) -> frozenset[str]:
    listed = [each.split() if isinstance(each, str) else list(each) for each in words]
    return frozenset(word.lower() for group in listed for word in group)


_HOURS = _set("giờ noon midday midnight trưa đêm morning afternoon evening night past clock")
_ROMANS = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi"
# A reader is asked only where one of its words stands in the text.
_READERS: list[tuple[Read, dict[str, frozenset[str]]]] = [
    (
        dates.read,
        {
            "vi": _set("tháng quý sáng chiều tối hôm đêm ngày mùng nửa"),
            "en": _set(
                english.MONTHS, [name[:3] for name in english.MONTHS], "sept quarter half months lunar"
            ),
        },
    ),
    (
        parts.shares,
        {
            "vi": _set("nửa phần"),
            "en": _set(_ORDINALS, [f"{word}s" for word in _ORDINALS], "half halves quarter quarters in out"),
        },
    ),
    (
        spelled.vague,
        {
            "vi": _set(_SCALES["vi"]),
            "en": _set("dozens scores tens hundreds thousands millions billions few several many couple"),
        },
    ),
    (
        spelled.orders,
        {
            "vi": _set(
                "thứ hạng giải nhật khóa khoá hội lần kỷ chương phần lục kỳ vùng cấp loại giai đợt vòng tập bảng nhóm khu mục bậc"
            )
            | _set(_ROMANS),
            "en": _set(
                _ORDINALS,
                [f"{word}ly" for word in _ORDINALS],
                "hundredth thousandth millionth",
                _DAYS,
                [f"{day}s" for day in _DAYS.split()],
            )
            | _set(
                "congress chapter part annex appendix phase section region tenure grade class type category stage"
                " round volume table group zone level item",
                _ROMANS,
            ),
        },
    ),
    (
        spelled.times,
        {
            "vi": _set("đôi rưỡi"),
            "en": _set(
                "twice halved halves halving double doubled doubling doubles triple trebled tripled tripling treble trebling"
            )
            | _set("quadruple quadrupled fold", [f"{number}fold" for number in english.UNITS[2:11]]),
        },
    ),
    (spelled.named, {"vi": _set("x tuần"), "en": _set("x fortnight", spelled.TENS)}),
    (digits.amounts, {"vi": frozenset(), "en": frozenset()}),
    (
        spelled.numbers,
        {
            "vi": _set(vietnamese.DIGITS, _SCALES["vi"], "mười mươi"),
            "en": _set(english.UNITS, english.TENS[2:], _SCALES["en"], "a an"),
        },
    ),
    (
        rates.read,
        {
            "vi": _set("phút giờ ngày đêm sáng tối hôm tuần tháng quý năm giây"),
            "en": _set("second minute hour day week month quarter year morning evening night annum")
            | _set("hourly daily nightly weekly monthly quarterly yearly annually annual"),
        },
    ),
]
_IN_DIGITS: list[Read] = [dates.read, digits.amounts]


def mentions(text: str, language: str) -> list[Mention]:
    """The numbers of a text with composed letters and plain spaces, in order."""
    # The strings of a story are compared at each save: only what was just typed is new.
    return list(_kept(text, language) if len(text) <= _KEPT_CHARACTERS else _read(text, language))


@lru_cache(maxsize=4096)
def _kept(text: str, language: str) -> tuple[Mention, ...]:
    return _read(text, language)


def _read(text: str, language: str) -> tuple[Mention, ...]:
    reader = _Reader(text)
    words = set(_WORD.findall(text.lower()))
    has_digits = _DIGIT.search(text) is not None
    if has_digits:
        reader.take(names.read(reader.text))
    if has_digits or not words.isdisjoint(_HOURS):
        reader.take(clocks.read(reader.text, language))
    for read, triggers in _READERS:
        if (has_digits and read in _IN_DIGITS) or not words.isdisjoint(triggers[language]):
            reader.take(read(reader.text, language))
        if has_digits and read is dates.read:
            reader.take(digits.totals(reader.text, language))
        if has_digits and read is parts.shares:
            reader.take(parts.signs(reader.text))
    return tuple(sorted(reader.found, key=lambda mention: mention.start))


def forget() -> None:
    """Read every text anew: for measuring."""
    _kept.cache_clear()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Mention] = []

    def take(self, found: Iterable[Mention]) -> None:
        """Keep what is found, the first where two overlap, and hide it."""
        found = list(found)
        if not found:
            return
        taken = sorted(self._apart(found), key=lambda mention: mention.start)
        pieces, last = [], 0
        for mention in taken:
            pieces += [self.text[last : mention.start], HIDDEN * (mention.end - mention.start)]
            last = mention.end
        self.text = "".join([*pieces, self.text[last:]])
        self.found += taken

    def _apart(self, found: Iterable[Mention]) -> Iterator[Mention]:
        taken: list[Mention] = []
        for mention in islice(found, MOST_NUMBERS - len(self.found)):
            if not any(mention.start < other.end and other.start < mention.end for other in taken):
                taken.append(mention)
                yield mention
