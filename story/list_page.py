"""The page that lists stories: filtered, sorted, a page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from story.filters import (
    PER_PAGE,
    Facet,
    Narrowed,
    StoryFilterSet,
    chosen_filters,
    filtered,
    words_in,
)
from story.listing import answering, prepared
from story.models import StoryPage
from story.selectors import visible_to
from story.tally import Tally, tally_of

SORTS = {
    "newest": gettext_lazy("newest first"),
    "oldest": gettext_lazy("oldest first"),
    "name": gettext_lazy("by name"),
}
BEST = gettext_lazy("best match first")


@dataclass(frozen=True)
class Chip:
    """A filter that is on, with the address of the list without it."""

    label: str
    address: str


def listing(request: HttpRequest, locale: Locale) -> dict[str, object]:
    """The filtered list for a page: `stories` (one page of them), `count`, `facets`, what is on and how it is sorted."""
    data = request.GET
    tally = tally_of(locale)
    typed = _typed(data)
    ranked = _asked_of_the_database(data, typed, locale)
    narrowed = Narrowed(data, tally, ranked)
    left = narrowed.left()
    sort = data.get("sort", "")
    order = {"oldest": tally.newest[::-1], "name": tally.by_name}.get(sort, tally.newest)
    by_match = bool(words_in(data)) and sort not in SORTS
    numbers = [pk for pk in (ranked if by_match and ranked else order) if pk in left]
    page = Paginator(numbers, PER_PAGE).get_page(data.get("page"))
    found = narrowed.facets()
    form = StoryFilterSet(typed, queryset=StoryPage.objects.none()).form
    return {
        "problems": [(form[name].label, error) for name, errors in form.errors.items() for error in errors],
        "query": words_in(data),
        "pages": page,
        "stories": _shown(list(page.object_list), tally),
        "count": len(numbers),
        "facets": found,
        "chips": chips(data, found),
        "sorts": _sorts(data, sort if sort in SORTS else "", bool(words_in(data))),
        "kept": [*typed.items(), *([("sort", sort)] if sort in SORTS else [])],
    }


def _typed(data: QueryDict) -> QueryDict:
    """The filters that are typed: no tally knows their values."""
    typed = QueryDict(mutable=True)
    for name in ("least", "unit", "since"):
        if data.get(name):
            typed.setlist(name, data.getlist(name))
    return typed


def _asked_of_the_database(data: QueryDict, typed: QueryDict, locale: Locale) -> list[int] | None:
    """The stories that words, a number or a day leave, the best first; None where none of them is asked for."""
    if not typed and not words_in(data):
        return None
    words = words_in(data)
    if words:
        return answering(words, locale.language_code, typed)
    return list(filtered(typed, visible_to(None).filter(locale=locale)).values_list("pk", flat=True))


def _shown(numbers: list[int], tally: Tally) -> list[StoryPage]:
    """These stories with what a row shows of them, in this order."""
    rows = StoryPage.objects.filter(pk__in=numbers).select_related("province__successor", "locale")
    pages = {page.pk: page for page in prepared(rows)}
    for page in pages.values():
        # The tally has them at hand; nothing is saved.
        page.pillars = [row for row in tally.pillars if page.pk in tally.holders["pillar"].get(row.code, ())]
    return [pages[number] for number in numbers if number in pages]


def chips(data: QueryDict, found: list[Facet]) -> list[Chip]:
    """What is on, each with the address without it: a query alone, to be put behind the address of the list."""
    pairs = [*chosen_filters(data), *(("sort", value) for value in data.getlist("sort") if value in SORTS)]
    words = {
        (facet.name, choice.value): choice.label or str(facet.label)
        for facet in found
        for choice in facet.all_chosen
    }
    said = {
        "q": "“{}”",
        "least": "≥ {}",
        "unit": _("Unit of the figure"),
        "since": _("Since %(day)s") % {"day": "{}"},
    }
    labels = [
        (pair, words.get(pair) or (said[pair[0]].format(pair[1]) if pair[0] in said else ""))
        for pair in pairs
    ]
    return [
        Chip(label, "?" + urlencode([other for other in pairs if other != pair]))
        for pair, label in labels
        if label
    ]


def _sorts(data: QueryDict, chosen: str, by_words: bool) -> list[Chip]:
    """The orders of the list; the first is what nobody has to ask for."""
    kept = chosen_filters(data)
    first = ("", BEST) if by_words else ("", SORTS["newest"])
    others = [(name, label) for name, label in SORTS.items() if by_words or name != "newest"]
    made = []
    for name, label in [first, *others]:
        pairs = [*kept, *([("sort", name)] if name else [])]
        on = name == ("" if chosen == "newest" and not by_words else chosen)
        made.append(Chip(str(label), "" if on else "?" + urlencode(pairs)))
    return made
