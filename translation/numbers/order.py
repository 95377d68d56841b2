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
_SORTS = (Sort.AMOUNT, Sort.DATE, Sort.CLOCK)
_WAYS = frozenset({"from", "to"})
_BREAK = re.compile(
    r"[,;()\n–]| [-—] |[.!?…](?= |$)| (?:và|còn|trong khi|nhưng|and|while|whereas|but)(?= )", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]\s")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹđ][\w-]*")
_ROLES = {
    "vi": re.compile(
        r"(?<!\w)(?:(?P<from>từ)|(?P<to>lên|xuống|còn|đến|tới|thành)|(?P<total>trong(?! đó)|trên|cứ|tổng số|tổng))(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?P<from>from)|(?P<to>to)|(?P<total>of(?: the| all| every)? $))(?!\w)", re.IGNORECASE
    ),
}
_DASH = re.compile(r" ?[-–—] ?")
# Between the part and its total: "68 of the 200", "nine people out of ten", "68/200".
_TOTAL_BEFORE = re.compile(
    r"(?: [^\W\d_]+)?(?:(?: out)? of (?:the |all |its |our )?(?:[^\W\d_]+['’]s )?| in | trên (?:tổng số )?| ?/ ?)$",
    re.IGNORECASE,
)
# Between a total and the part of it: "10 hộ thì 7", "5 thôn, trong đó 2".
_PART_AFTER = re.compile(r"\b(?:thì|trong (?:số )?(?:đó|ấy)|including|(?:of|among) (?:which|whom|them))\b")


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
        two = _Two(*([side(pair[place]) for place, side in enumerate(beside)] for pair in (one, other)))
        if _exchanged(two, one, other, texts):
            told |= {one, other}
            yield one[0], other[1]


def _is_firm(pair: Pair) -> bool:
    return all(mention.reading.sort in _SORTS and mention.weight is Weight.FIRM for mention in pair)


def _of_one_kind(one: Pair, other: Pair) -> bool:
    first, second = one[0].reading, other[0].reading
    return first.sort is second.sort and first.value != second.value and _unit(one) == _unit(other)


def _unit(pair: Pair) -> str:
    return pair[0].reading.unit or pair[1].reading.unit


def _exchanged(two: "_Two", one: Pair, other: Pair, texts: tuple[tuple[str, str], ...]) -> bool:
    if two.ways_differ is not None:
        return two.ways_differ
    if one[0].reading.sort is not Sort.AMOUNT or two.moved_along:
        return False
    taken = [*filter(None, two.taken)]
    if one[1].start < other[1].start:  # the numbers stayed: what they count was exchanged
        return len(taken) == 2 or any(len(each) > 1 for each in taken)
    if not _near(one, other, texts):
        return len(taken) == 2
    return bool(_unit(one) or taken or two.alike)


def _near(one: Pair, other: Pair, texts: tuple[tuple[str, str], ...]) -> bool:
    """Whether a sentence of either side holds both; whole sentences may well be put in another order."""
    for place, (_language, text) in enumerate(texts):
        start, end = sorted((one[place], other[place]), key=lambda mention: mention.start)
        if not _SENTENCE_END.search(text, start.end, end.start):
            return True
    return False


Known = frozenset[str]


class _Two:
    """Two numbers by what stands beside each, in the original and in the translation."""

    def __init__(self, one: list[Known], other: list[Known]) -> None:
        self.known = [*one, *other]
        self.first = one[0] - other[0], one[1] - other[1]
        self.second = other[0] - one[0], other[1] - one[1]

    @property
    def ways_differ(self) -> bool | None:
        """Whether the beginning of a way became its end; None where these are not told."""
        ways = [known & _WAYS for known in self.known]
        return ways[0] != ways[1] if all(ways) and ways[0] != ways[2] and ways[1] != ways[3] else None

    @property
    def moved_along(self) -> bool:
        """Whether something that is beside one of them alone stayed beside it."""
        return bool(self.first[0] & self.first[1] or self.second[0] & self.second[1])

    @property
    def taken(self) -> tuple[Known, Known]:
        """What each took over from beside the other."""
        return self.first[0] & self.second[1], self.second[0] & self.first[1]

    @property
    def alike(self) -> bool:
        """Whether both count the same thing."""
        one, translated, other, its = self.known
        return bool((one & other | translated & its) & nouns.THINGS)


class _Surroundings:
    """What stands beside the numbers of one text."""

    def __init__(self, language: str, text: str, mentions: Sequence[Mention]) -> None:
        self.language, self.text = language, text
        self.mentions = [part for mention in mentions for part in mention.parts or (mention,)]

    def of(self, mention: Mention) -> Known:
        """By what a number is known again: things, directions, parts and totals, years and names."""
        place = next(i for i, each in enumerate(self.mentions) if each.start == mention.start)
        before, after = self._words(place), self._words(place + 1)
        left, right = _BREAK.split(before)[-1][-_NEAR:], _BREAK.split(after, maxsplit=1)[0][:_NEAR]
        known = set(nouns.thing(right, self.language) | nouns.beside(f"{left}|{right}", self.language))
        if not place or left != before:  # else it is what the number before it counts
            known |= {f"by {thing}" for thing in nouns.thing(left, self.language)}
        known |= {_plain(name) for name in _NAME.findall(f"{left}|{right}")}
        known |= self._role(left, before, after)
        beside = [self.mentions[place - 1]] if place and left == before else []
        beside += self.mentions[place + 1 : place + 2] if right == after else []
        known |= {str(each.reading.value) for each in beside if each.reading.sort is Sort.DATE}
        return frozenset(known)

    def _words(self, place: int) -> str:
        """The words before a number, from the one before it."""
        start = self.mentions[place - 1].end if place else 0
        end = self.mentions[place].start if place < len(self.mentions) else len(self.text)
        return self.text[start:end]

    def _role(self, left: str, before: str, after: str) -> set[str]:
        """Whether it is a total or a part of one, or the beginning or end of a way."""
        if _TOTAL_BEFORE.match(before) or _PART_AFTER.search(after):
            return {"total"}
        if _PART_AFTER.search(before) or _TOTAL_BEFORE.match(after):
            return {"part"}
        if _DASH.fullmatch(before) or _DASH.fullmatch(after):
            return {"to"} if _DASH.fullmatch(before) else {"from"}
        roles = [str(match.lastgroup) for match in _ROLES[self.language].finditer(left)]
        return set(roles[-1:])


def _plain(name: str) -> str:
    """A name without the letters of Vietnamese: Hà Nội is Ha Noi."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "=" + "".join(char for char in bare if not unicodedata.combining(char))
