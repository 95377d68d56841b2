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
        known = [[side(pair[place]) for place, side in enumerate(beside)] for pair in (one, other)]
        if one[1].start < other[1].start:
            exchanged = _crossed(*known)
        elif exchanged := not _explained(*known):
            near = _near(one, other, texts)
            exchanged = (bool(_unit(one)) or _suspect(*known)) if near else _traded(*known)
        if exchanged:
            told |= {one, other}
            yield one[0], other[1]


def _is_firm(pair: Pair) -> bool:
    return all(mention.reading.sort is Sort.AMOUNT and mention.weight is Weight.FIRM for mention in pair)


def _of_one_kind(one: Pair, other: Pair) -> bool:
    return _unit(one) == _unit(other) and one[0].reading.value != other[0].reading.value


def _unit(pair: Pair) -> str:
    return pair[0].reading.unit or pair[1].reading.unit


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


def _suspect(one: list[Known], other: list[Known]) -> bool:
    """Whether one number took over what stood beside the other, or both count the same thing."""
    taken = (one[0] & other[1]) - one[1] or (other[0] & one[1]) - other[1]
    alike = one[0] & other[0] | one[1] & other[1]
    return bool(taken or alike & nouns.THINGS)


def _traded(one: list[Known], other: list[Known]) -> bool:
    """Whether each took over what stood beside the other."""
    return bool((one[0] & other[1]) - one[1] and (other[0] & one[1]) - other[1])


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
        """By what a number is known again: things, directions, parts and totals, years and names."""
        place = next(i for i, each in enumerate(self.mentions) if each.start == mention.start)
        before, after = self._words(place), self._words(place + 1)
        left, right = _BREAK.split(before)[-1][-_NEAR:], _BREAK.split(after, maxsplit=1)[0][:_NEAR]
        known = set(nouns.thing(right, self.language) | nouns.beside(f"{left}|{right}", self.language))
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
        roles = [str(match.lastgroup) for match in _ROLES[self.language].finditer(left)]
        return set(roles[-1:])


def _plain(name: str) -> str:
    """A name without the letters of Vietnamese: Hà Nội is Ha Noi."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "=" + "".join(char for char in bare if not unicodedata.combining(char))
