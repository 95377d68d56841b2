"""How well a story answers a question: by where its words stand, in whole phrases, and as they were typed."""

from dataclasses import dataclass
from itertools import pairwise

from search.question import Alternative, Question, Unit
from search.texts import EXACT, FIELDS, Columns

WEIGHTS = {"problem": 5.0, "headline": 4.0, "figures": 2.5, "lessons": 2.0, "rest": 1.0}
# A word typed with accents counts for so much where a text has other accents, or where nobody knows.
LOOSE, UNKNOWN = 0.4, 0.7
# A syllable somewhere in the rest, without its neighbour of the question, is hardly the word that was meant.
SCATTERED = 0.45
# Neighbours of the question that are neighbours in a text.
PAIR = 0.6
ELSEWHERE = 0.3
# Of the weight of its words a story must have so much to answer a question.
NEEDED, NEEDED_OF_MANY, MANY = 0.5, 0.4, 6


@dataclass(frozen=True)
class Score:
    """`found` is how much of the question's weight a story has, from 0 to 1."""

    found: float
    points: float

    def answers(self, question: Question) -> bool:
        """Whether that is enough."""
        return self.found >= (NEEDED if len(question.units) < MANY else NEEDED_OF_MANY)


def score(texts: Columns, question: Question) -> Score:
    """What a story's words come to."""
    exact = dict(zip(EXACT, texts.exact.split("\n"), strict=False))
    places = [
        (WEIGHTS[name], f" {getattr(texts, name)} ", f" {exact[name]} " if name in exact else None)
        for name in FIELDS
    ]
    total = sum(unit.weight for unit in question.units) or 1
    found = points = 0.0
    together: set[Unit] = set()
    for first, second in pairwise(question.units):
        pair = f" {' '.join(first.typed + second.typed)} "
        near = sum(weight for weight, text, _exact in places if pair in text)
        if near and first.end == second.start:
            points += PAIR * near * min(first.weight, second.weight)
            together |= {first, second}
    for unit in question.units:
        alone = len(question.units) > 1 and len(unit.typed) == 1 and unit not in together
        best, most = _of_unit(unit, places, alone and not unit.typed[0].isdecimal())
        found += unit.weight * best
        points += unit.weight * most
    return Score(found / total, points / total * (0.5 + found / total / 2))


Place = tuple[float, str, str | None]


def _of_unit(unit: Unit, places: list[Place], alone: bool) -> tuple[float, float]:
    """How surely a unit is found, and what its places are worth; `alone` is a syllable that may be of another word."""
    best = most = 0.0
    for choice in unit.alternatives:
        surely = [_in(choice, text, exact) for _weight, text, exact in places]
        if alone:
            surely[-1] *= SCATTERED
        worth = [weight * found for (weight, _text, _exact), found in zip(places, surely, strict=True)]
        best = max(best, max(surely) * choice.factor)
        # Where it stands first says most: a long story has every word everywhere.
        most = max(most, (max(worth) + ELSEWHERE * sum(worth)) * choice.factor)
    return best, most


def _in(choice: Alternative, text: str, exact: str | None) -> float:
    if f" {' '.join(choice.words)} " not in text:
        return 0.0
    if not choice.exact:
        return 1.0
    if exact is None:
        return UNKNOWN
    return 1.0 if f" {choice.exact} " in exact else LOOSE
