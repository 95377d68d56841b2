"""The numbers of a sentence in the form of the other language, to be inserted and not typed."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from story.figures import Nature, Qualifier, Quantity, figure_forms
from translation.assist import Hint
from translation.numbers.markup import Segment
from translation.numbers.mentions import Mention, Reading, Sort, Weight
from translation.numbers.reading import mentions
from translation.numbers.units import MONEY, PERCENT

KIND = "figure"
SIGNS = {"mm", "cm", "m", "km", "m²", "ha", "km²", "g", "kg", "m³"}
WORDS = {
    "tonne",
    "litre",
    "second",
    "minute",
    "hour",
    "day",
    "working day",
    "week",
    "month",
    "year",
    "decade",
}
_LINK = re.compile(r'<a id="([^"]*)">(.*?)</a>', re.DOTALL)


def hints(translation: Translation, segments: Iterable[StringSegment]) -> dict[int, list[Hint]]:
    """For each string: its figures as their records say them, then the typed numbers in the target's form."""
    target = translation.get_target_instance()
    draft = target.get_latest_revision_as_object() if isinstance(target, Page) else target
    records = getattr(draft, "figures", {})
    source, locale = translation.source.locale.language_code, translation.target_locale.language_code
    found = {
        segment.pk: [*_of_links(segment, records), *_of_typed(segment.string.data, source, locale)]
        for segment in segments
        if segment.context.path != "slug"
    }
    return {pk: list(dict.fromkeys(each)) for pk, each in found.items() if each}


def _of_links(segment: StringSegment, records: dict[str, Any]) -> Iterator[Hint]:
    """A figure is a link: what is inserted is the same link with the words of the other language."""
    links = json.loads(segment.attrs or "{}") or {}
    for name, shown in _LINK.findall(segment.string.data):
        link = links.get(name, {})
        record = records.get(str(link.get("id")))
        if link.get("linktype") == "figure" and record:
            insert = f'<a id="{name}">{escape(record.told)}</a>'
            yield Hint(KIND, f"{shown} → {record.told}", record.label, insert)


def _of_typed(text: str, source: str, locale: str) -> Iterator[Hint]:
    plain = Segment(_LINK.sub(" ", text)).read
    for mention in mentions(plain, source):
        shown = plain[mention.start : mention.end]
        form = _form(mention, locale) if mention.weight is Weight.FIRM else ""
        if form and any(character.isdigit() for character in shown):
            yield Hint(KIND, f"{shown} → {form}", _("typed in the sentence"), form)


def _form(mention: Mention, locale: str) -> str:
    """A number as the other language writes it; nothing where its meaning is not certain."""
    reading = mention.reading
    if mention.parts:
        return "/".join(filter(None, (_form(part, locale) for part in mention.parts)))
    if reading.sort is Sort.AMOUNT and len(mention.readings) == 1:
        forms = figure_forms(
            Quantity(reading.value, None, None, Qualifier.EXACT, None, Nature.MEASURED), locale
        )
        return _with_unit(forms.compact if mention.power else forms.digits, reading, locale)
    if reading.sort is Sort.SHARE and isinstance(reading.value, Fraction):
        return ""
    if reading.sort is Sort.DATE:
        return _day(reading.value, locale)
    return ""


def _with_unit(form: str, reading: Reading, locale: str) -> str:
    """The number with its unit, as far as that is a sign, or a word of English."""
    unit = reading.unit
    if unit == PERCENT:
        return f"{form}%"
    if unit in MONEY:
        return f"{unit} {form}"
    if unit in SIGNS:
        return f"{form} {unit}"
    if unit in WORDS and locale.startswith("en"):
        return f"{form} {unit}" if reading.value == 1 else f"{form} {unit}s"
    return form


def _day(value: Any, locale: str) -> str:
    try:
        day = date(*value)
    except (TypeError, ValueError):
        return ""
    with override(locale):
        return date_format(day, "j F Y")
