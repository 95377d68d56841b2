"""The inbox in the admin: a list, one submission with all that belongs to it, its files, and the buttons."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, QuerySet, Window
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from home.submissions import actions, selectors
from home.submissions.files import CONTENT_TYPES
from home.submissions.models import Submission, SubmissionFile
from places.models import AdministrativeUnit
from story.actions import VerbError

MOST_IN_A_FILTER = 60


class InboxPolicy(BasePermissionPolicy):
    """Reading and deciding go together, for the submissions of one's own units."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change") and selectors.has_inbox(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Submission) -> bool:
        return action in ("view", "change") and selectors.inbox_of(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Submission]:
        return selectors.inbox_of(user)


def _units(request: HttpRequest | None) -> QuerySet[AdministrativeUnit]:
    inbox = selectors.inbox_of(request.user) if request else Submission.objects.none()
    return AdministrativeUnit.objects.filter(pk__in=inbox.order_by().values("unit"))


class InboxFilters(WagtailFilterSet):
    """State, and unit for those who see several."""

    unit = django_filters.ModelChoiceFilter(queryset=_units, label=gettext_lazy("Province or ministry"))

    class Meta:
        model = Submission
        fields = ["state", "unit", "call"]


class InboxView(generic.IndexView):
    """What was sent to the units of the user, the newest first."""

    model = Submission
    any_permission_required = ["view"]
    page_title = gettext_lazy("Inbox")
    header_icon = "mail"
    filterset_class = InboxFilters
    index_url_name = "inbox:index"
    index_results_url_name = "inbox:index_results"
    default_ordering = "-created_at"
    paginate_by = 30
    show_export_buttons = False
    list_export: list[str] = []

    @cached_property
    def columns(self) -> list[Column]:
        """The headline leads to the submission."""
        return [
            TitleColumn(
                "headline",
                label=gettext_lazy("Headline"),
                get_url=lambda row: reverse("inbox:detail", args=[row.pk]),
                sort_key="headline",
            ),
            Column("sender", label=gettext_lazy("Sender")),
            Column("unit", label=gettext_lazy("Province or ministry")),
            Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
            DateColumn("created_at", label=pgettext_lazy("submission", "Sent"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        return selectors.inbox_of(self.request.user)


class DeclineForm(forms.Form):
    """The kind no."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, for the sender to read"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SubmissionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One submission: everything that was sent, and what can be done with it."""

    model = Submission
    any_permission_required = ["view"]
    template_name = "admin/home/submission.html"
    header_icon = "mail"
    page_title = gettext_lazy("Story sent in")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(selectors.inbox_of(request.user), pk=kwargs["pk"])
        self.form = DeclineForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call the verb of the button; a refusal says why and keeps the reason that was typed."""
        self.form = DeclineForm({"reason": request.POST.get("reason", "").replace("\x00", "")})
        try:
            response = self._act(request.POST.get("verb", ""))
        except VerbError as error:
            messages.error(request, str(error))
            self.object.refresh_from_db()
            response = None
        return response or self.get(request, *args, **kwargs)

    def _act(self, verb: str) -> HttpResponse | None:
        user = self.request.user
        if verb == "take_up":
            page = actions.take_up(self.object, user)
            messages.success(self.request, _("“%(title)s” is now your draft.") % {"title": page.title})
            return redirect("wagtailadmin_pages:edit", page.pk)
        if verb == "confirm":
            actions.confirm_by_phone(self.object, user)
            messages.success(self.request, _("Confirmed by telephone."))
            return redirect("inbox:detail", self.object.pk)
        if verb == "decline" and self.form.is_valid():
            actions.decline(self.object, user, self.form.cleaned_data["reason"])
            messages.success(self.request, _("Declined; the sender is told the reason."))
            return redirect("inbox:index")
        return None

    def get_page_subtitle(self) -> str:
        return self.object.headline

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the inbox, this one."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("inbox:index"), "label": _("Inbox")},
            {"url": "", "label": self.object.headline},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user, state = self.object, self.request.user, Submission.State
        page = row.page
        return super().get_context_data(**kwargs) | {
            "submission": row,
            "files": row.files.all(),
            "form": self.form,
            "may_confirm": row.state == state.UNCONFIRMED and row.phone,
            "may_take_up": row.state == state.RECEIVED and selectors.may_write_for(user, row.unit),
            "may_decline": row.state in (state.UNCONFIRMED, state.RECEIVED),
            "page": page if page and page.permissions_for_user(user).can_edit() else None,
        }


def file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """A file of a submission that the user may read, as a download that runs nothing."""
    submission = get_object_or_404(selectors.inbox_of(request.user), pk=pk)
    found: SubmissionFile = get_object_or_404(submission.files, pk=file_pk)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=CONTENT_TYPES[found.kind]
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


class InboxViewSet(ViewSet):
    """The screens of the inbox."""

    name = "inbox"
    icon = "mail"
    menu_label = gettext_lazy("Inbox")
    menu_order = 150
    add_to_admin_menu = True

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: selectors.has_inbox(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(InboxView), name="index"),
            path("results/", self.construct_view(InboxView, results_only=True), name="index_results"),
            path("<int:pk>/", self.construct_view(SubmissionView), name="detail"),
            path("<int:pk>/files/<int:file_pk>/", file, name="file"),
        ]


class InboxPanel(Component):
    """How many submissions wait, on the desk."""

    name = "inbox"
    template_name = "admin/home/inbox_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        waiting = selectors.waiting_for(parent_context["request"].user)
        rows = list(waiting.annotate(count=Window(Count("pk")))[:5])
        return {"count": rows[0].count if rows else 0, "rows": rows, "address": reverse("inbox:index")}
