"""Which whole sentences fill a slot best: exact, and the same for the same story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A chain: the cost of each sentence, and what one step of the first is worth; of those behind it less and less."""

    costs: tuple[int, ...]
    worth: int

    @property
    def gains(self) -> list[int]:
        """What each sentence is worth: a long one more than a short one, or the script would be all short ones."""
        return [cost * self.worth * 3**place // 4**place for place, cost in enumerate(self.costs)]


def choose(offers: Sequence[Offer], fixed: int, lowest: int, target: int, highest: int) -> list[int] | None:
    """How many sentences to take of each chain, `fixed` being spent already.

    The worthiest that fills the slot from below; else the shortest overrun that is allowed; else all that there is
    room for. None if the fixed part alone is too long.
    """
    if fixed > highest:
        return None
    stages = _stages(offers, fixed, highest)
    reached = stages[-1]
    best = _best({cost: reached[cost] for cost in reached if lowest <= cost <= target})
    if best is None:
        best = min((cost for cost in reached if cost > target), default=None)
    return _taken(offers, stages, max(reached) if best is None else best)


def _stages(offers: Sequence[Offer], fixed: int, highest: int) -> list[dict[int, tuple[int, int]]]:
    """After each chain: the best worth for each cost that can be reached, and how many of the chain it takes."""
    stages: list[dict[int, tuple[int, int]]] = [{fixed: (0, 0)}]
    for offer in offers:
        stage: dict[int, tuple[int, int]] = {}
        options = [
            (count, sum(offer.costs[:count]), sum(offer.gains[:count]))
            for count in range(len(offer.costs) + 1)
        ]
        for spent, (worth, _count) in stages[-1].items():
            for count, cost, gain in options:
                reached = spent + cost
                if reached <= highest and (reached not in stage or worth + gain > stage[reached][0]):
                    stage[reached] = (worth + gain, count)
        stages.append(stage)
    return stages


def _best(reached: dict[int, tuple[int, int]]) -> int | None:
    """The cost of the greatest worth; of equal ones the longest."""
    return max(reached, key=lambda cost: (reached[cost][0], cost), default=None)


def _taken(offers: Sequence[Offer], stages: list[dict[int, tuple[int, int]]], cost: int) -> list[int]:
    counts = []
    for offer, stage in zip(reversed(offers), reversed(stages), strict=False):
        count = stage[cost][1]
        counts.append(count)
        cost -= sum(offer.costs[:count])
    return counts[::-1]
