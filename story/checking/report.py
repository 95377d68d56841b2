"""The checker's list of figures across all stories, by state and unit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story.checking.selectors import FigureItem, Survey, is_checker

STATES = {
    "waiting": gettext_lazy("Waiting for a check"),
    "disputed": gettext_lazy("To be made clear"),
    "asked": gettext_lazy("Asked of the province"),
    "ageing": gettext_lazy("Getting old"),
}
PER_PAGE = 50


class FigureListView(WagtailAdminTemplateMixin, TemplateView):
    """Which figures need the checker, each with the way to it."""

    template_name = "admin/story/figure_list.html"
    page_title = gettext_lazy("Figures to check")
    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_checker(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The counts of every state, and the items of the chosen one and unit."""
        survey = Survey(self.request.user)
        found: dict[str, list[FigureItem]] = {state: getattr(survey, state) for state in STATES}
        chosen = self._chosen(found)
        units = {item.page.province for items in found.values() for item in items if item.page.province}
        unit = self.request.GET.get("unit", "")
        found = {state: [item for item in items if _of(item, unit)] for state, items in found.items()}
        return super().get_context_data(**kwargs) | {
            "tabs": [(state, label, len(found[state])) for state, label in STATES.items()],
            "state": chosen,
            "state_label": STATES[chosen],
            "units": sorted(((str(item.pk), item.full_name) for item in units), key=lambda pair: pair[1]),
            "unit": unit,
            "items": Paginator(found[chosen], PER_PAGE).get_page(self.request.GET.get("p")),
        }

    def _chosen(self, found: dict[str, list[FigureItem]]) -> str:
        named = self.request.GET.get("state", "")
        return named if named in STATES else next((state for state in STATES if found[state]), "waiting")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Figures to check")}]


def _of(item: FigureItem, unit: str) -> bool:
    return not unit or str(item.page.province_id) == unit
