"""Walk every URL pattern of the site as one flat list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.regex_helper import normalize

DUMMY = "1"
DUMMY_UUID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Address:
    """One URL pattern: its route as written from the root, and as one regular expression."""

    route: str
    regex: str
    name: str | None

    def example(self) -> str:
        """A path of this pattern with a dummy in every place."""
        text, parameters = normalize(self.regex)[0]
        values = {
            name: DUMMY_UUID if f"(?P<{name}>[0-9a-f]{{8}}" in self.regex else DUMMY for name in parameters
        }
        return "/" + text % values


def addresses() -> Iterator[Address]:
    """All patterns below the root resolver; those under a language prefix come once, without it."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[URLPattern | URLResolver], route: str, regex: str) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            own_route = own_regex = ""
        else:
            own_route = str(entry.pattern).removeprefix("^")
            own_regex = entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route + own_route, regex + own_regex)
        else:
            yield Address(route + own_route, regex + own_regex, entry.name)


def language_never_negotiated(urlconf: str) -> bool:
    """Whether the path alone decides the language, so that Accept-Language is never looked at."""
    used, default_prefixed = is_language_prefix_patterns_used(urlconf)
    return used and not default_prefixed
