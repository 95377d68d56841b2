"""Which public stories an address that leads nowhere may have meant."""

import unicodedata
from functools import reduce
from operator import or_
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Q

from story.models import StoryPage
from story.selectors import visible_to

MOST, LOOKED_AT, MOST_WORDS, SHORTEST = 3, 60, 6, 3
# Addresses of machines and of the newsroom's own desks: nobody looks for a story there.
SILENT = ("/admin/", "/static/", "/media/", "/press/", "/api/", "/documents/", "/feeds/")


def words_of(path: str) -> list[str]:
    """The words of the last step of an address, as story addresses are written; none for a file's."""
    last = PurePosixPath(unquote(path[:500])).name
    if path.startswith(SILENT) or "." in last:
        return []
    letters = unicodedata.normalize("NFD", last.lower().replace("đ", "d"))
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in plain).split()
    return [word for word in dict.fromkeys(words) if len(word) >= SHORTEST][:MOST_WORDS]


def nearest(path: str, locale: str) -> list[StoryPage]:
    """The public stories of a language whose addresses share the most words with this one: half of them at least.

    One question, whatever is asked for, and none where the address has no words.
    """
    words = words_of(path)
    if not words:
        return []
    any_word = reduce(or_, (Q(slug__contains=word) for word in words))
    found: Any = visible_to(None).filter(any_word, locale__language_code=locale or settings.LANGUAGE_CODE)
    found = (
        found.select_related("province", "locale").defer_streamfields().order_by("-first_published_at", "-pk")
    )
    scored = [(len(set(words) & set(page.slug.split("-"))), page) for page in found[:LOOKED_AT]]
    likely = [(score, page) for score, page in scored if score and score * 2 >= len(words)]
    likely.sort(key=lambda pair: -pair[0])
    return [page for _score, page in likely[:MOST]]
