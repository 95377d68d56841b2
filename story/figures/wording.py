"""How a language writes figures: two are at home here, every other one brings its words in its catalogue.

Separators and months of another language are Django's own; the few words around a number stand in the catalogue of the
language under the context "figure". Nothing else has to be written for it: what is not translated yet stays English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.dates import MONTHS
from django.utils.formats import get_format
from django.utils.translation import npgettext, override, pgettext

from story.figures.english import MONTHS as ENGLISH_MONTHS
from story.figures.english import SCALES
from story.figures.types import Nature, Qualifier

AT_HOME = ("vi", "en")
SEPARATORS = {"vi": (".", ","), "en": (",", ".")}


@dataclass(frozen=True)
class Wording:
    """The words around a number in one language."""

    code: str
    natures: Mapping[Nature, str]
    qualifiers: Mapping[Qualifier, str]
    to: str
    out_of: str
    percent: str
    points: str

    @property
    def at_home(self) -> bool:
        """Whether numbers of this language are written in words, and read back from them."""
        return self.code in AT_HOME


_WORDS = {
    "vi": Wording(
        "vi",
        {Nature.TARGET: "mục tiêu", Nature.PROJECTION: "dự kiến"},
        dict(zip(Qualifier, ("", "khoảng", "hơn", "gần", "dưới", "ít nhất", "tối đa"), strict=True)),
        " đến ",
        " trên ",
        "phần trăm",
        "điểm phần trăm",
    ),
    "en": Wording(
        "en",
        {Nature.TARGET: "target", Nature.PROJECTION: "projected"},
        dict(zip(Qualifier, ("", "about", "over", "nearly", "under", "at least", "at most"), strict=True)),
        " to ",
        " out of ",
        "percent",
        "percentage points",
    ),
}


def code_of(locale: str) -> str:
    """The language of a locale: fr of fr-ch."""
    return locale.split("-")[0]


def wording_of(locale: str) -> Wording:
    """The words of a locale's language."""
    return _WORDS.get(code_of(locale)) or _catalogued(locale)


def separators(locale: str) -> tuple[str, str]:
    """The signs of thousands and of decimals."""
    known = SEPARATORS.get(code_of(locale))
    return known or (
        str(get_format("THOUSAND_SEPARATOR", lang=locale, use_l10n=True)),
        str(get_format("DECIMAL_SEPARATOR", lang=locale, use_l10n=True)),
    )


def months(locale: str) -> list[str]:
    """The months from January on, as they stand in a date."""
    if code_of(locale) in AT_HOME:
        return ENGLISH_MONTHS
    with override(locale):
        return [str(name) for name in MONTHS.values()]


def scale_word(power: int, count: Any, locale: str) -> str:
    """“million” and its like in another language, in the number that goes with `count`."""
    number = int(abs(count))
    return _own(lambda: _scales(number)[power], locale, SCALES[power // 3])


def _scales(number: int) -> dict[int, str]:
    return {
        0: "",
        3: npgettext("figure", "thousand", "thousands", number),
        6: npgettext("figure", "million", "millions", number),
        9: npgettext("figure", "billion", "billions", number),
        12: npgettext("figure", "trillion", "trillions", number),
        15: npgettext("figure", "quadrillion", "quadrillions", number),
        18: npgettext("figure", "quintillion", "quintillions", number),
    }


@lru_cache(maxsize=32)
def _catalogued(locale: str) -> Wording:
    words = {
        Nature.TARGET: lambda: pgettext("figure", "target"),
        Nature.PROJECTION: lambda: pgettext("figure", "projected"),
        Qualifier.ABOUT: lambda: pgettext("figure", "about"),
        Qualifier.OVER: lambda: pgettext("figure", "over"),
        Qualifier.NEARLY: lambda: pgettext("figure", "nearly"),
        Qualifier.UNDER: lambda: pgettext("figure", "under"),
        Qualifier.AT_LEAST: lambda: pgettext("figure", "at least"),
        Qualifier.AT_MOST: lambda: pgettext("figure", "at most"),
    }
    between = _own(lambda: pgettext("figure", "to"), locale)
    out_of = _own(lambda: pgettext("figure", "out of"), locale)
    return Wording(
        code_of(locale),
        {each: _own(word, locale) for each, word in words.items() if isinstance(each, Nature)},
        {Qualifier.EXACT: ""}
        | {each: _own(word, locale) for each, word in words.items() if isinstance(each, Qualifier)},
        f" {between} ",
        f" {out_of} ",
        _own(lambda: pgettext("figure", "percent"), locale),
        _own(lambda: pgettext("figure", "percentage points"), locale),
    )


def _own(word: Callable[[], str], locale: str, in_english: str = "") -> str:
    """A word as a language says it, in English where its catalogue has none: Django would take the site's first one."""
    said = []
    for code in (locale, settings.LANGUAGE_CODE, None):
        with override(code):
            said.append(word())
    own, first, english = said
    return (in_english or english) if own == first else own


@receiver(setting_changed)
def forget(**kwargs: Any) -> None:
    """Another set of languages or catalogues: the words are read anew."""
    _catalogued.cache_clear()
