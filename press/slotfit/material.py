"""What a story gives for a slot: its approved parts as chains of whole sentences, in the order of telling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from press.speech.sentences import Bar, Sentence, plain, read_aloud, with_digits
from press.speech.words import clean
from press.summary import Figure, Quote, Run, StorySummary
from story.figures.errors import UnreadablePeriod
from story.figures.periods import format_period
from story.figures.spoken_periods import spoken_period


class Part(StrEnum):
    """Where a line comes from, in the order of telling."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PROBLEM = "problem"
    APPROACH = "approach"
    STEP = "steps"
    RESULTS = "results"
    FIGURE = "figure"
    QUOTE = "quote"
    LESSON = "lessons"
    SOURCE = "source"
    CHANGED = "changed"


# What a second of each part is worth; a later paragraph of the same part is worth half of the one before. Headline and
# source are always in.
WORTH = {
    Part.HEADLINE: 0,
    Part.STANDFIRST: 640,
    Part.PROBLEM: 400,
    Part.APPROACH: 360,
    Part.STEP: 160,
    Part.RESULTS: 320,
    Part.FIGURE: 40,
    Part.QUOTE: 240,
    Part.LESSON: 200,
    Part.SOURCE: 0,
    Part.CHANGED: 0,
}
LEAD_WORTH, HIGHLIGHT_WORTH = 800, 280
PARAGRAPHS = {"problem": Part.PROBLEM, "approach": Part.APPROACH, "results": Part.RESULTS}


@dataclass(frozen=True, slots=True)
class Chain:
    """Sentences that follow one another: any number of them from the first on may be used."""

    part: Part
    sentences: tuple[Sentence, ...]
    worth: int
    figure: str = ""


def material(summary: StorySummary) -> list[Chain]:
    """Everything that a script may be made of, in the order of telling; run it in the summary's language."""
    chains = [_chain(Part.HEADLINE, plain(summary.headline), summary)]
    chains.append(_chain(Part.STANDFIRST, plain(summary.standfirst), summary))
    chains += _told(summary)
    chains += [_figure_chain(figure, summary) for figure in by_weight(summary)]
    chains += [_quote_chain(quote, summary) for quote in summary.quotes]
    chains += [_chain(Part.LESSON, runs, summary) for runs in _lessons(summary)]
    order = list(Part)
    return sorted((chain for chain in chains if chain.sentences), key=lambda chain: order.index(chain.part))


def by_weight(summary: StorySummary) -> list[Figure]:
    """The figures, the one that leads first, then those the editors highlighted, then the others."""
    return sorted(summary.figures, key=lambda figure: (figure.id != summary.lead, not figure.highlight))


def _chain(part: Part, runs: Iterable[Run], summary: StorySummary) -> Chain:
    return Chain(part, tuple(read_aloud(runs, summary)), WORTH[part])


def _told(summary: StorySummary) -> Iterator[Chain]:
    told: Counter[Part] = Counter()
    for item in summary.body:
        part = Part.STEP if item.kind == "step" else PARAGRAPHS.get(item.part)
        if part and item.kind in ("step", "paragraph"):
            # The text of a step is in its runs, its own text is its title.
            runs = item.runs if part is Part.STEP else item.runs or plain(item.text)
            worth = WORTH[part] if part is Part.STEP else WORTH[part] >> told[part]
            yield replace(_chain(part, runs, summary), worth=worth)
            told[part] += 1


def _lessons(summary: StorySummary) -> Iterator[tuple[Run, ...]]:
    told = [item for item in summary.body if item.part == "lessons" and item.kind in ("lesson", "paragraph")]
    if told:
        yield from (item.runs or plain(item.text) for item in told)
    else:
        yield from map(plain, summary.lessons)


def _figure_chain(figure: Figure, summary: StorySummary) -> Chain:
    """A figure alone: its label, its spoken form and its date, all from the record."""
    label = read_aloud(plain(figure.label.rstrip(". ")), summary, own_numbers=True)
    worth = WORTH[Part.FIGURE]
    if figure.highlight:
        worth = HIGHLIGHT_WORTH
    if figure.id == summary.lead:
        worth = LEAD_WORTH
    return Chain(Part.FIGURE, (_figure_sentence(figure, label, summary),), worth, figure.id)


def _figure_sentence(figure: Figure, label: list[Sentence], summary: StorySummary) -> Sentence:
    words = _("%(label)s: %(value)s%(period)s.")
    name = clean(figure.label).rstrip(". ")
    shown = {"label": name, "value": clean(figure.forms.compact), "period": _period(figure, summary.locale)}
    written = words % shown
    if not figure.verified:
        return Sentence(written, "", (figure.id,), Bar.UNVERIFIED, name)
    if barred := next((sentence for sentence in label if sentence.bar), None):
        return Sentence(written, "", (figure.id,), barred.bar, barred.about)
    said = {
        "label": " ".join(sentence.spoken for sentence in label),
        "value": clean(figure.forms.spoken),
        "period": _period(figure, summary.locale, spoken=True),
    }
    ids = (figure.id, *(identity for sentence in label for identity in sentence.figures))
    return checked(Sentence(written, words % said, tuple(dict.fromkeys(ids))))


def _period(figure: Figure, locale: str, *, spoken: bool = False) -> str:
    """The date of a figure as it ends its sentence; nothing where the source gives none."""
    try:
        period = spoken_period(figure.period, locale) if spoken else format_period(figure.period, locale)
    except UnreadablePeriod:
        return ""
    if not period:
        return ""
    if figure.period_basis == "document-date":
        return _(", by the document of %(period)s") % {"period": period}
    if "/" in figure.period:
        return f", {period}"
    return _(", as of %(period)s") % {"period": period}


def _quote_chain(quote: Quote, summary: StorySummary) -> Chain:
    """The words of a speaker, whole or not at all."""
    who = ", ".join(filter(None, [clean(quote.speaker).strip(), clean(quote.role).strip()]))
    sentences = read_aloud(plain(quote.text), summary)
    speaker = read_aloud(plain(who), summary) if who else []
    parts = [*sentences, *speaker]
    ids = tuple(dict.fromkeys(identity for sentence in sentences for identity in sentence.figures))
    words = _("%(who)s said: “%(text)s”") if who else _("“%(text)s”")
    written = words % {"who": who, "text": " ".join(sentence.written for sentence in sentences)}
    if barred := next((sentence for sentence in parts if sentence.bar), None):
        return Chain(Part.QUOTE, (Sentence(written, "", ids, barred.bar, barred.about),), WORTH[Part.QUOTE])
    said = {
        "who": " ".join(sentence.spoken for sentence in speaker),
        "text": " ".join(sentence.spoken for sentence in sentences),
    }
    return Chain(Part.QUOTE, (Sentence(written, words % said, ids),), WORTH[Part.QUOTE])


def source_line(summary: StorySummary) -> Sentence:
    """Whom the story is taken from, as the last line of every script: its credit line, else the newsroom."""
    credit = clean(summary.rights.credit_line).strip().rstrip(".") or settings.WAGTAIL_SITE_NAME
    sentences = read_aloud(plain(credit), summary)
    written = _("Source: %(credit)s.") % {"credit": credit}
    if barred := next((sentence for sentence in sentences if sentence.bar), None):
        return Sentence(written, "", barred.figures, barred.bar, barred.about)
    spoken = " ".join(sentence.spoken for sentence in sentences)
    return Sentence(written, _("Source: %(credit)s.") % {"credit": spoken})


def checked(sentence: Sentence) -> Sentence:
    """The sentence, barred if a record itself holds what cannot be read aloud."""
    if digits := with_digits(sentence.spoken):
        return Sentence(sentence.written, "", sentence.figures, Bar.UNREADABLE, digits)
    return sentence
