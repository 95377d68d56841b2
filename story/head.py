"""What the head of a page says of its address: the one it goes by, and those of its other languages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True)
class Addresses:
    """The canonical address of a page, and each of its languages with its own; "x-default" among them."""

    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def absolute(address: str) -> str:
    """An address of this site with its scheme and host."""
    return address if "://" in address else f"{settings.PUBLIC_BASE_URL}{address}"


def addresses_of(languages: list[dict[str, str]], locale: str, number: int = 1) -> Addresses:
    """The addresses of a page that is public in these languages, or of page `number` of its list.

    A list goes by one address for all its filters, orders and campaign marks: their combinations are parts of the
    same list in another order, and a crawler sent through them would never come to the stories. Its pages are
    parts that differ, and without them the older stories would be found from nowhere: each goes by its own
    address. Only the first names the other languages, where the same page number shows other stories.
    """
    found = {each["code"]: absolute(each["url"]) for each in languages}
    own = found.get(locale, "")
    if not own or number > 1:
        return Addresses(f"{own}?page={number}" if own else "")
    alternates = sorted(found.items()) if len(found) > 1 else []
    if alternates and settings.LANGUAGE_CODE in found:
        alternates.append(("x-default", found[settings.LANGUAGE_CODE]))
    return Addresses(own, tuple(alternates))


def page_number(request: HttpRequest | None, pages: Any) -> int:
    """Which page of an unfiltered list this is; 1 for everything else."""
    asked = {name for name, value in request.GET.items() if value} if request else set()
    return int(getattr(pages, "number", 1)) if asked == {"page"} else 1
