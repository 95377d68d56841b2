"""A machine's first draft, by a button alone: figures and terms are kept from it, and a person confirms what it wrote.

The backends and their setting are wagtail-localize's; this stands between them and the strings.
"""

import hashlib
import logging
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from story.completeness import Gap
from translation.glossary import Lexicon
from translation.memory.applying import untranslated
from translation.memory.keeping import figures_of

logger = logging.getLogger(__name__)
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
_SIGN = "kept"


class MachineError(Exception):
    """The machine cannot be asked, or did not answer; the text says which."""


@dataclass(frozen=True)
class Outcome:
    """How many strings the machine filled, and how many of its answers had lost what was kept from it."""

    filled: int
    spoilt: int


class Kept:
    """A string as the machine sees it: figures and terms are signs that it is told to leave alone."""

    def __init__(self, data: str, figures: Iterable[str], lexicon: Lexicon) -> None:
        self.soup = BeautifulSoup(unicodedata.normalize("NFC", data), "html.parser")
        self.kept: dict[str, str] = {}
        self.begins_large = self.soup.get_text().strip()[:1].isupper()
        for link in self.soup.find_all("a", id=list(figures)):
            link.replace_with(self._sign(str(link), link.get_text()))
        for text in list(self.soup.find_all(string=True)):
            if not (isinstance(text.parent, Tag) and text.parent.name == "span"):
                self._keep_terms(text, lexicon)

    @property
    def value(self) -> StringValue:
        """What is sent."""
        return StringValue(str(self.soup))

    def _sign(self, html: str, words: str) -> Tag:
        name = f"{_SIGN}{len(self.kept)}"
        self.kept[name] = html
        sign = self.soup.new_tag("span", attrs={"translate": "no", "id": name})
        sign.string = words
        return sign

    def _keep_terms(self, text: NavigableString, lexicon: Lexicon) -> None:
        said, last, pieces = str(text), 0, list[Any]()
        for pair, start, end in lexicon.places(said):
            if not pair.preferred:
                continue
            pieces += [said[last:start], self._sign(escape(pair.preferred[0]), pair.preferred[0])]
            last = end
        if pieces:
            text.replace_with(*pieces, said[last:])

    def restored(self, answer: str) -> str | None:
        """The machine's answer with the figures and terms in their places; None where one is lost or doubled."""
        soup = BeautifulSoup(answer, "html.parser")
        signs = {name: soup.find_all(id=name) for name in self.kept}
        if any(len(found) != 1 for found in signs.values()):
            return None
        for name, (sign,) in signs.items():
            sign.replace_with(BeautifulSoup(self.kept[name], "html.parser"))
        try:
            data = str(StringValue.from_translated_html(str(soup)).data)
        except ValueError:
            return None
        return data[:1].upper() + data[1:] if self.begins_large else data


def translate(translation: Translation, user: Any) -> Outcome:
    """Fill the empty strings of a translation; raises MachineError. What it wrote is a draft: see `unconfirmed`."""
    translator = get_machine_translator()
    locales = translation.source.locale, translation.target_locale
    if translator is None or not translator.can_translate(*locales):
        raise MachineError(_("There is no machine translation for this language."))
    lexicon = Lexicon(*(locale.language_code for locale in locales))
    sent: dict[StringValue, list[tuple[StringSegment, Kept]]] = defaultdict(list)
    for segment in untranslated(translation):
        kept = Kept(segment.string.data, figures_of(segment), lexicon)
        sent[kept.value].append((segment, kept))
    if not sent:
        return Outcome(0, 0)
    try:
        answers = translator.translate(*locales, list(sent))
    except Exception as error:
        # Whatever a service of others raises, the person gets a sentence and the log the rest.
        logger.exception("machine translation failed")
        raise MachineError(_("The machine did not answer. Nothing was changed; try again later.")) from error
    return _write(translation, user, str(translator.display_name), sent, answers)


@transaction.atomic
def _write(
    translation: Translation,
    user: Any,
    name: str,
    sent: dict[StringValue, list[tuple[StringSegment, Kept]]],
    answers: dict[StringValue, StringValue],
) -> Outcome:
    filled = spoilt = 0
    for value, asked in sent.items():
        answer = answers.get(value)
        for segment, kept in asked:
            text = kept.restored(answer.data) if answer and answer.data else None
            if not text:
                spoilt += 1
                continue
            _row, created = StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                locale_id=translation.target_locale_id,
                context_id=segment.context_id,
                defaults={
                    "data": text,
                    "translation_type": MACHINE,
                    "tool_name": name,
                    "last_translated_by": user,
                },
            )
            filled += created
    return Outcome(filled, spoilt)


def unconfirmed(translation: Translation) -> QuerySet[StringTranslation]:
    """The strings of a translation that a machine wrote and nobody confirmed: they count as not translated."""
    segments = translation.source.stringsegment_set.all()
    return (
        StringTranslation.objects.filter(
            locale=translation.target_locale_id,
            translation_type=MACHINE,
            translation_of__in=segments.values("string"),
            context__in=segments.values("context"),
        )
        .select_related("translation_of", "context")
        .order_by("context__path", "pk")
    )


def ticket(row: StringTranslation) -> str:
    """Names a string as it was when it was shown: one that changed since is not confirmed."""
    return f"{row.pk}-{hashlib.sha256(row.data.encode()).hexdigest()[:16]}"


def confirm(translation: Translation, tickets: Iterable[str], user: Any) -> int:
    """Make strings of the machine a person's own; returns how many. One with an error is corrected first."""
    wanted = set(tickets)
    rows = [row for row in unconfirmed(translation).filter(has_error=False) if ticket(row) in wanted]
    for row in rows:
        row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        row.tool_name, row.last_translated_by = "", user
        row.save()
    return len(rows)


def gaps(page: Page) -> Iterator[Gap]:
    """What nobody confirmed, for the checks before submission and publication."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation and (count := unconfirmed(translation).count()):
        yield Gap(_("Machine translation"), in_words(count).rstrip("."), "")


def in_words(count: int) -> str:
    """How many strings are the machine's, as a sentence."""
    text = ngettext(
        "%(count)d string was written by a machine and is not confirmed yet.",
        "%(count)d strings were written by a machine and are not confirmed yet.",
        count,
    )
    return text % {"count": count}
