from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Press")

    def ready(self) -> None:
        from press import jobs, letters, recalling, slots  # noqa: F401 - these register their consumers
        from press.accrediting import mail  # noqa: F401 - and this one
        from press.formats import registry
        from press.saved import finding  # noqa: F401 - and this one

        registry.discover()
        slots.fill()
