"""What of a story that somebody holds is different now, and where it stands in the files they hold."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from press.formats.registry import FormatError, get_format
from press.rendering import render
from press.slotfit import fit
from press.slotfit.media import slot_of
from press.slotfit.text import download
from press.summary import Figure, Medium, StorySummary
from story.figures.errors import UnreadablePeriod
from story.figures.periods import format_period

TEXTS = (".txt", ".vtt", ".srt")
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a story says: `words` are what a person reads of it, `needles` how files write it."""

    label: str
    words: str
    digest: str
    needles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, quote, picture, chart or right that is not as it was; `after` is empty when it was taken out."""

    kind: str
    ref: str
    label: str
    before: str
    after: str
    digest: str
    needles: tuple[str, ...] = ()


def told_by(summary: StorySummary) -> dict[tuple[str, str], Told]:
    """Everything whose change is recalled, by kind and name."""
    with translation.override(summary.locale):
        return dict(_told_by(summary))


def _told_by(summary: StorySummary) -> Iterator[tuple[tuple[str, str], Told]]:
    for figure in summary.figures:
        words = figure_words(figure, summary.locale)
        forms = figure.forms
        needles = tuple(dict.fromkeys((forms.spoken, forms.screen, forms.compact)))
        yield ("figure", figure.id), Told(figure.label, words, _digest(words), needles)
    seen: dict[str, int] = {}
    for quote in summary.quotes:
        # A quote has no name of its own: the second one of a speaker stays the second.
        seen[quote.speaker] = seen.get(quote.speaker, 0) + 1
        words = f"“{quote.text}” ({', '.join(filter(None, [quote.speaker, quote.role]))})"
        yield (
            ("quote", f"{quote.speaker} {seen[quote.speaker]}"),
            Told(_("Quote"), words, _digest(words), (quote.text,)),
        )
    for chart in summary.charts:
        rows = "; ".join(f"{row.name}: {', '.join(row.values)}" for row in chart.series)
        yield (
            ("chart", chart.id),
            Told(_("Chart"), f"{chart.title}. {rows}", _digest(f"{chart.title} {rows}")),
        )
    for medium in summary.media:
        words = medium_words(medium)
        yield ("medium", medium.id), Told(_("Picture or file"), words, _digest(words + medium.sha256))
    rights = summary.rights
    words = ". ".join(filter(None, [rights.licence, rights.usage_terms, rights.credit_line]))
    yield ("rights", ""), Told(_("Rights"), words or _("not stated"), _digest(words), (rights.credit_line,))


def figure_words(figure: Figure, locale: str) -> str:
    """A figure with its unit and the time it is of; its form says already whether it is a target."""
    words, unit = figure.forms.screen, figure.unit
    if unit and figure.unit_kind != "percent" and unit.lower() not in words.lower():
        words = f"{words} {unit}"
    try:
        period = format_period(figure.period, locale) if figure.period else ""
    except UnreadablePeriod:
        period = figure.period
    return ", ".join(filter(None, [words, period]))


def medium_words(medium: Medium) -> str:
    """A file of the library with whose it is and what may be done with it."""
    return ". ".join(filter(None, [medium.title, medium.credit, medium.licence, medium.usage_terms]))


def changes(held: StorySummary, now: StorySummary | None) -> list[Change]:
    """What is not as in the version held; `now` is None for a story that was withdrawn."""
    before = told_by(held)
    if now is None:
        with translation.override(held.locale):
            return [Change("withdrawn", "", _("The story was withdrawn"), held.headline, "", _digest("gone"))]
    after = told_by(now)
    found = []
    for (kind, ref), old in before.items():
        new = after.get((kind, ref))
        if new is None or new.digest != old.digest:
            words, digest = (new.words, new.digest) if new else ("", _digest(""))
            found.append(Change(kind, ref, old.label, old.words, words, digest, old.needles))
    return found


def places(held: StorySummary, items: list[str], change: Change) -> list[dict[str, object]]:
    """The lines of the texts taken in which the old words stand: file, number of the line, the line."""
    found: list[dict[str, object]] = []
    for item in items:
        for number, line in _lines_with(_text(held, item), change.needles):
            found.append({"file": item, "line": number, "text": line[:LONGEST_LINE]})
    return found


def _text(held: StorySummary, item: str) -> str:
    # Drawn again from what was handed out: the same summary gives the same text.
    if slot := slot_of(item):
        with translation.override(held.locale):
            return download(held, fit(held, slot.medium.name, slot.length), "", "")
    try:
        if item.endswith(TEXTS) and not get_format(item).heavy:
            return render(held, item).decode(errors="replace")
    except FormatError:
        pass
    return ""


def _lines_with(text: str, needles: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The lines in which one of the needles begins, wherever the text breaks it and in whatever case."""
    lines = text.splitlines()
    words = [(word, number) for number, line in enumerate(lines) for word in _words(line)]
    plain = [word for word, _number in words]
    hits = set()
    for needle in map(_words, needles):
        for start in range(len(plain) - len(needle) + 1) if needle else ():
            if plain[start : start + len(needle)] == needle:
                hits.add(words[start][1])
    for number in sorted(hits):
        yield number + 1, lines[number].strip()


def _words(text: str) -> list[str]:
    return [word for raw in text.casefold().split() if (word := raw.strip(string.punctuation + "“”–…"))]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()
