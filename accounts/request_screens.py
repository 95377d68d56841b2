"""The admin's screens of requests for accreditation: a list, and one request with the two decisions."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from accounts import accreditation, accrediting
from accounts.models import AccreditationRequest, User

State = AccreditationRequest.State
MENU_LABEL = gettext_lazy("Accreditations")


def readable() -> QuerySet[AccreditationRequest]:
    """The requests whose mailbox is proven; the others are nobody's to read."""
    return AccreditationRequest.objects.exclude(state=State.UNCONFIRMED)


def default_until() -> date:
    """The day until which an accreditation is proposed."""
    today = timezone.localdate()
    months = today.month - 1 + settings.ACCREDITATION_MONTHS
    # The 28th stands in every month: nobody misses the days after it.
    return date(today.year + months // 12, months % 12 + 1, min(today.day, 28))


class RequestsItem(MenuItem):
    """For those who decide, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return accrediting.may_decide(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        waiting = AccreditationRequest.objects.filter(state=State.WAITING).count()
        item = super().render_component(request)
        if waiting:
            item.label = f"{item.label} ({waiting})"
        return item


class RequestFilters(WagtailFilterSet):
    """By state."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[choice for choice in State.choices if choice[0] != State.UNCONFIRMED],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = AccreditationRequest
        fields = ["state"]


class RequestIndexView(generic.IndexView):
    """The newest first."""

    model = AccreditationRequest
    any_permission_required = ["view", "change"]
    page_title = MENU_LABEL
    header_icon = "clipboard-list"
    filterset_class = RequestFilters
    index_url_name = "accreditations:index"
    index_results_url_name = "accreditations:index_results"
    default_ordering = "-created_at"
    paginate_by = 30
    show_export_buttons = False
    list_export: list[str] = []

    @cached_property
    def columns(self) -> list[Column]:
        """The name leads to the request."""
        return [
            TitleColumn(
                "name",
                label=gettext_lazy("Name"),
                get_url=lambda row: reverse("accreditations:detail", args=[quote(row.pk)]),
                sort_key="name",
            ),
            Column("outlet", label=gettext_lazy("Outlet"), sort_key="outlet"),
            Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
            DateColumn("created_at", label=pgettext_lazy("accreditation", "Asked"), sort_key="created_at"),
            Column("until", label=gettext_lazy("Accredited until"), sort_key="until"),
        ]

    def get_base_queryset(self) -> QuerySet[AccreditationRequest]:
        return readable()


class GrantForm(forms.Form):
    """Until when."""

    until = forms.DateField(
        label=gettext_lazy("Last day of the accreditation"),
        initial=default_until,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class RefuseForm(forms.Form):
    """The kind no."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, for the journalist to read"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RequestView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One request: who asks, what account they have, and the two decisions."""

    model = AccreditationRequest
    any_permission_required = ["view", "change"]
    template_name = "admin/accounts/accreditation_request.html"
    header_icon = "clipboard-list"
    page_title = gettext_lazy("Request for accreditation")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(readable(), pk=kwargs["pk"])
        self.grant_form, self.refuse_form = GrantForm(), RefuseForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call the verb of the button; a refusal says why and keeps what was typed."""
        try:
            done = self._act(request.POST.get("verb", ""))
        except accrediting.AccreditationError as error:
            messages.error(request, str(error))
            self.object.refresh_from_db()
            done = ""
        if not done:
            return self.get(request, *args, **kwargs)
        messages.success(request, done)
        return redirect("accreditations:index")

    def _act(self, verb: str) -> str:
        """What was done, in words; empty when nothing was."""
        data, user = self.request.POST, self.request.user
        if verb == "grant":
            self.grant_form = GrantForm(data)
            if self.grant_form.is_valid():
                accrediting.grant(self.object, user, self.grant_form.cleaned_data["until"])
                return _("Accredited; the journalist is told by mail how to sign in.")
        elif verb == "refuse":
            self.refuse_form = RefuseForm(data)
            if self.refuse_form.is_valid():
                accrediting.refuse(self.object, user, self.refuse_form.cleaned_data["reason"])
                return _("Refused; the journalist is told the reason.")
        return ""

    def get_page_subtitle(self) -> str:
        return self.object.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this one."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("accreditations:index"), "label": MENU_LABEL},
            {"url": "", "label": self.object.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        known = User.objects.filter(email__iexact=row.email).prefetch_related("groups")
        return super().get_context_data(**kwargs) | {
            "row": row,
            "grant_form": self.grant_form,
            "refuse_form": self.refuse_form,
            "accounts": [(person, accreditation.words(person)) for person in known],
            "may_decide": row.state == State.WAITING and accrediting.may_decide(self.request.user),
        }


class RequestViewSet(ViewSet):
    """The screens of requests."""

    name = "accreditations"
    icon = "clipboard-list"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(RequestIndexView), name="index"),
            path("results/", self.construct_view(RequestIndexView, results_only=True), name="index_results"),
            path("<int:pk>/", self.construct_view(RequestView), name="detail"),
        ]
