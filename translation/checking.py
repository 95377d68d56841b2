"""The numbers and terms of a whole translation: of its strings as they are typed or handed in, and of a version that would go out."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from story.completeness import Gap, Level
from translation import glossary
from translation.glossary import Lexicon, TermFinding
from translation.kept import kept_of
from translation.numbers import Finding, Side, compare
from translation.numbers.keeping import Kept, can_be_kept, fingerprint

# An address is no sentence.
_NO_SENTENCE = {"slug"}
_LINK = re.compile(r'<a id="([^"]*)">')
MOST_NAMED = 5


@dataclass(frozen=True)
class Disagreement:
    """A finding; `string` is where localize keeps what it was found in: the ids of the string and of its context.

    `kept` is who knows it to be right, and why: it is shown, and holds nothing back.
    """

    finding: Finding | TermFinding
    string: tuple[int, int] | None = None
    kept: Kept | None = None

    @property
    def blocking(self) -> bool:
        """Whether it keeps the translation from going out."""
        return self.finding.blocking and self.kept is None

    @property
    def level(self) -> Level:
        """How grave it is now."""
        return Level.WARNING if self.kept else self.finding.level

    @property
    def _side(self) -> Side:
        return self.finding.original if self.finding.original.span else self.finding.translation

    @property
    def language(self) -> str:
        """The language of the sentence."""
        return self._side.locale

    @property
    def sentence(self) -> str:
        """The sentence it is about, without markup."""
        text = " ".join(re.sub(r"<[^>]*>", "", self._side.sentence).split())
        return text if len(text) <= 140 else f"{text[:139]}…"

    def __str__(self) -> str:
        found = _("In “%(sentence)s”: %(finding)s") % {
            "sentence": self.sentence,
            "finding": self.finding.message,
        }
        return f"{found} {self.kept}" if self.kept else found


def of_translation(translation: Translation) -> list[Disagreement]:
    """What disagrees in the strings as they are now, also in those that localize keeps back for an error."""
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .exclude(context__path__in=_NO_SENTENCE)
        .select_related("context", "string")
        .annotate_translation(translation.target_locale, include_errors=True)
        .order_by("order")
    )
    lexicon = Lexicon(*_languages(translation))
    done = [segment for segment in segments if segment.translation]
    found = [
        each for segment in done for each in of_string(translation, segment, segment.translation, lexicon)
    ]
    return _each_term_once(found, [segment.translation for segment in done], lexicon)


def _each_term_once(found: list[Disagreement], texts: list[str], lexicon: Lexicon) -> list[Disagreement]:
    """Of a whole story a term that is not used is told once, and only where no other sentence has it."""
    missing = [each.finding for each in found if isinstance(each.finding, TermFinding) and not each.blocking]
    told = glossary.never_said((each.slug for each in missing), texts, lexicon)
    kept = []
    for each in found:
        if isinstance(each.finding, TermFinding) and not each.blocking:
            if each.finding.slug not in told:
                continue
            told.remove(each.finding.slug)
        kept.append(each)
    return kept


def of_string(
    translation: Translation, segment: StringSegment, data: str, lexicon: Lexicon | None = None
) -> list[Disagreement]:
    """What disagrees in one string that was just typed."""
    if segment.context.path in _NO_SENTENCE:
        return []
    lexicon = lexicon or Lexicon(*_languages(translation))
    found = _compared(segment.string.data, data, lexicon, _figures(segment.attrs))
    place = segment.string_id, segment.context_id
    return _settled([Disagreement(finding, place) for finding in found], [translation])


def _compared(
    original: str, text: str, lexicon: Lexicon, figures: set[str] | None = None
) -> list[Finding | TermFinding]:
    """Numbers first, then terms."""
    numbers = compare(original, text, lexicon.source, lexicon.target, figures=figures)
    return [*numbers, *glossary.findings(original, text, lexicon.target, lexicon)]


def of_version(page: Page) -> list[Disagreement]:
    """What disagrees between a version of a translated page and the text that it was made from."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return []
    source = (
        TranslationSource.objects.filter(
            object_id=page.translation_key, translations__target_locale=page.locale_id
        )
        .select_related("locale")
        .first()
    )
    if source is None:
        return []
    originals: dict[str, list[str]] = defaultdict(list)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        originals[segment.context.path].append(_with_figures(segment.string.data, _attributes(segment.attrs)))
    found: list[Disagreement] = []
    lexicon = Lexicon(source.locale.language_code, page.locale.language_code)
    told = _texts(page)
    for path, texts in told.items():
        for original, text in _paired(originals.get(path, []), texts):
            found += map(Disagreement, _compared(original, text, lexicon))
    found = _settled(found, source.translations.filter(target_locale=page.locale_id))
    return _each_term_once(found, [text for texts in told.values() for text in texts], lexicon)


def gaps(page: Page) -> Iterator[Gap]:
    """The disagreements of a version, for the checks before submission and publication."""
    for found in of_version(page):
        is_term = isinstance(found.finding, TermFinding)
        where = _("Terms of the translation") if is_term else _("Numbers of the translation")
        yield Gap(where, str(found), "", found.level)


def _settled(found: list[Disagreement], translations: Iterable[Translation]) -> list[Disagreement]:
    keepable = any(isinstance(each.finding, Finding) and can_be_kept(each.finding) for each in found)
    return settled(found, kept_of(translations)) if keepable else found


def settled(found: Iterable[Disagreement], kept: Iterable[Kept]) -> list[Disagreement]:
    """The same, where those that somebody keeps say so and hold nothing back any more."""
    known = {each.fingerprint: each for each in kept}
    return [
        replace(each, kept=known.get(fingerprint(each.finding)))
        if isinstance(each.finding, Finding) and can_be_kept(each.finding)
        else each
        for each in found
    ]


def flag(translation: Translation, found: Iterable[Disagreement]) -> None:
    """Mark the strings with a wrong number, so that localize's editor shows the error and nothing publishes them."""
    strings: dict[tuple[int, int], list[Disagreement]] = defaultdict(list)
    for each in found:
        if each.blocking and each.string:
            strings[each.string].append(each)
    for (string, context), wrong in strings.items():
        rows = translation.target_locale.string_translations.filter(
            translation_of=string, context=context, has_error=False
        )
        rows.update(has_error=True, field_error=in_words(wrong))


def in_words(found: Iterable[Disagreement]) -> str:
    """The findings of one string in a line."""
    return " ".join(dict.fromkeys(each.finding.message for each in found))


def told(found: Iterable[object]) -> list[str]:
    """The first few in words, and how many more there are."""
    texts = list(dict.fromkeys(map(str, found)))
    more = len(texts) - MOST_NAMED
    if more > 0:
        rest = ngettext("And %(count)d more.", "And %(count)d more.", more) % {"count": more}
        return [*texts[:MOST_NAMED], rest]
    return texts


def _languages(translation: Translation) -> tuple[str, str]:
    return translation.source.locale.language_code, translation.target_locale.language_code


def _attributes(attrs: str | Mapping[str, Any] | None) -> Mapping[str, Any]:
    return json.loads(attrs or "{}") if isinstance(attrs, str) else attrs or {}


def _figures(attrs: str) -> set[str]:
    """The names of the links of a string that are figures."""
    return {name for name, link in (_attributes(attrs) or {}).items() if link.get("linktype") == "figure"}


def _with_figures(text: str, attributes: Mapping[str, Any]) -> str:
    """The links of a string named by their figures; other links lose their name."""

    def named(match: re.Match[str]) -> str:
        link = attributes.get(match[1], {})
        return f'<a id="{link.get("id")}">' if link.get("linktype") == "figure" else "<a>"

    return _LINK.sub(named, text)


def _texts(page: Page) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.path not in _NO_SENTENCE:
            texts[segment.path].append(_with_figures(segment.string.data, segment.attrs or {}))
    return texts


def _paired(originals: list[str], texts: list[str]) -> list[tuple[str, str]]:
    """String by string; a text that was rearranged is compared as a whole."""
    if len(originals) == len(texts):
        return list(zip(originals, texts, strict=True))
    return [("\n".join(originals), "\n".join(texts))] if originals else []
