"""Which number of one sentence is which of the other, and what differs between the two."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from story.completeness import Level
from story.figures import Qualifier
from translation.numbers import dates, names, order, qualifiers, stand_ins, units
from translation.numbers.mentions import Mention, Reading, Sort, Weight


class Kind(StrEnum):
    """How two sentences differ."""

    MISSING = "missing"
    ADDED = "added"
    VALUE = "value"
    SCALE = "scale"
    UNIT = "unit"
    QUALIFIER = "qualifier"
    FORM = "form"
    SEPARATORS = "separators"
    ORDER = "order"


@dataclass(frozen=True)
class Difference:
    """One difference between the original and its translation; None where a side has nothing."""

    kind: Kind
    level: Level
    original: Mention | None
    translation: Mention | None


_NEVER: dates.Moment = (0, 0, 0)


class Matching:
    """Pairs the numbers of two sentences, the surest first; `texts` are (language, text) of both."""

    def __init__(
        self, original: list[Mention], translation: list[Mention], texts: tuple[tuple[str, str], ...]
    ) -> None:
        self.left, self.right = list(original), list(translation)
        self.texts = texts
        self.mentions = original, translation
        self.matched: list[tuple[Mention, Mention]] = []
        self.found: list[Difference] = []
        self.seen: set[Reading] = set()

    def differences(self) -> list[Difference]:
        """Everything that differs, in the order of the original."""
        if not (self.left or self.right):
            return []
        self._pair(_same_key_and_unit, self._compared)
        self._pair(_same_key, self._compared)
        self._pair(_same_in_another_form, self._in_another_form)
        self._part()
        self._pair(_same_key_and_unit, self._compared)
        self._pair(_same_in_another_form, self._in_another_form)
        self.left, self.right = self._with_years_apart(self.left, self.right, 1)
        self.right, self.left = self._with_years_apart(self.right, self.left, 0)
        self._pair(_rounded, self._compared_rounded)
        self._pair(_partly_same_date, self._partly)
        self._pair(_nearly_same_name, self._in_another_form)
        self.left, self.right = self._left_over(self.left, 1), self._left_over(self.right, 0)
        self._pair(_comparable, self._different, likeliest=_likeness)
        self._one_sided()
        for one, other in order.changed_places(self.matched, self.mentions, self.texts):
            self._tell(Kind.ORDER, one, other, Level.WARNING)
        return sorted(self.found, key=_place)

    def _pair(
        self,
        fits: Callable[[Mention, Mention], bool],
        then: Callable[[Mention, Mention], None],
        likeliest: "Callable[[Mention, Mention], float] | None" = None,
    ) -> None:
        """Pair each number of the original with the best that fits: of a like qualifier, near in place."""
        if not (self.left and self.right):
            return
        candidates = sorted(
            (-(likeliest or _closeness)(one, other), abs(i - j), i, j)
            for i, one in enumerate(self.left)
            for j, other in enumerate(self.right)
            if fits(one, other)
        )
        lefts: set[int] = set()
        rights: set[int] = set()
        for _closeness_of, _distance, i, j in candidates:
            if i not in lefts and j not in rights:
                lefts.add(i)
                rights.add(j)
                then(self.left[i], self.right[j])
        self.left = [one for i, one in enumerate(self.left) if i not in lefts]
        self.right = [other for j, other in enumerate(self.right) if j not in rights]

    def _tell(
        self, kind: Kind, one: Mention | None, other: Mention | None, level: Level = Level.ERROR
    ) -> None:
        self.found.append(Difference(kind, level, one, other))

    def _compared(self, one: Mention, other: Mention) -> None:
        """The same number; its unit, qualifier and separators may still differ."""
        first, second = _shared_reading(one, other)
        self.seen |= {*one.readings, *other.readings}
        one, other = _narrowed(one, first), _narrowed(other, second)
        self.matched.append((one, other))
        if not units.fit(first.unit, second.unit) or (
            first.unit == units.PERCENT and not second.unit or second.unit == units.PERCENT and not first.unit
        ):
            self._tell(Kind.UNIT, one, other)
        elif first.unit in units.MONEY and not second.unit and not self._goes_without(first, other):
            self._tell(Kind.UNIT, one, other, Level.WARNING)
        if not one.qualifiers & other.qualifiers and not self._where(one, other):
            wrong = qualifiers.opposed(one.qualifiers, other.qualifiers)
            self._tell(Kind.QUALIFIER, one, other, Level.ERROR if wrong else Level.WARNING)
        if other.foreign or one.foreign:
            self._tell(Kind.SEPARATORS, one, other, Level.ERROR if other.foreign else Level.WARNING)
        elif len(other.readings) == 1 and _is_slashed_in_english(other, self.texts[1]):
            self._tell(Kind.FORM, one, other, Level.WARNING)

    def _where(self, one: Mention, other: Mention) -> bool:
        (language, text), (its_language, its_text) = self.texts
        return qualifiers.may_tell_where(
            (language, text[: one.start]), (its_language, its_text[: other.start])
        )

    def _compared_rounded(self, one: Mention, other: Mention) -> None:
        self.matched.append((one, other))
        if other.foreign:
            self._tell(Kind.SEPARATORS, one, other)

    def _goes_without(self, money: Reading, other: Mention) -> bool:
        """Whether the money is told elsewhere; in Vietnamese "80 nghìn" is money as it is."""
        language, text = self.texts[1]
        if money.unit == "VND" and language == "vi" and other.power >= 3:
            return True
        return money.unit in units.moneys(text, language)

    def _in_another_form(self, one: Mention, other: Mention) -> None:
        self.seen |= {*one.readings, *other.readings}
        if not (one.qualifiers & other.qualifiers or self._where(one, other)):
            wrong = qualifiers.opposed(one.qualifiers, other.qualifiers)
            self._tell(Kind.QUALIFIER, one, other, Level.ERROR if wrong else Level.WARNING)
        if units.rarely_alike(one.reading.unit, other.reading.unit) or _with_a_half(one, other):
            return
        self._tell(Kind.FORM, one, other, Level.WARNING)

    def _partly(self, one: Mention, other: Mention) -> None:
        """A date of which one side says less; without the year it is a warning, for the sentence may tell it."""
        first, second = _date(one) or _NEVER, _date(other) or _NEVER
        only_year = first[1:] == second[1:]
        kind = Kind.MISSING if sum(map(bool, first)) > sum(map(bool, second)) else Kind.ADDED
        if only_year and first[0] | second[0] in self.years:
            return  # the sentence tells it elsewhere
        self._tell(kind, one, other, Level.WARNING if only_year else Level.ERROR)

    def _with_years_apart(
        self, dated: list[Mention], others: list[Mention], side: int
    ) -> tuple[list[Mention], list[Mention]]:
        """Both without the dates whose year the other `side` tells by itself: "in 2024, in May" is May 2024."""
        left = []
        years = [other for other in others if dates.is_year(other, self.texts[side][1])]
        for one in dated:
            year, *rest = _date(one) or _NEVER
            day = next((other for other in others if _date(other) == (0, *rest)), None)
            alone = next((other for other in years if _date(other) == (year, 0, 0)), None)
            if not (year and any(rest) and day and (alone or year in self.years)):
                left.append(one)
                continue
            others = [other for other in others if other not in (day, alone)]
            told = (_date(one), (year, 0, 0), (0, *rest))
            self.seen |= {Reading(Sort.DATE, moment) for moment in told}
        return left, others

    @property
    def years(self) -> set[int]:
        """The years that both sentences tell."""
        return {reading.value[0] for reading in self.seen if reading.sort is Sort.DATE}

    def _part(self) -> None:
        """68/200 without a share to stand against is two numbers."""
        self.left = _in_parts(self.left)
        self.right = _in_parts(self.right)

    def _left_over(self, mentions: list[Mention], side: int) -> list[Mention]:
        """Without what the other sentence says in another word, and softer where it was said before."""
        language, text = self.texts[side]
        for pair in self.matched:  # a word that was a number already stands for no other one
            found = pair[side]
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
        kept = []
        for mention in mentions:
            if (
                mention.weight is Weight.SPARE
                or stand_ins.found(mention, language, text)
                or self._one_of_money(mention, side)
            ):
                continue
            said = any(_is_said(reading, self.seen) for reading in mention.readings)
            kept.append(replace(mention, weight=Weight.SOFT) if said else mention)
        return kept

    def _one_of_money(self, mention: Mention, side: int) -> bool:
        """1 USD is "the dollar" of a rate of exchange."""
        language, text = self.texts[side]
        reading = mention.reading
        return (
            reading.unit in units.MONEY
            and reading.value == 1
            and reading.unit in units.moneys(text, language)
        )

    def _different(self, one: Mention, other: Mention) -> None:
        first, second = one.reading, other.reading
        kind = Kind.UNIT if first.sort is second.sort is Sort.RATE else Kind.VALUE
        if first.sort is second.sort is Sort.AMOUNT and is_power_of_ten(first.value, second.value):
            kind = Kind.SCALE
        self._tell(kind, one, other)

    def _one_sided(self) -> None:
        for one in self.left:
            if one.weight is Weight.FIRM:
                self._tell(Kind.MISSING, one, None, _gravity(one))
        for other in self.right:
            if other.weight is Weight.FIRM:
                self._tell(Kind.ADDED, None, other, _gravity(other))


def _is_said(reading: Reading, seen: set[Reading]) -> bool:
    """Whether it was compared already: 2 TB are not said by "twice"."""
    return any(known.key == reading.key and units.fit(known.unit, reading.unit) for known in seen)


def _gravity(mention: Mention) -> Level:
    """Dozens and hundreds are a manner of speaking."""
    return Level.WARNING if mention.reading.sort is Sort.VAGUE else Level.ERROR


def _place(difference: Difference) -> tuple[int, int]:
    one, other = difference.original, difference.translation
    return (one.start if one else 1 << 30, other.start if other else 0)


def _narrowed(mention: Mention, reading: Reading) -> Mention:
    return mention if mention.readings == (reading,) else replace(mention, readings=(reading,))


def _shared_reading(one: Mention, other: Mention) -> tuple[Reading, Reading]:
    pairs = [
        (first, second) for first in one.readings for second in other.readings if first.key == second.key
    ]
    return next((pair for pair in pairs if units.fit(pair[0].unit, pair[1].unit)), pairs[0])


def _same_key(one: Mention, other: Mention) -> bool:
    if _are_other_dates(one, other):
        return False
    return any(first.key == second.key for first in one.readings for second in other.readings)


def _are_other_dates(one: Mention, other: Mention) -> bool:
    """The first six months of 2022 are not those of 2021, though both are six months."""
    dated = one.reading.sort is other.reading.sort is Sort.DATE
    return dated and not dates.compatible(one.reading.value, other.reading.value)


def _same_key_and_unit(one: Mention, other: Mention) -> bool:
    if _are_other_dates(one, other):
        return False
    return any(
        first.value == second.value and first.sort is second.sort and units.fit(first.unit, second.unit)
        for first in one.readings
        for second in other.readings
    )


def _closeness(one: Mention, other: Mention) -> float:
    told = one.reading.unit and one.reading.unit == other.reading.unit
    return (
        2 * bool(one.qualifiers & other.qualifiers) + bool(told) + (one.weight == other.weight == Weight.FIRM)
    )


def _same_in_another_form(one: Mention, other: Mention) -> bool:
    first, second = one.reading, other.reading
    if _as_times(first, second) or _as_times(second, first):
        return True
    if first.sort is second.sort is Sort.AMOUNT:
        return units.equal(first.value, first.unit, second.value, second.unit)
    share = _share(first)
    return share is not None and share == _share(second) and first.sort is not second.sort


def _rounded(one: Mention, other: Mention) -> bool:
    """An estimate that the other side tells with fewer digits: 81.703 tỷ, 81.7 trillion."""
    if not all(Qualifier.ABOUT in mention.qualifiers for mention in (one, other)):
        return False
    if min(one.power, other.power) < 6:  # of smaller ones each digit is read
        return False
    first, second = one.reading, other.reading
    if not (first.sort is second.sort is Sort.AMOUNT and first.unit == second.unit):
        return False
    short, long = sorted(
        (first.value.normalize(), second.value.normalize()), key=lambda value: len(value.as_tuple().digits)
    )
    digits = len(short.as_tuple().digits)
    return digits >= 2 and Context(prec=digits).plus(long) == short


def _as_times(one: Reading, other: Reading) -> bool:
    """1.5 times is 50% more, a tenth of it is ten times less."""
    if one.unit != units.TIMES or not one.value:
        return False
    if other.unit == units.PERCENT:
        return bool((one.value - 1) * 100 == other.value)
    return other.sort is Sort.SHARE and other.value == 1 / Fraction(one.value)


def _with_a_half(one: Mention, other: Mention) -> bool:
    """Half an hour is 30 minutes, a year and a half 18 months: nobody would say it otherwise."""
    pair = (one.reading, other.reading)
    return all(reading.sort is Sort.AMOUNT and reading.unit for reading in pair) and any(
        reading.value % 1 == Decimal("0.5") for reading in pair
    )


def _share(reading: Reading) -> Fraction | None:
    if reading.sort is Sort.SHARE:
        return Fraction(reading.value)
    return Fraction(reading.value) / 100 if reading.unit == units.PERCENT else None


def _in_parts(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in mentions:
        parts = mention.parts or (mention,)
        if len(parts) == 2 and parts[0].reading == parts[1].reading:  # "200/200" is "all 200"
            parts = (parts[0], replace(parts[1], weight=Weight.SPARE))
        found += parts
    return found


def _partly_same_date(one: Mention, other: Mention) -> bool:
    first, second = _date(one), _date(other)
    return first is not None and second is not None and dates.compatible(first, second)


def _date(mention: Mention) -> dates.Moment | None:
    return next((reading.value for reading in mention.readings if reading.sort is Sort.DATE), None)


def _nearly_same_name(one: Mention, other: Mention) -> bool:
    if one.reading.sort is not Sort.IDENTIFIER or other.reading.sort is not Sort.IDENTIFIER:
        return False
    return names.begins(one.reading.value, other.reading.value)


def _comparable(one: Mention, other: Mention) -> bool:
    if (
        one.weight is other.weight is Weight.SOFT
        and one.reading.sort is Sort.IDENTIFIER is other.reading.sort
    ):
        return names.letters(one.reading.value) == names.letters(other.reading.value)
    sorts = [{_family(reading.sort) for reading in mention.readings} for mention in (one, other)]
    return bool(sorts[0] & sorts[1])


def _family(sort: Sort) -> Sort:
    return Sort.AMOUNT if sort in (Sort.SHARE, Sort.VAGUE) else sort


def _likeness(one: Mention, other: Mention) -> float:
    """How likely it is that one was meant to be the other."""
    first, second = one.reading, other.reading
    like = float(first.sort is second.sort) + float(bool(first.unit) and first.unit == second.unit)
    if first.sort is second.sort is Sort.AMOUNT:
        like += 2.0 * is_power_of_ten(first.value, second.value)
        like -= not units.fit(first.unit, second.unit)
    return like + float(one.weight == other.weight == Weight.FIRM)


def is_power_of_ten(one: Decimal, other: Decimal) -> bool:
    """Whether the digits are the same and only their size differs."""
    return bool(one and other) and one.normalize().as_tuple().digits == other.normalize().as_tuple().digits


def _is_slashed_in_english(mention: Mention, side: tuple[str, str]) -> bool:
    """11/4/2022 may be read as 4 November."""
    language, text = side
    if language != "en" or mention.reading.sort is not Sort.DATE or not all(mention.reading.value):
        return False
    printed = text[mention.start : mention.end]
    return printed[:1].isdigit() and "/" in printed and mention.reading.value[2] <= 12
