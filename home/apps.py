from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home.addresses import address
        from home.calls import selectors
        from home.submissions import mail, notices  # noqa: F401 - they register consumers
        from story import registry

        registry.menu_links.fill(
            "send", registry.MenuLink(_("Send a story"), lambda locale: address("send", locale))
        )
        registry.ways_on.fill(
            "send", registry.MenuLink(_("Send your problem or story"), lambda locale: address("send", locale))
        )
        registry.ways_on.fill(
            "gaps", registry.MenuLink(_("Gap board"), lambda locale: address("gaps", locale))
        )
        registry.sitemap_entries.fill("calls", selectors.addresses)
