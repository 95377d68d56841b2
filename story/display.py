"""How a figure is set in type: its digits parted from the words around them, and the words that say what it is."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from story.figures import Nature, Qualifier, Quantity, UnitKind, figure_forms, format_number, qualifier_word
from story.records import FigureRecord

NBSP = "\N{NO-BREAK SPACE}"
# A language may part thousands by a space, which parts a number from its unit too.
_NUMBER = re.compile(
    "[\N{MINUS SIGN}-]?\\d{1,3}(?:[\xa0\u202f]\\d{3})+(?:[.,]\\d+)?%?(?!\\d)"
    "|[\N{MINUS SIGN}-]?\\d[\\d.,]*\\d%?|[\N{MINUS SIGN}-]?\\d%?"
)


@dataclass(frozen=True)
class FigureDisplay:
    """The pieces of one figure in reading order; only `digits` is set in the figure face."""

    qualifier: str
    before: str
    digits: str
    after: str

    @property
    def ems(self) -> int:
        """How wide the digits are, in digits: signs take about half of one."""
        signs = sum(character in ".,/+ " for character in self.digits)
        return max(1, math.ceil(len(self.digits) - signs / 2))


def display_of(quantity: Quantity, locale: str) -> FigureDisplay:
    """The exact figure in pieces: 300 · tỷ đồng; hơn · 116.000 · cửa hàng; 68 · trên 200 xã."""
    qualifier = qualifier_word(quantity.qualifier, locale)
    if quantity.total is not None:
        return _part_of_total(quantity, quantity.total, locale, qualifier)
    # The qualifier is set apart, so the sentence is asked for without it.
    plain = Quantity(
        quantity.value, quantity.value_max, None, Qualifier.EXACT, quantity.unit, quantity.nature
    )
    sentence = figure_forms(plain, locale).sentence
    numbers = list(_NUMBER.finditer(sentence))[: 1 if quantity.value_max is None else 2]
    if not numbers:
        return FigureDisplay(qualifier, "", sentence, "")
    digits = "–".join(match.group() for match in numbers)
    before, after = sentence[: numbers[0].start()], sentence[numbers[-1].end() :]
    return FigureDisplay(qualifier, before.strip(), digits, after.strip())


def _part_of_total(quantity: Quantity, total: Decimal, locale: str, qualifier: str) -> FigureDisplay:
    unit = quantity.unit.name(locale, total) if quantity.unit else ""
    words = {"total": format_number(total, locale), "unit": unit.replace(" ", NBSP)}
    after = pgettext("part of a total", "of %(total)s %(unit)s") % words
    return FigureDisplay(qualifier, "", format_number(quantity.value, locale), after.strip())


def unit_beside(record: FigureRecord) -> str:
    """The words after the digits, left out where the label begins with the thing that is counted."""
    shown = display_of(record.quantity, record.locale)
    counted = record.quantity.unit is not None and record.quantity.unit.kind is UnitKind.COUNT
    if not counted or record.quantity.total is not None or not shown.after:
        return shown.after
    return "" if _first_word(shown.after) == _first_word(record.label) and _is_plain(record) else shown.after


def _first_word(text: str) -> str:
    return text.replace(NBSP, " ").split(" ")[0].strip(",.:").casefold()


def _is_plain(record: FigureRecord) -> bool:
    # 5 triệu hồ sơ: the scale stands between the number and the thing, and must not be lost.
    return record.quantity.value_max is not None or record.forms.digits in record.forms.sentence


def figure_words(record: FigureRecord) -> str:
    """The unit, where the label does not say it, and the label, for one line beside the digits."""
    return ": ".join(words for words in (unit_beside(record), record.label) if words)


def nature_label(record: FigureRecord) -> str:
    """What kind of statement the figure is, as the line above it."""
    return {
        Nature.MEASURED: pgettext("figure nature", "Measured"),
        Nature.ESTIMATE: pgettext("figure nature", "Estimate"),
        Nature.RULE: pgettext("figure nature", "Rule"),
        Nature.COST: pgettext("figure nature", "Cost"),
    }.get(record.nature, record.nature_word)


def state_label(record: FigureRecord) -> str:
    """Whether a named person has checked the figure, in words."""
    if record.disputed:
        return _("Being clarified with the source")
    if not record.verified:
        return _("Waiting for a checker")
    if record.nature is Nature.TARGET:
        return _("Verified as a target")
    if record.nature is Nature.PROJECTION:
        return _("Verified as a projection")
    return _("Verified")


def count_label(count: int) -> str:
    """“28 stories”, with the number as the page's language writes it."""
    return ngettext("%(count)s story", "%(count)s stories", count) % {"count": count}
