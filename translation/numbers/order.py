"""Numbers that changed places: each is there, but beside what another one counts.

The languages order their words differently, and so an order that differs says nothing by itself: a number moves together
with what stands beside it, by which it is known again (the thing it counts, a year, a name, "from", "of the"). Two
numbers of one unit that stand the other way round, with nothing beside them to explain it, may have been exchanged.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from translation.numbers import nouns
from translation.numbers.mentions import Mention, Sort, Weight

Pair = tuple[Mention, Mention]
# More numbers in one segment are a table.
_MOST = 40
_NEAR = 48
_BREAK = re.compile(
    r"[,;:()\n–]| [-—] |[.!?…](?= |$)| (?:và|còn|trong khi|nhưng|and|while|whereas|but)(?= )", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]\s")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹđ][\w-]*")
_ROLES = {
    "vi": re.compile(
        r"(?<!\w)(?:(?P<from>từ)|(?P<to>lên|xuống|còn|đến|tới|thành)|(?P<total>trong|trên|cứ|tổng số|tổng))(?!\w)|(?P<slash>/) ?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?P<from>from)|(?P<to>to)|(?P<total>of(?: the| all| every)?|out of|in) ?$)(?!\w)|(?P<slash>/) ?$",
        re.IGNORECASE,
    ),
}


def changed_places(
    matched: Sequence[Pair],
    mentions: tuple[Sequence[Mention], Sequence[Mention]],
    texts: tuple[tuple[str, str], ...],
) -> Iterator[Pair]:
    """Each number of the original with the one that seems to have taken its place, once.

    `matched` are the equal numbers of both sides, `mentions` all numbers of each, `texts` are (language, text).
    """
    amounts = sorted(filter(_is_firm, matched), key=lambda pair: pair[0].start)[:_MOST]
    if len(amounts) < 2:
        return
    beside = [
        cache(_Surroundings(language, text, found).of)
        for (language, text), found in zip(texts, mentions, strict=True)
    ]
    told: set[Pair] = set()
    for one, other in combinations(amounts, 2):
        if told & {one, other} or not _of_one_kind(one, other):
            continue
        known = [[side(pair[place]) for place, side in enumerate(beside)] for pair in (one, other)]
        if one[1].start > other[1].start:
            exchanged = not _explained(*known) and _near(one, other, texts)
        else:
            exchanged = _crossed(*known)
        if exchanged:
            told |= {one, other}
            yield one[0], other[1]


def _is_firm(pair: Pair) -> bool:
    return all(mention.reading.sort is Sort.AMOUNT and mention.weight is Weight.FIRM for mention in pair)


def _of_one_kind(one: Pair, other: Pair) -> bool:
    first, second = (pair[0].reading.unit or pair[1].reading.unit for pair in (one, other))
    return first == second and one[0].reading.value != other[0].reading.value


def _near(one: Pair, other: Pair, texts: tuple[tuple[str, str], ...]) -> bool:
    """Whether a sentence of either side holds both; whole sentences may well be put in another order."""
    for place, (_language, text) in enumerate(texts):
        start, end = sorted((one[place], other[place]), key=lambda mention: mention.start)
        if not _SENTENCE_END.search(text, start.end, end.start):
            return True
    return False


Known = frozenset[str]


def _explained(one: list[Known], other: list[Known]) -> bool:
    """Whether something beside a number, and beside it alone, moved with it."""
    ways = [[known & {"from", "to"} for known in number] for number in (one, other)]
    if all(all(way) for way in ways):
        return all(first == second for first, second in ways)
    return bool((one[0] & one[1]) - other[0] - other[1] or (other[0] & other[1]) - one[0] - one[1])


def _crossed(one: list[Known], other: list[Known]) -> bool:
    """Whether the numbers stayed, and what they count was exchanged."""
    stayed = one[0] & one[1] or other[0] & other[1]
    return not stayed and bool(one[0] & other[1]) and bool(other[0] & one[1])


class _Surroundings:
    """What stands beside the numbers of one text."""

    def __init__(self, language: str, text: str, mentions: Sequence[Mention]) -> None:
        self.language, self.text = language, text
        self.mentions = [part for mention in mentions for part in mention.parts or (mention,)]

    def of(self, mention: Mention) -> Known:
        """By what a number is known again: things, directions, years and names."""
        before, earlier = self._before(mention)
        after, later = self._after(mention)
        known = set(nouns.thing(after, self.language) | nouns.beside(f"{before}|{after}", self.language))
        known |= {_plain(name[0]) for name in _NAME.finditer(f"{before}|{after}")}
        known |= {
            str(date.reading.value) for date in (earlier, later) if date and date.reading.sort is Sort.DATE
        }
        for role in _ROLES[self.language].finditer(before):
            known -= {"from", "to", "total"}
            known.add("total" if role["slash"] else str(role.lastgroup))
        if self.language == "vi" and re.search(r" thì ?$", after):
            known.add("total")
        return frozenset(known)

    def _before(self, mention: Mention) -> tuple[str, Mention | None]:
        """The words up to the number before, that number, or neither where the clause begins between."""
        earlier = [other for other in self.mentions if other.end <= mention.start]
        last = max(earlier, key=lambda other: other.end) if earlier else None
        start = max(last.end if last else 0, mention.start - _NEAR)
        words = self.text[start : mention.start]
        breaks = list(_BREAK.finditer(words))
        if breaks:
            return words[breaks[-1].end() :], None
        return words, last

    def _after(self, mention: Mention) -> tuple[str, Mention | None]:
        later = [other for other in self.mentions if other.start >= mention.end]
        following = min(later, key=lambda other: other.start) if later else None
        end = min(following.start if following else len(self.text), mention.end + _NEAR)
        words = self.text[mention.end : end]
        if clause := _BREAK.search(words):
            return words[: clause.start()], None
        return words, following


def _plain(name: str) -> str:
    """A name without the letters of Vietnamese: Hà Nội is Ha Noi."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "=" + "".join(char for char in bare if not unicodedata.combining(char))
