"""What a file of terms would change: found and validated as a whole before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from library.exchange.records import Rendering, Status, TermRecord, record_of
from library.glossary import written
from library.names import LONGEST_NAME, LONGEST_TEXT
from library.staged import Plan
from library.terms import Term, TermRendering

MOST_TERMS = 10_000


@dataclass(frozen=True)
class Difference:
    """One thing that is said otherwise."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What becomes of one term; no `term` for a new one."""

    record: TermRecord
    term: Term | None
    differences: tuple[Difference, ...]

    @property
    def said(self) -> tuple[Any, ...]:
        """The term, and what becomes of it."""
        return self.record.slug, self.term and self.term.pk, self.differences


def plan(records: Iterable[TermRecord]) -> Plan:
    """What the records would change. Terms that they do not have stay."""
    terms = list(Term.objects.prefetch_related("renderings"))
    by_slug = {term.slug: term for term in terms}
    by_name = {written(term.name_in(settings.LANGUAGE_CODE)): term for term in terms}
    made, seen = Plan(), set()
    for record in list(records)[: MOST_TERMS + 1]:
        name = record.names.get(settings.LANGUAGE_CODE, "")
        term = by_slug.get(record.slug) or by_name.get(written(name))
        key = f"={term.slug}" if term else record.slug or written(name)
        wrong = list(_wrong(record, term))
        if key in seen:
            wrong.append(_("the term is in the file twice"))
        seen.add(key)
        place = capfirst(record.place) + (f" (“{name[:60]}”)" if name else "")
        made.errors += [f"{place}: {each}." for each in wrong]
        differences = tuple(_differences(record, term))
        if differences:
            made.changes.append(Change(record, term, differences))
        else:
            made.same += 1
    if len(made.changes) + made.same > MOST_TERMS:
        made.errors.append(_("The file has more than %(most)d terms.") % {"most": MOST_TERMS})
    return made


def _wrong(record: TermRecord, term: Term | None) -> Iterable[str]:
    known = {code for code, _name in settings.LANGUAGES}
    if foreign := sorted(record.languages - known):
        yield _("the site has no language “%(code)s”") % {"code": ", ".join(foreign)[:60]}
    if term is None and settings.LANGUAGE_CODE not in record.names:
        yield _("a new term needs its Vietnamese name")
    if any(
        len(text) > LONGEST_NAME
        for text in [*record.names.values(), *(row.text for row in record.renderings)]
    ):
        yield _("a name has at most %(most)d characters") % {"most": LONGEST_NAME}
    if any(len(text) > LONGEST_TEXT for text in record.definitions.values()):
        yield _("a meaning has at most %(most)d characters") % {"most": LONGEST_TEXT}
    texts = [(row.locale, row.text) for row in record.renderings]
    if len(set(texts)) < len(texts):
        yield _("a rendering is there twice")
    if record.slug and term is None:
        try:
            Term(slug=record.slug).clean_fields(exclude=["names", "definitions", "domain"])
        except ValidationError as error:
            yield " ".join(error.messages).rstrip(".")


def _differences(record: TermRecord, term: Term | None) -> Iterable[Difference]:
    old = record_of(term) if term else TermRecord("", {}, {}, frozenset())
    languages = [(code, name) for code, name in settings.LANGUAGES if code in record.languages]
    for code, language in languages:
        for what, before, after in (
            (_("name"), old.names.get(code, ""), record.names.get(code, "")),
            (_("meaning"), old.definitions.get(code, ""), record.definitions.get(code, "")),
            (_("renderings"), _in_words(old, code), _in_words(record, code)),
        ):
            # A file that is silent on a name or a meaning does not take it away.
            if before != after and (after or what == _("renderings")):
                yield Difference(f"{what} ({language})", before, after)
    for name, label in (("domain", _("domain")), ("note", _("note"))):
        said, before = getattr(record, name), getattr(old, name) or ""
        if said is not None and said != before:
            yield Difference(label, _shown(name, before), _shown(name, said))
    for name, label in (("public", _("in the public glossary")), ("explained", _("explained in stories"))):
        said, before = getattr(record, name), getattr(old, name)
        # What a format cannot say of a new term, an editor says: it is not public before.
        said = False if said is None and term is None else said
        if said is not None and said != before:
            yield Difference(label, "" if before is None else _yes(before), _yes(said))


def _shown(name: str, value: str) -> str:
    return str(dict(Term.Domain.choices).get(value, value)) if name == "domain" else value


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _in_words(record: TermRecord, code: str) -> str:
    own = sorted(row for row in record.renderings if row.locale == code)
    return "; ".join(f"{row.text} ({Status(row.status).label})" for row in own)


@transaction.atomic
def take(made: Plan, user: Any) -> int:
    """Write a plan without errors, each term with its row in the history; returns how many it changed."""
    for change in made.taken():
        term = _write(
            change.record, change.term or Term(slug=change.record.slug, public=False, explained=False)
        )
        log(instance=term, action="wagtail.edit" if change.term else "wagtail.create", user=user)
    return len(made.changes)


def _write(record: TermRecord, term: Term) -> Term:
    term.names = term.names | record.names
    term.definitions = term.definitions | record.definitions
    for name in ("domain", "note", "public", "explained"):
        if (said := getattr(record, name)) is not None:
            setattr(term, name, said)
    before = [] if term.pk is None else list(term.renderings.all())
    others = [row for row in before if row.locale not in record.languages]
    own = {(row.locale, row.text): row for row in before if row.locale in record.languages}
    term.renderings = [*others, *(_row(own, row) for row in record.renderings)]
    for position, row in enumerate(term.renderings.all()):
        row.sort_order = position
    term.save()
    return term


def _row(own: dict[tuple[str, str], TermRendering], said: Rendering) -> TermRendering:
    row = own.get((said.locale, said.text)) or TermRendering(locale=said.locale, text=said.text)
    row.status = said.status
    return row
