from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Accounts")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own app of people, with our screens."""

    user_viewset = "accounts.users.PersonViewSet"
