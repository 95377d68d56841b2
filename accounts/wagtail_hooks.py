"""The person's own settings in the admin, and who may change whose account."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.log_actions import LogActionRegistry, LogFormatter

from accounts import granting
from accounts.models import User
from accounts.request_screens import MENU_LABEL, RequestsItem, RequestViewSet
from accounts.token_screens import TokenViewSet


class NotifyForm(forms.ModelForm):
    """When mail comes; what it tells of is chosen in Wagtail's own list above."""

    class Meta:
        model = User
        fields = ["notify"]
        widgets = {"notify": forms.RadioSelect}


@hooks.register("register_account_settings_panel")
class NotifyPanel(BaseSettingsPanel):
    """At once, once a day, or never."""

    name = "notify"
    title: Any = _("When mail comes")
    help_text: Any = _("Everything stands under Notifications in the admin, whatever you choose here.")
    tab = notifications_tab
    order = 200
    form_class = NotifyForm


@hooks.register("before_edit_user")
def protect_account(request: HttpRequest, user: User) -> None:
    """Whose password would open more than one's own account is not for everybody to change; raises PermissionDenied."""
    if not granting.may_change(request.user, user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def protect_accounts(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same where several accounts are changed at once, or given a role at once."""
    accounts = [user for user in objects if isinstance(user, User)]
    for user in accounts:
        protect_account(request, user)
        if action_type == "assign_role":
            role = action.cleaned_form.cleaned_data["role"]
            if not granting.roles_to_give(request.user, user).filter(pk=role.pk).exists():
                raise PermissionDenied


@hooks.register("register_admin_viewset")
def register_token_viewset() -> TokenViewSet:
    """Access keys for programs."""
    return TokenViewSet()


@hooks.register("register_admin_viewset")
def register_request_viewset() -> RequestViewSet:
    """Requests for accreditation."""
    return RequestViewSet()


@hooks.register("register_admin_menu_item")
def requests_item() -> MenuItem:
    """Requests for accreditation, with how many wait."""
    return RequestsItem(
        MENU_LABEL,
        reverse_lazy("accreditations:index"),
        name="accreditations",
        icon_name="clipboard-list",
        order=155,
    )


class RequestFormatter(LogFormatter):
    """Says what was decided about a request."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        data = {"reason": "", **log_entry.data}
        if "until" in data:
            data["until"] = date_format(date.fromisoformat(data["until"]), "SHORT_DATE_FORMAT")
        return str(self.message) % data


ACTIONS = {
    "accreditation.grant": (_("Accredit"), _("Accredited until %(until)s")),
    "accreditation.refuse": (_("Refuse an accreditation"), _("Accreditation refused")),
    "accreditation.denied": (_("Denied"), _("Denied: %(reason)s")),
    "accreditation.forget": (_("Forget a request"), _("Personal data deleted")),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """The rows that these leave in the history."""
    for name, (label, message) in ACTIONS.items():
        formatter = type("Formatter", (RequestFormatter,), {"label": label, "message": message})
        registry.register_action(name)(formatter)
