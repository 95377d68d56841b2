"""Values of a request that cannot be what they stand for: one answer to all of them, instead of a check in every view.

What a form can say in its own place it says there; what reaches this point would else be a failure of the server.
"""

import json
from collections.abc import Iterator
from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, QueryDict
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

MOST_ID = 2**63 - 1
# Raised by nothing but a conversion, or by asking for a parameter that did not come.
CONVERSIONS = (
    MultiValueDictKeyError,
    json.JSONDecodeError,
    InvalidOperation,
    InvalidPage,
    OverflowError,
    UnicodeEncodeError,
    ValidationError,
    DataError,
)
# What others say besides, when they say it of a value.
PHRASES = (
    "fts5: syntax error",  # a search with half a quotation mark, on SQLite
    "while decoding a JSON",  # nested too deep
    "integer string conversion",  # more digits than are read
    "cannot contain NUL",
    "is out of range",  # a year 0
)


def refuse_impossible_ids(values: dict[str, Any]) -> None:
    """Raise Http404 when a place of an address holds a number that no row can have."""
    for value in values.values():
        if str(value).isdecimal() and (len(str(value)) > 19 or int(value) > MOST_ID):
            raise Http404("No row has such a number.")


def plain(sent: QueryDict) -> QueryDict:
    """What was sent without NUL, which no text has, and without a way on (`next`) that leads nowhere."""
    astray = not f"{sent.get('next') or '/'}".startswith(("/", "http://", "https://"))
    if not astray and not any("\0" in text for texts in sent.lists() for text in (texts[0], *texts[1])):
        return sent
    kept = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        if name != "next" or not astray:
            kept.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    kept._mutable = False
    return kept


def is_to_blame(request: HttpRequest, error: Exception) -> bool:
    """Whether an error comes from a value of this request that could not be converted."""
    if isinstance(error, CONVERSIONS):
        return True
    if not isinstance(error, ValueError | TypeError | OperationalError | RecursionError | NoReverseMatch):
        return False
    said = str(error)
    named = any(repr(value)[:60] in said for value in _values(request))
    return named or any(phrase in said for phrase in PHRASES) or _sends_no_object(request)


def _sends_no_object(request: HttpRequest) -> bool:
    """Whether a script sent JSON that is not what every view of the admin asks for, names with values."""
    if request.content_type != "application/json":
        return False
    try:
        return not isinstance(json.loads(request.body), dict)
    except (ValueError, RecursionError):
        return True


def _values(request: HttpRequest) -> Iterator[Any]:
    """The texts that a request has sent in its address, its query and its form."""
    if match := request.resolver_match:
        yield from match.kwargs.values()
    for sent in (request.GET, request.POST):
        for _name, values in sent.lists():
            yield from values
