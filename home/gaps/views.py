"""The gap board: for everyone, and with a way to open a call for those who may."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.gaps.board import Board, Cell, board


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """The board of public stories."""
    context = {"board": board(request.GET, None), "translated_address": True}
    return render(request, "pages/gaps.html", context)


class GapReport(WagtailAdminTemplateMixin, TemplateView):
    """The same board among the reports; an empty cell opens a call for editors."""

    template_name = "admin/home/gaps.html"
    page_title = _("Gap board")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the board."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = board(self.request.GET, None)
        may_call = self.request.user.has_perm("home.add_call")
        rows = [
            (row.sector, [(cell, _call_address(found, cell) if may_call else "") for cell in row.cells])
            for row in found.rows
        ]
        return super().get_context_data(**kwargs) | {"board": found, "rows": rows}


def _call_address(found: Board, cell: Cell) -> str:
    """The form of a new call, with what the cell and the filters say."""
    asked = {"pillars": cell.pillar.pk, "sectors": cell.sector.pk}
    if found.province:
        asked["units"] = found.province.unit_id
    if found.tool:
        asked["tools"] = found.tool.pk
    return f"{reverse('wagtailsnippets_home_call:add')}?{urlencode(asked)}"
