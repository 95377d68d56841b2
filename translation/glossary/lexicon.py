"""The terms of the site between two languages, and where they stand in a source text."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from library.glossary import Entry, Finder
from library.terms import Term, TermRendering

Status = TermRendering.Status


@dataclass(frozen=True)
class TermPair:
    """A term with how it is written in the source, and how it is, may and must not be written in the target."""

    slug: str
    name: str
    forms: tuple[str, ...]
    preferred: tuple[str, ...]
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    domain: str


class Lexicon:
    """All terms that have a rendering in the target; the public glossary is a part of them."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    @cached_property
    def terms(self) -> dict[str, TermPair]:
        """By their address, in two queries."""
        rows = Term.objects.order_by("slug").prefetch_related("renderings")
        made = (self._pair(term) for term in rows)
        return {pair.slug: pair for pair in made if pair.forms and (pair.preferred or pair.forbidden)}

    def _pair(self, term: Term) -> TermPair:
        by_use: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in term.renderings.all():
            by_use[row.locale, row.status].append(row.text)

        def texts(locale: str, *uses: str) -> tuple[str, ...]:
            return tuple(text for use in uses for text in by_use[locale, use])

        def named(locale: str) -> tuple[str, ...]:
            return tuple(filter(None, [term.name_in(locale)]))

        every = (Status.PREFERRED, Status.ALLOWED, Status.PRINTED)
        return TermPair(
            slug=term.slug,
            name=term.name_in(self.source),
            forms=named(self.source) + texts(self.source, *every),
            preferred=named(self.target) + texts(self.target, Status.PREFERRED),
            allowed=texts(self.target, Status.ALLOWED),
            forbidden=texts(self.target, Status.FORBIDDEN),
            note=term.note,
            domain=str(term.get_domain_display()),
        )

    @cached_property
    def _finder(self) -> Finder:
        terms = self.terms.values()
        return Finder([Entry(each.slug, each.name, "", True, each.forms) for each in terms], self.source)

    def places(self, text: str) -> list[tuple[TermPair, int, int]]:
        """Every place of an NFC text without markup where a term stands, in order.

        Capitals inside of the number of a document (05/BC-UBQGCĐS) are no word of the sentence.
        """
        return [
            (self.terms[place.slug], place.start, place.end)
            for place in self._finder.find(text)
            if not (text[place.start : place.end].isupper() and text[: place.start].endswith(("-", "/")))
        ]

    def find(self, text: str) -> list[tuple[TermPair, int, int]]:
        """The terms of an NFC text without markup, each with its first place; the longest form at each place."""
        found: dict[str, tuple[TermPair, int, int]] = {}
        for place in self.places(text):
            found.setdefault(place[0].slug, place)
        return list(found.values())
