"""The person's own settings in the admin, and who may change whose account."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from accounts.models import User
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
def protect_superuser(request: HttpRequest, user: User) -> None:
    """Only a superuser changes a superuser, whose password would open everything; raises PermissionDenied."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def protect_superusers(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same where several accounts are changed at once."""
    for user in objects:
        if isinstance(user, User):
            protect_superuser(request, user)


@hooks.register("register_admin_viewset")
def register_token_viewset() -> TokenViewSet:
    """Access keys for programs."""
    return TokenViewSet()
