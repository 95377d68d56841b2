from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Press")

    def ready(self) -> None:
        from press import jobs, recalling, slots  # noqa: F401 - these register their consumers
        from press.formats import registry

        registry.discover()
        slots.fill()
