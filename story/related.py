"""Stories beside a story: about a like problem, learnt from, adopted by."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, Value

from story import registry
from story.listing import problem_line
from story.models import StoryLink, StoryPage
from story.selectors import visible_to

MOST_LIKE = 3
MOST_REMEMBERED = 10
# Of how many stories with a keyword, sector or pillar in common the words are compared, and for how many seconds it is remembered
# which were like: reading them all while a reader waits would take longer with every story.
MOST_COMPARED = 40
REMEMBERED = 600


@dataclass(frozen=True)
class Beside:
    """The stories beside one, each once."""

    learnt_from: list[StoryPage] = field(default_factory=list)
    adopted_by: list[StoryPage] = field(default_factory=list)
    like: list[StoryPage] = field(default_factory=list)

    @property
    def every(self) -> list[StoryPage]:
        """All of them."""
        return [*self.learnt_from, *self.adopted_by, *self.like]


def beside(page: StoryPage) -> Beside:
    """What anyone may read, in the language of the page; never the story itself."""
    linked, like = _linked(page), _like(page)
    keys = {*linked["learnt-from"], *linked["adopted-by"], *like} - {page.translation_key}
    if not keys:
        return Beside()
    stories = visible_to(None).filter(locale=page.locale_id, translation_key__in=keys)
    told = stories.select_related("locale", "province__successor").defer("body", "bylines")
    found = {story.translation_key: story for story in told}
    learnt, adopted = ([found[key] for key in linked[kind] if key in found] for kind in linked)
    rest = [found[key] for key in like if key in found and found[key] not in (*learnt, *adopted)]
    return Beside(learnt, adopted, rest[:MOST_LIKE])


def _linked(page: StoryPage) -> dict[str, list[Any]]:
    """The translation keys of the linked stories by kind: who took this one up may say so here, or there."""
    learnt, adopted = str(StoryLink.Kind.LEARNT_FROM), str(StoryLink.Kind.ADOPTED_BY)
    found: dict[str, dict[Any, None]] = {learnt: {}, adopted: {}}
    for link in page.links.select_related("other"):
        found[link.kind][link.other.translation_key] = None
    turned = {learnt: adopted, adopted: learnt}
    told = StoryLink.objects.filter(other__translation_key=page.translation_key).order_by("pk")
    for kind, key in told.values_list("kind", "story__translation_key"):
        found[turned[kind]][key] = None
    return {kind: list(keys) for kind, keys in found.items()}


def _like(page: StoryPage) -> list[Any]:
    """The translation keys of stories about a like problem, best first; a draft is not compared."""
    if not page.live_revision_id:
        return []
    name = f"story-like-{page.translation_key}-{page.live_revision_id}"
    found: list[Any] | None = cache.get(name)
    if found is None:
        stories = _compared(page)
        problem = problem_line(page) if stories else ""
        matches = [story for find in registry.finders for story in find(problem, stories)] if problem else []
        found = list(dict.fromkeys(story.translation_key for story in matches))[:MOST_REMEMBERED]
        cache.set(name, found, REMEMBERED)
    return found


def _compared(page: StoryPage) -> list[StoryPage]:
    """The public stories that share most keywords, sectors and pillars with this one, the newest first among equals."""
    shared = [(name, getattr(page, name).values("pk")) for name in ("tags", "sectors", "pillars")]
    same = sum((Count(name, Q(**{f"{name}__in": own}), distinct=True) for name, own in shared), Value(0))
    stories = visible_to(None).filter(locale=page.locale_id).exclude(translation_key=page.translation_key)
    fitting = stories.annotate(same=same).filter(same__gt=0).order_by("-same", "-first_published_at", "-pk")
    return list(fitting.select_related("locale")[:MOST_COMPARED])
