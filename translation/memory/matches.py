"""What the memory has for the sentences of a translation, with score and origin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from story.records import figure_records
from translation.assist import Hint
from translation.memory.adapting import NotAdaptableError, adapted
from translation.memory.keeping import figures_of
from translation.memory.keys import Key, as_text, canonical, key_of
from translation.memory.models import MemoryEntry
from translation.numbers import compare

KIND = "memory"
EXACT, ALIKE, LEAST, MOST_SHOWN = 100, 99, 70, 3
_CANDIDATES = 8
# For a sentence whose numbers could not be carried over.
_DOUBT = 15


@dataclass(frozen=True)
class Match:
    """A remembered translation: 100 for the same sentence, 99 for one that differs in its numbers alone."""

    text: str
    score: int
    entry: MemoryEntry
    doubtful: bool = False


def hints(translation: Translation, segments: Iterable[StringSegment]) -> dict[int, list[Hint]]:
    """For each string that the memory knows: the best few translations, the best first."""
    return {pk: [_hint(match) for match in found] for pk, found in matches(translation, segments).items()}


def _hint(match: Match) -> Hint:
    day = date_format(timezone.localtime(match.entry.approved_at), "d/m/Y")
    said = [_("%(score)d %%") % {"score": match.score}, match.entry.origin, day]
    if match.doubtful:
        said.append(_("look at the numbers"))
    return Hint(KIND, as_text(match.text), " · ".join(said), match.text)


def matches(
    translation: Translation, segments: Iterable[StringSegment], least: int = LEAST
) -> dict[int, list[Match]]:
    """By the id of the string; the memory's keys are read once for all of them."""
    return _Search(translation, list(segments), least).found()


class _Search:
    def __init__(self, translation: Translation, segments: list[StringSegment], least: int) -> None:
        self.translation, self.segments, self.least = translation, segments, least
        self.locales = (
            translation.source.locale.language_code,
            translation.target_locale.language_code,
        )

    def found(self) -> dict[int, list[Match]]:
        """The matches of every string."""
        entries = MemoryEntry.objects.filter(source_locale=self.locales[0], target_locale=self.locales[1])
        # Its own approved sentences help a story too: a sentence that moved is found again.
        keys = dict(entries.values_list("pk", "key"))
        asked = {
            segment.pk: key_of(segment.string.data, figures_of(segment).keys()) for segment in self.segments
        }
        near = {key.text: self._near(key, keys) for key in asked.values()}
        known = MemoryEntry.objects.in_bulk({pk for scores in near.values() for pk in scores})
        made = {
            segment.pk: self._matches(segment, key, near[key.text], known)
            for segment in self.segments
            for key in [asked[segment.pk]]
        }
        return {pk: of_segment for pk, of_segment in made.items() if of_segment}

    def _near(self, key: Key, keys: Mapping[int, str]) -> dict[int, float]:
        least = min(self.least, ALIKE)
        if not key.text:
            return {}
        if least >= ALIKE:
            return {pk: 100.0 for pk, text in keys.items() if text == key.text}
        hits = process.extract(key.text, keys, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        ranked = sorted(hits, key=lambda hit: (-hit[1], -hit[2]))
        # Of one sentence that was said a thousand times the newest are enough.
        return {pk: score for _text, score, pk in ranked[: _CANDIDATES * 2]}

    def _matches(
        self, segment: StringSegment, key: Key, scores: Mapping[int, float], known: Mapping[int, MemoryEntry]
    ) -> list[Match]:
        best: dict[str, Match] = {}
        for pk, score in scores.items():
            match = self._match(segment, key, known[pk], score)
            held = best.get(match.text)
            if match.score >= self.least and (held is None or _rank(match) > _rank(held)):
                best[match.text] = match
        return sorted(best.values(), key=_rank, reverse=True)[:MOST_SHOWN]

    def _match(self, segment: StringSegment, key: Key, entry: MemoryEntry, score: float) -> Match:
        if entry.source == canonical(segment.string.data) and not key.figures:
            return Match(entry.target, EXACT, entry)
        rounded = ALIKE if score == 100 else min(int(score), ALIKE - 1)
        old = key_of(entry.source, entry.figures)
        words = self._words(segment) if key.figures else {}
        try:
            text = adapted(entry.target, old, key, self.locales, words)
        except NotAdaptableError:
            return Match(entry.target, rounded - _DOUBT, entry, doubtful=True)
        found = compare(segment.string.data, text, *self.locales, figures=key.figures)
        if any(each.blocking for each in found):
            return Match(entry.target, rounded - _DOUBT, entry, doubtful=True)
        same = entry.source == canonical(segment.string.data)
        return Match(text, EXACT if same else rounded, entry)

    def _words(self, segment: StringSegment) -> dict[str, str]:
        """The words of the figures of a string in the target, by the ids of their links."""
        links = figures_of(segment)
        return {name: self._figures[block] for name, block in links.items() if block in self._figures}

    @cached_property
    def _figures(self) -> dict[str, str]:
        page = self.translation.get_target_instance()
        records = figure_records(page) if isinstance(page, Page) and hasattr(page, "body") else {}
        return {block: record.told for block, record in records.items()}


def _rank(match: Match) -> tuple[int, bool, float]:
    return match.score, match.entry.translation_key is not None, match.entry.approved_at.timestamp()


def exact(translation: Translation, segments: Iterable[StringSegment]) -> dict[int, Match]:
    """The newest published translation of the very same sentence, for those strings that have one."""
    found: dict[int, list[Match]] = defaultdict(list)
    for pk, of_segment in matches(translation, segments, EXACT).items():
        found[pk] = [match for match in of_segment if match.entry.translation_key is not None]
    return {pk: of_segment[0] for pk, of_segment in found.items() if of_segment}
