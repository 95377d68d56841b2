"""A decision on proposed figures taken back: pure functions over the body as it is stored."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from story.importing.proposals import Body


class TouchedError(ValueError):
    """The text or the record has been changed since, or another place needs the record."""


def taken_back(now: Body, after: Body, before: Body, blocks: set[str], figures: set[str]) -> Body:
    """The body of now with these blocks as they were before, and without these records if they were new.

    `after` is the body that the decision made. Raises TouchedError where that would take away someone's work.
    """
    body = deepcopy(now)
    own, made, old = (dict(_contents(stored)) for stored in (body, after, before))
    for name in blocks:
        if name not in old or own.get(name) != made.get(name):
            raise TouchedError
        own[name]["value"] = deepcopy(old[name]["value"])
    new = figures - set(dict(_records(before)))
    mine, theirs = dict(_records(body)), dict(_records(after))
    for part in body:
        kept = part["value"]["figures"]
        part["value"]["figures"] = [item for item in kept if item["id"] not in new]
    written = DjangoJSONEncoder().encode(body)
    if any(mine.get(name) != theirs.get(name) or name in written for name in new):
        raise TouchedError
    return body


def _contents(body: Body) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((item["id"], item) for part in body for item in part["value"]["content"])


def _records(body: Body) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((item["id"], item) for part in body for item in part["value"]["figures"])
