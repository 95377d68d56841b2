"""The list of the press desk: what a person may take, filtered and searched, with what lies in their basket."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from press.airsafe import Wording
from press.basket import NAME, Basket, basket_of
from press.calendar import may_know
from press.facets import cleaned_values, desk_facets, fitting
from press.kits.store import kit_address
from press.models.searches import LONGEST_NAME
from press.saved.forms import form_of_the_desk
from press.views import keep_private
from press.visits import last_visit
from story import criteria
from story.filters import PER_PAGE, Facet, Stories, StoryFilterSet, filtered, words_in
from story.listing import having_words, with_figures
from story.models import StoryPage
from story.records import FigureRecord
from story.selectors import embargoed_for, in_listing, visible_to
from story.waiting import waiting_stories


class Selection:
    """The stories of one language that a person may see and a query leaves."""

    def __init__(self, user: Any, data: QueryDict, locale: str) -> None:
        self.user, self.data, self.locale = user, data, locale
        self.cleaned = cleaned_values(data)
        self.query = words_in(data)
        self.everything = waiting_stories(user, locale), visible_to(user).filter(locale__language_code=locale)
        self.all_waiting: list[StoryPage] = self.everything[0]
        self.all_public: Stories = self.everything[1]
        self.ranks: dict[int, int] = {}
        if self.query:
            self.all_waiting = having_words(self.query, self.all_waiting)
            public = having_words(self.query, self.all_public)
            self.ranks = {page.pk: rank for rank, page in enumerate(public)}
            self.all_public = self.all_public.filter(pk__in=self.ranks)

    @cached_property
    def waiting(self) -> list[StoryPage]:
        """Those that are not public yet, as they will go out, the first to go out first."""
        kept = fitting(self.all_waiting, self.cleaned)
        return sorted(kept, key=lambda page: (page.go_live_at, page.pk))

    @cached_property
    def public(self) -> list[int]:
        """The numbers of the public ones: what fits the words best first, else the newest."""
        left = filtered(self.data, self.all_public).order_by().values("pk")
        newest = StoryPage.objects.filter(pk__in=left).order_by("-first_published_at", "-pk")
        numbers = list(newest.values_list("pk", flat=True))
        return sorted(numbers, key=lambda number: self.ranks[number]) if self.ranks else numbers

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with their counts."""
        return desk_facets(self.data, self.all_public, self.all_waiting)

    def new_since(self, moment: datetime) -> int:
        """How many came since a moment, whatever the query says."""
        waiting, public = self.everything
        new = public.filter(first_published_at__gte=moment).count()
        return new + sum(page.approved_at >= moment for page in waiting)


def matching(user: Any, data: QueryDict, locale: str) -> list[StoryPage]:
    """The stories in a language that `user` (None: the public) may see at this moment and that a query leaves.

    `data` holds the parameters of the desk's address: the filters of `StoryFilterSet` and the words `q`. First those
    that wait for their time, as they will go out (`live` is false, `go_live_at` says when, `approved_at` since when
    they can be taken), then the public ones; the figures of all are at hand.
    """
    selection = Selection(user, data, locale)
    return [*selection.waiting, *_pages(selection.public)]


def _pages(numbers: list[int]) -> list[StoryPage]:
    by_number = {page.pk: page for page in with_figures(in_listing(StoryPage.objects.filter(pk__in=numbers)))}
    return [by_number[number] for number in numbers if number in by_number]


@dataclass(frozen=True)
class Row:
    """One story of the list, and what of it can be taken."""

    page: StoryPage
    told: Wording | None
    embargoed: bool
    chosen: bool
    new: bool
    video: bool
    charts: bool
    languages: tuple[str, ...]


def rows_of(
    pages: list[StoryPage],
    selection: Selection,
    basket: Basket,
    since: datetime | None,
    *,
    embargoed: bool = False,
) -> list[Row]:
    """The stories as the desk shows them."""
    languages = _languages(pages, selection.user)
    made = []
    for page in pages:
        kinds = criteria.kinds_shown(page)
        moment = page.approved_at if embargoed else page.first_published_at
        made.append(
            Row(
                page=page,
                told=_told(page, selection.cleaned),
                embargoed=embargoed,
                chosen=page.pk in basket.pages,
                new=since is not None and moment >= since,
                video="video" in kinds,
                charts="chart" in kinds,
                languages=tuple(sorted(languages[page.translation_key], key=_place_of)),
            )
        )
    return made


def _told(page: StoryPage, cleaned: dict[str, Any]) -> Wording | None:
    """The figure that was asked for, else the one the story leads with."""
    figure: FigureRecord | None = page.lead_figure
    if cleaned.get("least") or cleaned.get("unit"):
        figures = [*([figure] if figure else []), *page.figures.values()]
        figure = next((record for record in figures if criteria.answers(record, cleaned)), figure)
    return Wording(figure, figure.label) if figure else None


def _languages(pages: list[StoryPage], user: Any) -> dict[Any, set[str]]:
    keys = [page.translation_key for page in pages]
    found: dict[Any, set[str]] = defaultdict(set)
    sets = [visible_to(user)]
    if user is not None:
        sets.append(embargoed_for(user))
    for stories in sets if keys else []:
        same = stories.filter(translation_key__in=keys).order_by()
        for key, code in same.values_list("translation_key", "locale__language_code"):
            found[key].add(code)
    return found


def _place_of(code: str) -> int:
    return [code for code, _name in settings.LANGUAGES].index(code)


def person_of(request: HttpRequest) -> Any:
    """Who is signed in; None for everybody else."""
    # Who has no session is nobody: asking would forbid every cache to keep the public answer.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def address(data: QueryDict, locale: str, **changed: Any) -> str:
    """The address of the list with its filters, its words and the basket; None takes a value away."""
    kept = {name: data.getlist(name) for name in ("q", *StoryFilterSet.base_filters, NAME)}
    kept |= {"locale": [locale] if locale != settings.LANGUAGE_CODE else []}
    kept |= {name: [] if value is None else [value] for name, value in changed.items()}
    pairs = [(name, value) for name, values in kept.items() for value in values if value]
    return reverse("press:desk") + (f"?{urlencode(pairs)}" if pairs else "")


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The stories that can be taken, newest first, what waits for its time before them, in the language asked for."""
    return _desk(request)


@require_safe
def take(request: HttpRequest) -> HttpResponseBase:
    """One kit of what is in the basket; what makes no kit is said on the list."""
    person = person_of(request)
    basket = basket_of(request.GET, person)
    if not basket or basket.is_full:
        with translation.override(locale_of(request)):
            return _desk(request, _nothing_chosen() if not basket else "", HTTPStatus.BAD_REQUEST)
    response = redirect(kit_address(basket.pages))
    if person is not None:
        keep_private(response)
    return response


def _nothing_chosen() -> str:
    return _("Choose at least one story: tick the box beside it.")


def locale_of(request: HttpRequest) -> str:
    """The language that the address asks for."""
    locale = request.GET.get("locale", "")
    return locale if locale in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _desk(request: HttpRequest, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    locale, person = locale_of(request), person_of(request)
    with translation.override(locale):
        since = last_visit(person) if person is not None and request.method == "GET" else None
        context = _context(request, person, locale, since) | {"problem": problem}
        response = render(request, "pages/press_desk.html", context, status=status)
    if person is not None:
        keep_private(response)
    return response


def _context(request: HttpRequest, person: Any, locale: str, since: datetime | None) -> dict[str, Any]:
    data = request.GET
    selection, basket = Selection(person, data, locale), basket_of(data, person)
    filters = StoryFilterSet(data, queryset=StoryPage.objects.none())
    page = Paginator(selection.public, PER_PAGE).get_page(data.get("page"))
    rows = rows_of(_pages(list(page.object_list)), selection, basket, since)
    waiting = []
    if page.number == 1:
        waiting = rows_of(selection.waiting, selection, basket, since, embargoed=True)
    shown = {row.page.pk for row in (*rows, *waiting)}
    return {
        "form": filters.form,
        "query": selection.query,
        "facets": {facet.name: facet for facet in selection.facets},
        "chips": _chips(selection),
        "pages": page,
        "rows": rows,
        "waiting": waiting,
        "count": len(selection.public) + len(selection.waiting),
        "basket": basket,
        "kept": [number for number in basket.pages if number not in shown],
        "basket_words": _basket_words(basket),
        "empty_address": address(data, locale, **{NAME: None}),
        "clear_address": address(QueryDict(), locale),
        "since": since,
        "new_count": selection.new_since(since) if since else 0,
        "new_address": _new_address(data, locale, since) if since else "",
        "since_moment": selection.cleaned.get("since") if "T" in data.get("since", "") else None,
        "locale": locale,
        "may_know": person is not None and may_know(person),
        "addresses_by_language": {code: address(data, code) for code, _name in settings.LANGUAGES},
    } | (_saving(selection) if person is not None else {})


def _chips(selection: Selection) -> list[dict[str, str]]:
    """What is filtered by, each with the address of the list without it."""
    data, locale = selection.data, selection.locale
    return [
        {"label": words, "address": address(data, locale, **{name: None})}
        for name, words in _said(selection).items()
    ]


def _said(selection: Selection) -> dict[str, str]:
    """What is filtered by, in words."""
    said = {"q": f"“{selection.query}”"} if selection.query else {}
    for facet in selection.facets:
        if on := facet.all_chosen:
            said[facet.name] = ", ".join(choice.label or str(facet.label) for choice in on)
    if selection.cleaned.get("least"):
        said["least"] = f"≥ {selection.data['least']}"
    if moment := selection.cleaned.get("since"):
        day = timezone.localtime(moment).strftime("%H:%M %-d/%-m/%Y").removeprefix("00:00 ")
        said["since"] = _("Since %(day)s") % {"day": day}
    return said


def proposed_name(selection: Selection) -> str:
    """What a search may be called when it is saved: what it filters by."""
    words = " · ".join(_said(selection).values()) or _("All stories")
    return Truncator(words).chars(LONGEST_NAME, truncate="…")


def _saving(selection: Selection) -> dict[str, Any]:
    query = address(selection.data, selection.locale, **{NAME: None}).partition("?")[2]
    return {
        "save_address": f"{reverse('press:save-search')}?{query}",
        "save_form": form_of_the_desk(proposed_name(selection), selection.user),
    }


def _new_address(data: QueryDict, locale: str, since: datetime) -> str:
    """Everything that came since a moment: the basket stays, the filters do not."""
    kept = QueryDict(mutable=True)
    kept.setlist(NAME, data.getlist(NAME))
    return address(kept, locale, since=since.isoformat(timespec="seconds"))


def _basket_words(basket: Basket) -> str:
    return ngettext("%(count)d story chosen", "%(count)d stories chosen", len(basket)) % {
        "count": len(basket)
    }
