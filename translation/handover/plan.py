"""What a file would change of a translation: found and validated as a whole before anything is written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from library.staged import Plan
from translation import checking, completeness
from translation.glossary import Lexicon
from translation.handover.units import Unit
from translation.memory.keys import as_text, canonical

_LINK = re.compile(r'<a id="([^"]*)">')
# A file that is wrong in more places is not one of this story.
MOST_ERRORS = 50


@dataclass(frozen=True)
class Incoming:
    """A translation that a file has for a unit."""

    unit: Unit
    target: str


@dataclass(frozen=True)
class Change:
    """What becomes of one string."""

    unit: Unit
    old: str
    new: str
    warnings: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[Any, ...]:
        """The string, and what becomes of it."""
        return self.unit.id, self.unit.source, self.old, self.new

    @property
    def before(self) -> str:
        """The old translation as text."""
        return as_text(self.old)

    @property
    def after(self) -> str:
        """The new one."""
        return as_text(self.new)

    @property
    def original(self) -> str:
        """What it translates."""
        return as_text(self.unit.source)


def about(unit: Unit, message: str) -> str:
    """A message with the sentence that it is about."""
    text = as_text(unit.source)
    short = text if len(text) <= 100 else f"{text[:99]}…"
    return _("“%(sentence)s”: %(message)s.") % {"sentence": short, "message": message.rstrip(".")}


def make(translation: Translation, incoming: Iterable[Incoming]) -> Plan:
    """What the incoming translations would change; an empty one changes nothing."""
    lexicon = Lexicon(translation.source.locale.language_code, translation.target_locale.language_code)
    made = Plan()
    for each in incoming:
        new, old = canonical(each.target), each.unit.target
        if not new.strip() or new == canonical(old):
            made.same += 1
            continue
        wrong = list(_wrong(each.unit, new))
        found = [] if wrong else checking.of_string(translation, each.unit.segment, new, lexicon)
        wrong += [finding.finding.message for finding in found if finding.blocking]
        made.errors += [about(each.unit, message) for message in wrong]
        warnings = [finding.finding.message for finding in found if not finding.blocking]
        if copy := completeness.copied(each.unit.segment, new, canonical(each.unit.source)):
            warnings.append(copy)
        made.changes.append(Change(each.unit, old, new, tuple(warnings)))
        if len(made.errors) > MOST_ERRORS:
            break
    return made


def _wrong(unit: Unit, target: str) -> Iterator[str]:
    try:
        StringValue.from_translated_html(target)
    except ValueError as error:
        yield str(error)
        return
    wanted, there = Counter(_LINK.findall(unit.source)), Counter(_LINK.findall(target))
    for name in wanted - there:
        yield _("the code “%(name)s” is missing") % {"name": name}
    for name in there - wanted:
        yield _("the code “%(name)s” is there too often, or is not one of this sentence") % {"name": name}
    length = len(as_text(target))
    if unit.limit and length > unit.limit:
        words = {"length": length, "most": unit.limit}
        yield _("the translation has %(length)d characters, %(most)d are allowed") % words


def take(translation: Translation, made: Plan, user: Any, tool: str) -> int:
    """Write a plan without errors; returns how many strings it changed."""
    with transaction.atomic():
        for change in made.taken():
            StringTranslation.objects.update_or_create(
                translation_of_id=change.unit.segment.string_id,
                context_id=change.unit.segment.context_id,
                locale_id=translation.target_locale_id,
                defaults={
                    "data": change.new,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": tool,
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                },
            )
    return len(made.changes)
