"""The terms of a sentence, to be inserted with one click."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, Translation

from translation.assist import Hint
from translation.glossary.lexicon import Lexicon, TermPair
from translation.numbers.markup import Segment

KIND = "term"


def hints(translation: Translation, segments: Iterable[StringSegment]) -> dict[int, list[Hint]]:
    """For each string that has terms: the preferred rendering of each, then the allowed ones."""
    lexicon = Lexicon(translation.source.locale.language_code, translation.target_locale.language_code)
    found = {
        segment.pk: [
            hint for pair, start, end in lexicon.find(read) for hint in _of_term(pair, read[start:end])
        ]
        for segment in segments
        for read in [Segment(segment.string.data).read]
    }
    return {pk: of_segment for pk, of_segment in found.items() if of_segment}


def _of_term(pair: TermPair, written: str) -> Iterator[Hint]:
    said = [pair.note]
    if pair.forbidden:
        said.append(_("Never: %(renderings)s") % {"renderings": ", ".join(pair.forbidden)})
    about = " · ".join(filter(None, [pair.domain, *said]))
    for number, text in enumerate([*pair.preferred, *pair.allowed]):
        preferred = number < len(pair.preferred)
        yield Hint(KIND, f"{written} → {text}", about if preferred else _("allowed"), text)
