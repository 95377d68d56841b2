"""The admin's screens of access keys for programs: the secret is shown once, what ends is revoked and not deleted."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import ApiToken
from accounts.tokens import digest_of, new_secret


class TokenCreateView(CreateView):
    """Makes a secret and shows it, this once."""

    def save_instance(self) -> ApiToken:
        secret = new_secret()
        self.form.instance.digest = digest_of(secret)
        token: ApiToken = super().save_instance()
        said = _("Copy this key now; it is not shown again: %(key)s") % {"key": secret}
        messages.warning(self.request, said)
        return token


class TokenRevokeView(DeleteView):
    """Ends a key at once; its row stays, since the ledger names it."""

    page_title = gettext_lazy("Revoke")

    def delete_action(self) -> None:
        ApiToken.objects.filter(pk=self.object.pk, revoked_at=None).update(revoked_at=timezone.now())

    @property
    def confirmation_message(self) -> Any:
        return _("The program that uses this key is refused from now on.")

    def get_success_message(self) -> Any:
        return _("The key is revoked.")


class TokenViewSet(ModelViewSet):
    """Keys by outlet, with when they were last used."""

    model = ApiToken
    name = "api_tokens"
    icon = "key"
    menu_label = gettext_lazy("Access keys")
    add_to_settings_menu = True
    form_fields = ["name", "outlet", "person", "expires_on"]
    list_display = ["__str__", "created_at", "last_used_at", "expires_on", "revoked_at"]
    add_view_class = TokenCreateView
    delete_view_class = TokenRevokeView
    copy_view_enabled = False
    inspect_view_enabled = False
