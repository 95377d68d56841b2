"""A term as it travels in a file, whatever its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from library.terms import Term, TermRendering

Status = TermRendering.Status


class Rendering(NamedTuple):
    """One way to write a term."""

    locale: str
    status: str
    text: str


@dataclass(frozen=True)
class TermRecord:
    """What a file says of one term; `None` where it says nothing.

    Renderings are those of the languages in `languages` alone: a language that the file does not have stays as it is.
    """

    slug: str
    names: dict[str, str]
    definitions: dict[str, str]
    languages: frozenset[str]
    renderings: tuple[Rendering, ...] = ()
    domain: str | None = None
    note: str | None = None
    public: bool | None = None
    explained: bool | None = None
    place: str = field(default="", compare=False)


def record_of(term: Term) -> TermRecord:
    """A term of the database."""
    rows = [Rendering(row.locale, row.status, row.text) for row in term.renderings.all()]
    languages = {*term.names, *term.definitions, *(row.locale for row in rows)}
    return TermRecord(
        slug=term.slug,
        names=dict(term.names),
        definitions=dict(term.definitions),
        languages=frozenset(languages),
        renderings=tuple(rows),
        domain=term.domain,
        note=term.note,
        public=term.public,
        explained=term.explained,
    )


def all_records() -> Iterable[TermRecord]:
    """Every term, by its slug."""
    return [record_of(term) for term in Term.objects.order_by("slug").prefetch_related("renderings")]
