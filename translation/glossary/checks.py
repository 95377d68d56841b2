"""Whether a translation uses the terms of the glossary: one that is forbidden is an error, one that is missing a warning."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from story.completeness import Level
from translation.glossary.lexicon import Lexicon, TermPair
from translation.glossary.wording import Span, Wording
from translation.numbers.findings import MOST_CHARACTERS, Side
from translation.numbers.markup import Segment


@dataclass(frozen=True)
class TermFinding:
    """A term that a translation renders wrongly or not at all; read like a finding of numbers."""

    level: Level
    original: Side
    translation: Side
    preferred: str
    slug: str

    @property
    def blocking(self) -> bool:
        """Whether it keeps a translation from going out."""
        return self.level is Level.ERROR

    @property
    def message(self) -> str:
        """What is wrong and what to write, in the language of the moment."""
        words = {
            "term": self.original.printed,
            "written": self.translation.printed,
            "preferred": self.preferred,
        }
        if self.blocking and self.preferred:
            return _("“%(term)s” must not be rendered as “%(written)s”; write “%(preferred)s”.") % words
        if self.blocking:
            return _("“%(term)s” must not be rendered as “%(written)s”.") % words
        return _("“%(term)s” is rendered as “%(preferred)s” in the glossary.") % words


def findings(source: str, target: str, locale: str, lexicon: Lexicon | None = None) -> list[TermFinding]:
    """What a translation gets wrong of the terms of its source, in their order; both may hold markup.

    `lexicon` is given where many sentences are asked, so that the glossary is read once.
    """
    lexicon = lexicon or Lexicon("vi", locale)
    original, translation = Segment(source[:MOST_CHARACTERS]), Segment(target[:MOST_CHARACTERS])
    terms = lexicon.find(original.read)
    if not terms:
        return []
    wording = Wording(translation.read, locale)
    pairs = [pair for pair, _start, _end in terms]
    used = {pair.slug: _places(wording, (*pair.preferred, *pair.allowed)) for pair in pairs}
    right = [span for spans in used.values() for span in spans]
    made: list[TermFinding] = []
    for pair, start, end in terms:
        side = Side(source, lexicon.source, original.span(start, end))
        wrong = [span for span in _places(wording, pair.forbidden) if not _inside(span, right)]
        for span in dict.fromkeys(wrong):
            other = Side(target, locale, translation.span(*span))
            made.append(TermFinding(Level.ERROR, side, other, _first(pair), pair.slug))
        if not (wrong or used[pair.slug]) and pair.preferred:
            other = Side(target, locale, None)
            made.append(TermFinding(Level.WARNING, side, other, _first(pair), pair.slug))
    return made


def _places(wording: Wording, renderings: Iterable[str]) -> list[Span]:
    return [span for rendering in renderings for span in wording.find(rendering)]


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _first(pair: TermPair) -> str:
    return next(iter(pair.preferred), "")


def never_said(slugs: Iterable[str], texts: Iterable[str], lexicon: Lexicon) -> set[str]:
    """The terms that no text of a story renders: one that is said in full once may be shortened afterwards."""
    read = "\n".join(Segment(text[:MOST_CHARACTERS]).read for text in texts)
    wording = Wording(read, lexicon.target)
    pairs = [lexicon.terms[slug] for slug in set(slugs)]
    return {pair.slug for pair in pairs if not _places(wording, (*pair.preferred, *pair.allowed))}
