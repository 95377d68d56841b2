"""Stories that have what is being typed, the last word perhaps only begun."""

from typing import Any

from search.engines import Row, Sought, ask
from search.folding import folded_words
from search.indexing import key_of
from search.question import MOST_UNITS
from search.ranking import WEIGHTS
from story.models import StoryPage
from story.selectors import visible_to

MOST, FEWEST_LETTERS = 6, 2


def suggestions(query: str, locale: str, user: Any) -> list[dict[str, str]]:
    """Headlines with their addresses and places, the best first."""
    words = folded_words(query)[:MOST_UNITS]
    if not words or len("".join(words)) < FEWEST_LETTERS:
        return []
    sought = Sought(tuple(((word,),) for word in words), keys=((key_of("locale", locale),),), prefix=True)
    scored = [(_points(row, words), row) for row in ask([[sought]], visible_to(user))]
    rows = [row for points, row in sorted(scored, key=lambda pair: (-pair[0], -pair[1].pk)) if points][:MOST]
    stories = visible_to(user).filter(pk__in=[row.pk for row in rows]).select_related("province")
    found = {story.pk: story for story in stories.defer("body", "bylines")}
    return [_suggestion(found[row.pk], locale) for row in rows if row.pk in found]


def _suggestion(story: StoryPage, locale: str) -> dict[str, str]:
    place = story.province.name_in(locale) if story.province else ""
    return {"text": story.title, "place": place, "url": story.get_url() or ""}


def _points(row: Row, words: tuple[str, ...]) -> float:
    """By where the words begin words; nothing where one of them only stands in the rest."""
    if row.texts is None:
        return 0
    places = [(weight, f" {getattr(row.texts, name)}") for name, weight in WEIGHTS.items() if name != "rest"]
    places += [(1.0, f" {' '.join(folded_words(label))}") for _value, label in row.facets.get("province", ())]
    points = [sum(weight for weight, text in places if f" {word}" in text) for word in words]
    return sum(points) if all(points) else 0
