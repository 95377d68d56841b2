from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Delivery")

    def ready(self) -> None:
        from delivery import checks, choosers  # noqa: F401 - registers the system checks

        choosers.guard()
