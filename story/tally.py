"""What can be counted of the public stories of a language: read once, and again only when something of it changed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import CharField, Count, F, Max, Min, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from places.models import AdministrativeUnit
from story import criteria
from story.alphabet import in_order
from story.figures import Nature
from story.models import (
    FigureSignOff,
    Pillar,
    ProvincePage,
    Sector,
    StoryPage,
    StoryTag,
    TaggedStory,
    Tool,
)
from story.selectors import public, visible_to

# Length of one step of a page's materialised path.
STEP = StoryPage.steplen
YES = "1"
# Of one value of a filter the numbers of the stories that have it, by the value as it stands in an address.
Holders = dict[str, set[int]]


@dataclass(frozen=True)
class Numbers:
    """Counts of the records of figures; nothing in it is a sum over stories, whose figures may count the same things."""

    figures: int = 0
    verified: int = 0
    ahead: int = 0
    people: int = 0
    stories_verified: int = 0
    stories_with_cost: int = 0
    stories_compared: int = 0


@dataclass(frozen=True)
class Place:
    """A unit of today with its page and how many stories stand there."""

    unit: AdministrativeUnit
    page: ProvincePage
    count: int


@dataclass
class Tally:
    """The stories of one language by each value of each filter, in the orders of lists, and what their figures come to."""

    version: str
    newest: list[int] = field(default_factory=list)
    by_name: list[int] = field(default_factory=list)
    holders: dict[str, Holders] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    units: list[AdministrativeUnit] = field(default_factory=list)
    pillars: list[Pillar] = field(default_factory=list)
    numbers: Numbers = Numbers()

    @property
    def provinces(self) -> list[Place]:
        """The provinces and cities without the ministries."""
        return [place for place in self.places if place.unit.kind != AdministrativeUnit.Kind.MINISTRY]

    def count(self, name: str, value: str) -> int:
        """How many stories have a value."""
        return len(self.holders[name].get(value, ()))


_kept: dict[str, Tally] = {}


def tally_of(locale: Locale) -> Tally:
    """The tally of a language; one query where nothing has changed since it was read."""
    version = _version(locale)
    kept = _kept.get(locale.language_code)
    if kept is None or kept.version != version:
        with translation.override(locale.language_code):
            kept = _kept[locale.language_code] = _read(locale, version)
    return kept


def _version(locale: Locale) -> str:
    """What differs as soon as a story goes out, changes or goes, a figure is signed, a name or a page of a unit changes."""
    stories = _said(
        visible_to(None).filter(locale=locale), "last_published_at", Sum("live_revision_id"), first=True
    )
    source = _said(visible_to(None).filter(locale__language_code=settings.LANGUAGE_CODE), "last_published_at")
    words = _said(FigureSignOff.objects.all(), "at")
    pages = _said(public(ProvincePage.objects.filter(locale=locale)), "latest_revision_created_at")
    edits = _said(ModelLogEntry.objects.all(), "timestamp")
    moves = _said(PageLogEntry.objects.filter(action="wagtail.move"), "timestamp")
    said = Locale.objects.filter(pk=locale.pk).values_list(stories, source, words, pages, edits, moves)
    return repr(said.get())


def _said(rows: QuerySet[Any], moment: str, *more: Any, first: bool = False) -> Any:
    """How many rows there are and when the last was written, in one expression."""
    parts: list[Any] = [Count("pk"), Max(moment), *more]
    if first:
        parts += [Max("first_published_at"), Min("first_published_at")]
    words = [item for part in parts for item in (Cast(part, CharField()), Value("/"))]
    empty = Value("", output_field=CharField())
    one_group = rows.order_by().annotate(_one=Value(1)).values("_one")
    said = Concat(*(Coalesce(word, empty) for word in words), output_field=CharField())
    return Subquery(one_group.annotate(said=said).values("said"), output_field=CharField())


def _read(locale: Locale, version: str) -> Tally:
    stories = visible_to(None).filter(locale=locale)
    rows = list(
        stories.order_by("-first_published_at", "-pk").values_list(
            "pk", "path", "title", "first_published_at", "province", "replication"
        )
    )
    kept = Tally(version, newest=[row[0] for row in rows])
    kept.by_name = [pk for _title, pk in in_order((row[2], row[0]) for row in rows)]
    below: dict[str, set[int]] = defaultdict(set)
    then: dict[Any, set[int]] = defaultdict(set)
    years: dict[Any, set[int]] = defaultdict(set)
    spread: dict[Any, set[int]] = defaultdict(set)
    for pk, path, _title, moment, province, replication in rows:
        below[path[:-STEP]].add(pk)
        then[province].add(pk)
        years[str(timezone.localtime(moment).year)].add(pk)
        spread[replication or criteria.NOT_STATED].add(pk)
    _read_places(kept, locale, below, then)
    _keep(kept, "year", years, {year: year for year in sorted(years, reverse=True)})
    words = {value: str(label) for value, label in StoryPage.Replication.choices}
    _keep(kept, "replication", spread, words | {criteria.NOT_STATED: _("not stated by the source")})
    _read_words(kept, locale, {row[0] for row in rows})
    _keep(kept, "video", {YES: set(criteria.with_video(stories).values_list("pk", flat=True))}, {YES: ""})
    kept.numbers, verified = _read_figures(locale)
    _keep(kept, "verified", {YES: verified}, {YES: ""})
    return kept


def _keep(kept: Tally, name: str, holders: dict[Any, set[int]], labels: dict[str, str]) -> None:
    kept.labels[name] = labels
    kept.holders[name] = {value: holders[value] for value in labels if holders.get(value)}


def _read_places(kept: Tally, locale: Locale, below: dict[str, set[int]], then: dict[Any, set[int]]) -> None:
    code = locale.language_code
    pages = public(ProvincePage.objects.filter(locale=locale)).select_related("unit")
    kept.places = [Place(page.unit, page, len(below.get(page.path, ()))) for page in pages.order_by("path")]
    kept.units = list(AdministrativeUnit.objects.current().provinces())
    named = [(place.unit.name_in(code), place.page) for place in kept.places]
    today = {page.slug: name for name, page in in_order(named)}
    _keep(kept, "province", {place.page.slug: below[place.page.path] for place in kept.places}, today)
    regions: dict[Any, set[int]] = defaultdict(set)
    for place in kept.places:
        regions[place.unit.region] |= below[place.page.path]
    _keep(
        kept,
        "region",
        regions,
        {value: str(label) for value, label in AdministrativeUnit.Region.choices},
    )
    units = AdministrativeUnit.objects.filter(pk__in=[key for key in then if key])
    old: dict[Any, set[int]] = defaultdict(set)
    for unit in units:
        old[unit.slug] |= then[unit.pk]
    _keep(kept, "then", old, {u.slug: n for n, u in in_order((u.name_in(code), u) for u in units)})


def _read_words(kept: Tally, locale: Locale, numbers: set[int]) -> None:
    """Pillars, sectors, tools and keywords: the rows, and which story has which."""
    code = locale.language_code
    kept.pillars = list(Pillar.objects.all())
    tags = TaggedStory.objects.values_list("content_object", "tag")
    sources: dict[str, tuple[Iterable[Any], Callable[[Any], str], Iterable[tuple[int, int]]]] = {
        "pillar": (kept.pillars, lambda row: row.code, _pairs("pillars")),
        "sector": (list(Sector.objects.all()), lambda row: row.code, _pairs("sectors")),
        "tool": (_alphabetical(Tool.objects.all(), code), lambda row: str(row.pk), _pairs("tools")),
        "tag": (_alphabetical(StoryTag.objects.all(), code), lambda row: row.slug, tags),
    }
    for name, (rows, value_of, pairs) in sources.items():
        by_row: dict[int, set[int]] = defaultdict(set)
        for story, row in pairs:
            if story in numbers:
                by_row[row].add(story)
        held = {value_of(row): by_row[row.pk] for row in rows}
        _keep(kept, name, held, {value_of(row): row.name_in(code) for row in rows})


def _pairs(name: str) -> Iterator[tuple[int, int]]:
    through = getattr(StoryPage, name).through
    column = StoryPage._meta.get_field(name).m2m_reverse_field_name()
    return through.objects.values_list("storypage", column).iterator()


def _alphabetical(rows: Iterable[Any], code: str) -> list[Any]:
    return [row for _name, row in in_order((row.name_in(code), row) for row in rows)]


def _read_figures(locale: Locale) -> tuple[Numbers, set[int]]:
    """What the records of the stories of a language come to, and the stories of which every figure is verified."""
    pages = dict(visible_to(None).filter(locale=locale).values_list("translation_key", "pk"))
    words = FigureSignOff.objects.filter(
        translation_key=OuterRef("translation_key"),
        block_id=OuterRef("block_id"),
        fingerprint=OuterRef("fingerprint"),
    ).order_by("-at", "-pk")
    figures = criteria.public_figures().annotate(
        word=Subquery(words.values("decision")[:1]), by=Subquery(words.values("user")[:1])
    )
    rows = figures.order_by().values_list("translation_key", "nature", "word", "by", F("baseline_value"))
    total: Counter[str] = Counter()
    people, costs, compared, open_, all_ = set(), set(), set(), set(), set()
    for key, nature, word, by, baseline in rows.iterator():
        if key not in pages:
            continue
        all_.add(key)
        total["figures"] += 1
        total["ahead"] += nature in (Nature.TARGET, Nature.PROJECTION)
        if word == FigureSignOff.Decision.SIGNED:
            total["verified"] += 1
            people.add(by)
        else:
            open_.add(key)
        if nature == Nature.COST:
            costs.add(key)
        if baseline is not None:
            compared.add(key)
    verified = {pages[key] for key in all_ - open_}
    return (
        Numbers(
            figures=total["figures"],
            verified=total["verified"],
            ahead=total["ahead"],
            people=len(people),
            stories_verified=len(verified),
            stories_with_cost=len(costs),
            stories_compared=len(compared),
        ),
        verified,
    )
