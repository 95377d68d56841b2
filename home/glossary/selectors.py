"""The public terms and the stories that use them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from home.addresses import address
from home.glossary.order import fold, heading, order
from library.models import Term, TermRendering
from story.models import StoryPage
from story.registry import Addresses
from story.selectors import in_listing, visible_to

Status = TermRendering.Status
LONGEST_QUERY = 100
# As other people write it; what is forbidden or only printed somewhere is shown to writers alone.
TOLD = (Status.PREFERRED, Status.ALLOWED)


def public_terms() -> "QuerySet[Term]":
    """The terms that anybody may read."""
    return Term.objects.filter(public=True).prefetch_related("renderings")


def matching(query: str, locale: str) -> list[Term]:
    """The terms of a language whose name, rendering or meaning has every word of the query, in dictionary order."""
    wanted = fold(query[:LONGEST_QUERY]).split()
    found = [term for term in public_terms() if term.name_in(locale) and _has(term, locale, wanted)]
    return sorted(found, key=lambda term: order(term.name_in(locale)))


def _has(term: Term, locale: str, wanted: list[str]) -> bool:
    if not wanted:
        return True
    renderings = (each.text for each in term.renderings.all() if each.status != Status.FORBIDDEN)
    text = fold(" ".join([*term.names.values(), term.definition_in(locale), *renderings]))
    return all(word in text for word in wanted)


def by_letter(terms: list[Term], locale: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Terms in dictionary order under their letters, each with what a list shows of it."""
    rows = [
        {
            "name": term.name_in(locale),
            "definition": term.definition_in(locale),
            "address": address("term", locale, term.slug),
            "others": others(term, locale),
        }
        for term in terms
    ]
    return [(letter, list(same)) for letter, same in groupby(rows, key=lambda row: heading(str(row["name"])))]


def others(term: Term, locale: str) -> list[dict[str, str]]:
    """The name in every other language."""
    codes = (code for code, _name in settings.LANGUAGES if code != locale)
    return [{"code": code, "name": name} for code in codes if (name := term.name_in(code))]


def also_written(term: Term, locale: str) -> list[str]:
    """Other ways to write a term in a language."""
    own = (each for each in term.renderings.all() if each.locale == locale and each.status in TOLD)
    return [each.text for each in own if each.text != term.name_in(locale)]


def stories_with(term: Term, locale: str) -> "QuerySet[StoryPage]":
    """The public stories of a language that use a term, the newest first."""
    return in_listing(visible_to(None).filter(locale__language_code=locale, term_uses__term=term))


def addresses_of(term: Term) -> Addresses:
    """Where a term stands, in each language in which it has a name."""
    codes = [code for code, _name in settings.LANGUAGES if term.name_in(code)]
    return {code: address("term", code, term.slug) for code in codes}


def every_address() -> Iterator[Addresses]:
    """The glossary and its terms, for the sitemap."""
    yield {code: address("glossary", code) for code, _name in settings.LANGUAGES}
    yield from (addresses_of(term) for term in Term.objects.filter(public=True))
