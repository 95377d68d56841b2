"""What a person may put into a story: nothing that belongs to another province, whoever posts its number."""

from collections.abc import Iterator
from typing import Any

from wagtail.permissions import policy_registry

from story.media import shown_in

# The boxes that post the key of something chosen.
BOXES = {"cover", "image", "audio", "video", "document", "contributor"}
# Recordings have no right to be chosen apart from being changed.
RIGHTS = {"choose", "change"}


def chosen_in(page: Any) -> Iterator[tuple[str, Any]]:
    """The field, and each library file or person that the page has there."""
    if page.cover:
        yield "cover", page.cover
    yield from (("body", medium.file) for medium in shown_in(page.body))
    people = (block.value["contributor"] for block in page.bylines)
    yield from (("bylines", who) for who in people if who)


def without(data: Any, keys: set[str]) -> Any:
    """The posted data with these keys taken out of the boxes of choosers, which would show what they stand for."""
    data = data.copy()
    for name in list(data):
        if name.rsplit("-", 1)[-1] in BOXES and data[name] in keys:
            data[name] = ""
    return data


def foreign(before: Any, after: Any, user: Any) -> dict[str, list[str]]:
    """By field, the keys of what `user` newly put into the story without the right to choose it."""
    found: dict[str, list[str]] = {}
    kept: set[Any] | None = None
    for field, thing in chosen_in(after):
        policy = policy_registry.get_by_type(type(thing))
        if policy.instances_user_has_any_permission_for(user, RIGHTS).filter(pk=thing.pk).exists():
            continue
        if kept is None:
            # Two pictures with different alt texts are not equal: the key says which it is.
            kept = {(type(other), other.pk) for _field, other in chosen_in(before)} if before else set()
        if (type(thing), thing.pk) not in kept:
            found.setdefault(field, []).append(str(thing.pk))
    return found
