"""Calls in the admin: editors write them, contributors answer them with one button."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from home.calls import actions, selectors
from home.calls.models import Call
from home.submissions.selectors import own_units, writes_for
from places.models import AdministrativeUnit
from story import once
from story.actions import VerbError

SEVERAL = ("pillars", "sectors", "tools", "units")
SHOWN_ON_DESK = 5


class CallCreateView(CreateView):
    """A new call; the gap board says for which cell."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.getlist(name)[:5] for name in SEVERAL}
        return super().get_initial() | {
            name: [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10]
            for name, texts in asked.items()
        }

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        form.fields["creation"] = once.TokenField()
        return form

    def save_instance(self) -> Call:
        """The call; sent twice with the same words, the one that was made."""
        typed = self.form.cleaned_data
        key = once.key(typed["creation"], self.request.user.pk, typed["title"], typed["theme"])
        return once.made_once(key, super().save_instance)


class CallViewSet(SnippetViewSet):
    """The calls that editors keep."""

    model = Call
    icon = "comment"
    menu_label = pgettext_lazy("for stories", "Calls")
    menu_order = 350
    add_to_admin_menu = True
    add_view_class = CallCreateView
    list_display = [
        "__str__",
        "deadline",
        BooleanColumn(
            "published", label=pgettext_lazy("call for stories", "published"), sort_key="published"
        ),
        BooleanColumn("closed", label=pgettext_lazy("call for stories", "closed"), sort_key="closed"),
    ]
    list_filter = ["published", "closed"]
    search_fields = ["title", "theme"]
    copy_view_enabled = False
    panels = [
        FieldPanel("title"),
        FieldPanel("theme"),
        FieldRowPanel([FieldPanel("deadline"), FieldPanel("published"), FieldPanel("closed")]),
        MultiFieldPanel(
            [
                FieldPanel(name, widget=forms.CheckboxSelectMultiple)
                for name in ("pillars", "sectors", "tools")
            ]
            + [FieldPanel("units", widget=forms.SelectMultiple(attrs={"size": 8}))],
            heading=_("What is looked for, and of whom"),
        ),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("theme_en")], heading=_("English")),
    ]


def rows_for(user: Any) -> list[dict[str, Any]]:
    """Each open call with what this user can do about it."""
    units = writes_for(user)
    drafts = selectors.drafts_of(user) if units else {}
    rows = []
    for call in selectors.open_calls(user).prefetch_related("units"):
        asked = {unit.pk for unit in call.units.all()}
        mine = [unit for unit in units if not asked or unit.pk in asked]
        rows.append({"call": call, "units": mine, "draft": drafts.get(call.pk)})
    return rows


class CallsPanel(Component):
    """Open calls on the desk."""

    name = "calls"
    template_name = "admin/home/calls_panel.html"
    order = 160

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "rows": self.rows[:SHOWN_ON_DESK],
            "count": len(self.rows),
            "csrf_token": parent_context.get("csrf_token"),
        }


class OpenCallsView(WagtailAdminTemplateMixin, TemplateView):
    """Every open call, for those who answer."""

    template_name = "admin/home/open_calls.html"
    page_title = _("Open calls")
    header_icon = "comment"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the calls."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The calls of this user."""
        return rows_for(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"rows": self.rows}


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: a draft of the user's unit that belongs to the call."""
    call = get_object_or_404(Call.objects.public(), pk=pk)
    asked = request.POST.get("unit", "")
    units = own_units(request.user)
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        units = units.filter(pk=asked)
    unit: AdministrativeUnit | None = units.first()
    if unit is None:
        raise PermissionDenied
    try:
        page = actions.answer(call, request.user, unit)
    except VerbError as error:
        messages.error(request, str(error))
        return redirect("home_open_calls")
    return redirect("wagtailadmin_pages:edit", page.pk)
