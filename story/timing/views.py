"""The screens of time in the admin: the calendar, and who has a story in hand until when."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from story import actions, permissions
from story.models import Assignment, StoryPage
from story.timing import events, feed

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """One month: what goes out, what is due, what ends, what went out."""

    template_name = "admin/story/calendar.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar-alt"
    http_method_names = ["get", "head", "post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Another address for the feed; the old one ends."""
        feed.renew(request.user)
        messages.success(request, _("Your calendar has a new address; the old one answers no more."))
        return redirect("story_calendar")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the calendar."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Calendar")}]

    @property
    def first(self) -> date:
        """The first day of the month asked for, else of this one."""
        found = MONTH.fullmatch(self.request.GET.get("month", ""))
        year, month = (int(part) for part in found.groups()) if found else (0, 0)
        return date(year, month, 1) if 1 < year < 9999 else timezone.localdate().replace(day=1)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = self.first
        after = (first + timedelta(days=31)).replace(day=1)
        units = list(events.units_of(self.request.user))
        named = self.request.GET.get("unit", "")
        chosen = next((page.unit_id for page in units if str(page.unit_id) == named), None)
        found = events.events(self.request.user, first, after - timedelta(days=1), chosen)
        days = [first + timedelta(days=number) for number in range((after - first).days)]
        return super().get_context_data(**kwargs) | {
            "first": first,
            "days": [(day, [event for event in found if event.day == day]) for day in days],
            "empty": not found,
            "before": (first - timedelta(days=1)).strftime("%Y-%m"),
            "after": after.strftime("%Y-%m"),
            "today": timezone.localdate(),
            "units": units,
            "chosen": chosen,
            "feed_address": feed.address_of(self.request.user),
        }


class AssignForm(forms.Form):
    """A person and a day; either may stay open."""

    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    due = forms.DateField(
        label=gettext_lazy("Due date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, page: StoryPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = permissions.people_of(page).order_by("last_name", "first_name", "pk")
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined]


class AssignView(WagtailAdminTemplateMixin, FormView):
    """Who has this story in hand, and until when."""

    template_name = "admin/story/assign.html"
    form_class = AssignForm
    page_title = gettext_lazy("Assign")
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage, pk=kwargs["page_id"])
        if not permissions.may_see_in_newsroom(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self) -> dict[str, Any]:
        agreed = Assignment.objects.filter(page=self.page).first()
        return {"assignee": agreed.assignee_id, "due": agreed.due} if agreed else {}

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the story, its assignment."""
        label = {"url": "", "label": _("Assign"), "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), label]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": self._back()}

    def _back(self) -> str:
        if self.page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])

    def form_valid(self, form: AssignForm) -> HttpResponse:
        """Call the verb; a refusal is said beside the form."""
        agreed = form.cleaned_data
        try:
            actions.assign(self.page, self.request.user, agreed["assignee"], agreed["due"])
        except actions.VerbError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved. The person is told by mail."))
        return redirect(self._back())
