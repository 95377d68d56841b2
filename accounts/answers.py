"""Answers about a person that a request needs again and again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")


def once(question: Callable[[Any], T]) -> Callable[[Any], T]:
    """Ask a question about a user once for as long as this object of theirs lives, which is a request.

    For menus and lists alone, as Django's own `has_perm`: what decides under a lock asks anew.
    """
    name = f"_{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answered(user: Any) -> T:
        if not hasattr(user, name):
            setattr(user, name, question(user))
        answer: T = getattr(user, name)
        return answer

    return answered
