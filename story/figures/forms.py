"""The forms of a figure: on screen, compact, spoken, and inside a sentence."""

from dataclasses import dataclass
from decimal import Decimal

from story.figures import english, vietnamese
from story.figures.compact import ShortNumber, shorten
from story.figures.digits import format_number
from story.figures.spoken import spoken_number, spoken_ordinal
from story.figures.types import Nature, Qualifier, Quantity, UnitKind
from story.figures.vietnamese import DEFAULT, ReadingStyle
from story.figures.wording import scale_word, wording_of

NBSP = "\N{NO-BREAK SPACE}"
CURRENCIES = frozenset(
    ["VND", "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "SGD", "THB", "LAK", "KHR", "AUD", "CHF"]
)
# Names that only say "this is a rank"; the ordinal says it already.
RANK_NAMES = frozenset({"", "thứ", "hạng", "thứ hạng", "xếp hạng", "rank", "ranked", "ranking"})


@dataclass(frozen=True)
class Forms:
    """The forms of one figure in one locale.

    `whole` is the screen form with every word that must travel with it. `rounding` (exactly, nearly, over, about)
    says how the record stands to the number in `compact`.
    """

    screen: str
    compact: str
    spoken: str
    sentence: str
    digits: str
    whole: str
    rounding: str


def figure_forms(quantity: Quantity, locale: str, style: ReadingStyle = DEFAULT) -> Forms:
    """All forms of a figure, written by the rules of the locale's language."""
    writer = _Writer(quantity, locale, style)
    return Forms(
        screen=writer.screen(),
        compact=writer.compact(),
        spoken=writer.spoken(),
        sentence=writer.sentence(),
        digits=writer.digits(),
        whole=writer.whole(),
        rounding=writer.short.rounding,
    )


def nature_word(nature: Nature, locale: str) -> str:
    """The word without which a target or projection is never shown; empty for other natures."""
    return wording_of(locale).natures.get(nature, "")


def qualifier_word(qualifier: Qualifier, locale: str) -> str:
    """The word that stands before a qualified number; empty for an exact one."""
    return wording_of(locale).qualifiers[qualifier]


class _Writer:
    def __init__(self, quantity: Quantity, locale: str, style: ReadingStyle) -> None:
        self.quantity, self.locale, self.style = quantity, locale, style
        self.words = wording_of(locale)
        self.language = self.words.code
        self.unit = quantity.unit
        self.kind = self.unit.kind if self.unit else UnitKind.COUNT
        self.nature = nature_word(quantity.nature, locale)
        self.qualifier = qualifier_word(quantity.qualifier, locale)
        self.sign = "%" if self.kind is UnitKind.PERCENT else ""
        self.short: ShortNumber = shorten(quantity)

    def digits(self) -> str:
        value, top, total = self.quantity.value, self.quantity.value_max, self.quantity.total
        text = self._number(value)
        if top is not None:
            text += f"–{self._number(top)}"
        if total is not None:
            text += f"/{self._number(total)}"
        return text + self.sign

    def screen(self) -> str:
        return _joined(self.nature, self.digits())

    def whole(self) -> str:
        return _joined(self.nature, self.qualifier, self._with_unit(self.digits(), " "))

    def compact(self) -> str:
        qualifier = self.qualifier
        if self.quantity.qualifier is Qualifier.EXACT and self.short.rounding != "exactly":
            qualifier = qualifier_word(Qualifier(self.short.rounding), self.locale)
        if self.quantity.total is not None:
            number = self.digits()
        else:
            number = "–".join(map(self._number, self.short.numbers)) + self.sign
            number = _joined(number, self._scale_word(self.short.power))
        return _joined(self.nature, qualifier, self._with_unit(number, " "))

    def sentence(self) -> str:
        value, top = self.quantity.value, self.quantity.value_max
        numbers: tuple[Decimal, ...] = (value,) if top is None else (value, top)
        scale = ""
        if self.short.rounding == "exactly" and self.short.power >= 6:
            numbers, scale = self.short.numbers, self._scale_word(self.short.power)
        if self.quantity.total is not None:
            number = self.digits()
        else:
            number = self.words.to.join(self._number(each) + self.sign for each in numbers)
        if scale:
            number += NBSP + scale.replace(" ", NBSP)
        return _joined(self.qualifier, self._with_unit(number, NBSP))

    def spoken(self) -> str:
        value, top, total = self.quantity.value, self.quantity.value_max, self.quantity.total
        words = self._read(value)
        if top is not None:
            words += self.words.to + self._read(top)
        if total is not None:
            words += self.words.out_of + spoken_number(total, self.locale, self.style)
        return _joined(self.nature, self.qualifier, self._with_spoken_unit(words))

    def _number(self, value: Decimal) -> str:
        return format_number(value, self.locale)

    def _counted(self) -> Decimal | None:
        """The number that decides between singular and plural; a range takes the plural."""
        if self.quantity.value_max is not None:
            return None
        return self.quantity.value if self.quantity.total is None else self.quantity.total

    def _scale_word(self, power: int) -> str:
        if self.language == "en":
            return english.SCALES[power // 3]
        if not self.words.at_home:
            return scale_word(power, self.short.numbers[-1], self.locale)
        billions, rest = divmod(power, 9)
        words = {0: "", 3: self.style.thousand, 6: "triệu"}[rest]
        return _joined(words, " ".join(["tỷ"] * billions))

    def _with_unit(self, number: str, space: str) -> str:
        if self.kind is UnitKind.PERCENT:
            return number
        name = self.unit.name(self.locale, self._counted()) if self.unit else ""
        if self.kind is UnitKind.PERCENTAGE_POINT:
            name = name or self.words.points
        if self.kind is UnitKind.RANK:
            return self._ranked(number, name, space)
        if self.kind is UnitKind.LEVEL:
            return _joined(name, number, by=space)
        code, _space, rest = name.partition(" ")
        if self.kind in (UnitKind.MONEY, UnitKind.RATE) and self.language == "en" and code in CURRENCIES:
            return _joined(_joined(code, number, by=space), rest)
        return _joined(number, name, by=space)

    def _ranked(self, number: str, name: str, space: str) -> str:
        value = self.quantity.value
        if self.language == "en":
            if self.quantity.value_max is None and self.quantity.total is None and value == int(value):
                number += english.ordinal_suffix(int(abs(value)))
                return _joined(number, "" if name in RANK_NAMES else name, by=space)
            return _joined(name, number, by=space)
        if not self.words.at_home:
            return _joined("" if name in RANK_NAMES else name, number, by=space)
        if name in ("", "thứ", "hạng"):
            return _joined(name or "thứ", number, by=space)
        return _joined("thứ" if name in RANK_NAMES else f"{name} thứ", number, by=space)

    def _read(self, value: Decimal) -> str:
        if self.kind is UnitKind.RANK:
            return spoken_ordinal(value, self.locale, self.style)
        # The fourth month is tháng tư; four months are bốn tháng.
        if self.kind is UnitKind.LEVEL and value == 4 and self._spoken_unit() == "tháng":
            return vietnamese.ORDINALS[4]
        return spoken_number(value, self.locale, self.style)

    def _spoken_unit(self) -> str:
        return self.unit.spoken_name(self.locale, self._counted()) if self.unit else ""

    def _with_spoken_unit(self, words: str) -> str:
        if self.kind is UnitKind.PERCENT:
            return _joined(words, self.words.percent)
        name = self._spoken_unit()
        if self.kind is UnitKind.PERCENTAGE_POINT:
            return _joined(words, name or self.words.points)
        if self.kind is UnitKind.RANK:
            name = "" if name in RANK_NAMES else name
            return _joined(name, words) if self.language == "vi" else _joined(words, name)
        if self.kind is UnitKind.LEVEL:
            return _joined(name, words)
        return _joined(words, name)


def _joined(*parts: str, by: str = " ") -> str:
    return by.join(part for part in parts if part)
