"""Fits a story into a slot: which lines, how long, what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from press.slotfit.choosing import Offer, choose
from press.slotfit.material import Chain, Part, material, source_line
from press.slotfit.media import MEDIA, Slot
from press.speech.sentences import Bar, Sentence
from press.speech.words import clean
from press.summary import StorySummary

PART_LABELS: dict[Part, str | Promise] = {
    Part.HEADLINE: pgettext_lazy("part of a script", "Headline"),
    Part.STANDFIRST: pgettext_lazy("part of a script", "Standfirst"),
    Part.PROBLEM: pgettext_lazy("part of a script", "Problem"),
    Part.APPROACH: pgettext_lazy("part of a script", "Approach"),
    Part.STEP: pgettext_lazy("part of a script", "Step"),
    Part.RESULTS: pgettext_lazy("part of a script", "Results"),
    Part.FIGURE: pgettext_lazy("part of a script", "Figure"),
    Part.QUOTE: pgettext_lazy("part of a script", "Quote"),
    Part.LESSON: pgettext_lazy("part of a script", "Lesson"),
    Part.SOURCE: pgettext_lazy("part of a script", "Source"),
    Part.CHANGED: pgettext_lazy("part of a script", "Edited text"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a script: where it comes from, which figures it says, the steps of the slot it takes."""

    part: Part
    text: str
    figures: tuple[str, ...]
    steps: int

    @property
    def label(self) -> str | Promise:
        """The name of the part it comes from."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that is not in the script, as written, and why."""

    part: Part
    text: str
    reason: str

    @property
    def label(self) -> str | Promise:
        """The name of the part it comes from."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Fit:
    """A script for a slot; `filled` if it is within a tenth of the length asked for."""

    slot: Slot
    locale: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def steps(self) -> int:
        """The whole length in steps of the slot."""
        return sum(line.steps for line in self.lines)

    @property
    def length(self) -> Decimal:
        """The whole length in seconds or centimetres."""
        return self.slot.length_of(self.steps)

    @property
    def filled(self) -> bool:
        """Whether the script fills its slot."""
        return self.slot.lowest <= self.steps <= self.slot.highest

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures it says, each once."""
        return tuple(dict.fromkeys(identity for line in self.lines for identity in line.figures))

    def with_text(self, text: str) -> Fit:
        """The same slot with a text that somebody changed, a line for each of its own."""
        texts = [found for line in text.splitlines() if (found := clean(line).strip())]
        lines = tuple(Line(Part.CHANGED, line, (), self.slot.measure(line, self.locale)) for line in texts)
        return replace(self, lines=lines)


@dataclass(frozen=True, slots=True)
class _Usable:
    """A chain with the sentences that may be used, and those behind the first that may not."""

    chain: Chain
    sentences: tuple[Sentence, ...]
    barred: tuple[Sentence, ...]

    def without(self, dropped: set[str], kept: set[str]) -> _Usable:
        """Nothing of a figure that is dropped; of other chains what comes before the figures that keep their own line."""
        if self.chain.figure:
            return replace(self, sentences=()) if self.chain.figure in dropped else self
        if self.chain.part is Part.HEADLINE:
            return self
        free = (kept.isdisjoint(sentence.figures) for sentence in self.sentences)
        return replace(self, sentences=self.sentences[: len(list(takewhile(bool, free)))])


def fit(summary: StorySummary, medium: str, length: int) -> Fit:
    """The script of a story for so many seconds, or centimetres of a newspaper column.

    Of approved sentences alone, each of them whole; no words are added but those that name a source, a speaker or the
    date of a figure. Raises KeyError for an unknown medium.
    """
    slot = Slot(MEDIA[medium], length)
    with translation.override(summary.locale):
        usable = [_usable(chain, slot) for chain in material(summary)]
        return _fitted(usable, source_line(summary), slot, summary.locale)


def _usable(chain: Chain, slot: Slot) -> _Usable:
    """A sentence behind one that must not be used may lean on it, so that it is not used either."""
    may = [not sentence.bar or _can_print(sentence, slot) for sentence in chain.sentences]
    count = may.index(False) if False in may else len(may)
    return _Usable(chain, chain.sentences[:count], chain.sentences[count:])


def _can_print(sentence: Sentence, slot: Slot) -> bool:
    return sentence.bar is Bar.UNREADABLE and not slot.medium.spoken


def _fitted(usable: Sequence[_Usable], source: Sentence, slot: Slot, locale: str) -> Fit:
    """The lines for a slot, each figure said once."""
    ends = source if not source.bar or _can_print(source, slot) else None
    chosen, counts = _once(usable, ends, slot, locale)
    lines = [
        line for each, count in zip(chosen, counts, strict=True) for line in _lines(each, count, slot, locale)
    ]
    said = {identity for line in lines for identity in line.figures}
    left_out = [
        out for each, count in zip(usable, counts, strict=True) for out in _left_out(each, count, said)
    ]
    if ends:
        lines.append(_line(Part.SOURCE, ends, slot, locale))
    else:
        left_out.append(LeftOut(Part.SOURCE, source.written, why(source)))
    return Fit(slot, locale, tuple(lines), tuple(left_out))


def _once(
    usable: Sequence[_Usable], ends: Sentence | None, slot: Slot, locale: str
) -> tuple[list[_Usable], list[int]]:
    """Chains and how much of each, no figure alone that a sentence says too.

    The sentence has the first claim. Where it then finds no room, the figure keeps its line and the sentence goes.
    """
    dropped: set[str] = set()
    kept: set[str] = set()
    while True:
        chosen = [each.without(dropped, kept) for each in usable]
        counts = _counts(chosen, ends, slot, locale)
        alone = {each.chain.figure for each, count in zip(chosen, counts, strict=True) if count}
        told = {
            identity
            for each, count in zip(chosen, counts, strict=True)
            if not each.chain.figure
            for sentence in each.sentences[:count]
            for identity in sentence.figures
        }
        twice, lost = (alone & told) - dropped - kept, dropped - told
        if not twice and not lost:
            return chosen, counts
        dropped = (dropped | twice) - lost
        kept |= lost


def _counts(offered: Sequence[_Usable], source: Sentence | None, slot: Slot, locale: str) -> list[int]:
    def costs(each: _Usable) -> tuple[int, ...]:
        return tuple(_line(each.chain.part, sentence, slot, locale).steps for sentence in each.sentences)

    fixed = _line(Part.SOURCE, source, slot, locale).steps if source else 0
    always = [each.chain.part is Part.HEADLINE for each in offered]
    fixed += sum(sum(costs(each)) for each, is_headline in zip(offered, always, strict=True) if is_headline)
    others = [each for each, is_headline in zip(offered, always, strict=True) if not is_headline]
    chosen = choose(
        [Offer(costs(each), each.chain.worth) for each in others],
        fixed,
        slot.lowest,
        slot.target,
        slot.highest,
    )
    rest = iter(chosen or [0] * len(others))
    return [
        len(each.sentences) if is_headline else next(rest)
        for each, is_headline in zip(offered, always, strict=True)
    ]


def _line(part: Part, sentence: Sentence, slot: Slot, locale: str) -> Line:
    text = sentence.spoken if slot.medium.spoken else sentence.written
    text = text if text.endswith((".", "!", "?", "…", "”")) or not text else f"{text}."
    return Line(part, text, sentence.figures, slot.measure(text, locale))


def _lines(each: _Usable, count: int, slot: Slot, locale: str) -> list[Line]:
    return [_line(each.chain.part, sentence, slot, locale) for sentence in each.sentences[:count]]


def _left_out(each: _Usable, count: int, said: set[str]) -> list[LeftOut]:
    """What was not taken of a chain, and why; `said` are the figures of the script."""
    part, out = each.chain.part, []
    for sentence in each.sentences[count:]:
        again = sentence.figures and said.issuperset(sentence.figures)
        reason = _("Another line says this figure.") if again else _("No room in this slot.")
        out.append(LeftOut(part, sentence.written, reason))
    for sentence in each.barred:
        reason = why(sentence) if sentence.bar else _("It follows a sentence that is left out.")
        out.append(LeftOut(part, sentence.written, reason))
    return out


def why(sentence: Sentence) -> str:
    """Why a sentence must not be used."""
    about = {"about": sentence.about}
    if sentence.bar is Bar.UNVERIFIED:
        return _("The figure “%(about)s” awaits verification.") % about
    if sentence.bar is Bar.NO_RECORD:
        return _("“%(about)s” is no figure of this story.") % about
    return _("“%(about)s” cannot be read aloud.") % about
