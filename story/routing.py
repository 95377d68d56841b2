"""Which page an address names, asked in one query however deep the page stands; Wagtail asks one for each step and more."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.url_routing import RouteResult
from wagtail.views import serve


class PageRouting:
    """Middleware that finds the page before Wagtail's view would look for it, and says the same."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: Any) -> None:
        """Leave the answer where Wagtail's own `Page.route_for_request` looks first; without one Wagtail goes its way."""
        if view is serve and (root := _root_of(request)) and (found := _route(request, root, args[0])):
            request._wagtail_route_for_request = found  # type: ignore[attr-defined]


def above(page: Page) -> list[Page]:
    """The pages above a page, from the root of the site down; without a query where its address was asked for."""
    found: list[Page] = []
    while parent := getattr(found[0] if found else page, "_cached_parent_obj", None):
        found.insert(0, parent)
    return found or [ancestor for ancestor in page.get_ancestors() if not ancestor.is_root()]


def near(page: Page | None) -> list[Page]:
    """The live pages above a page, and itself, as far as its address has brought them along; no query."""
    known = [*above(page), page] if page is not None and hasattr(page, "_cached_parent_obj") else []
    return [each for each in known if each.live]


def _root_of(request: HttpRequest) -> str:
    """Where the tree of the active language begins; empty where several sites are served and Wagtail has to choose."""
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) != 1:
        return ""
    # All that addresses ask of a site is its number; anything else it would fetch when asked.
    request._wagtail_site = Site.from_db(None, ["id"], [roots[0].site_id])  # type: ignore[attr-defined]
    language = get_language()
    return next((root.root_path for root in roots if root.language_code == language), "")


def _accessor(model: type[Page]) -> str:
    """By what name a page has its own kind; empty for the plain kind and for a kind of another kind."""
    link = model._meta.get_ancestor_link(Page) if model is not Page else None
    return link.remote_field.get_accessor_name() if link and link.model is model else ""


def _route(request: HttpRequest, root: str, path: str) -> RouteResult | None:
    steps = [step for step in path.split("/") if step]
    paths = ["/", root, *(f"{root}{'/'.join(steps[:end])}/" for end in range(1, len(steps) + 1))]
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    kinds = {model: _accessor(model) for model in get_page_models()}
    pages = Page.objects.filter(url_path__in=paths).select_related("locale", *filter(None, kinds.values()))
    found = list(pages.annotate(restricted=Exists(restrictions)).order_by("depth"))
    if len(found) < 2 or not found[1].live:
        return None
    depth = len(found) - 2
    page = getattr(found[-1], kinds.get(found[-1].specific_class, ""), None) or found[-1].specific
    page.locale = found[-1].locale
    for parent, child in zip(found[1:-1], [*found[2:-1], page][: len(found) - 2], strict=True):
        child._cached_parent_obj = parent
    if not any(each.restricted or each.alias_of_id for each in found):
        page.get_view_restrictions = PageViewRestriction.objects.none
    try:
        return page.route(request, steps[depth:])
    except Http404:
        return None
