from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search.finding import having, like
        from search.views import address
        from story import registry

        registry.finders.fill("words", like)
        registry.searches.fill("words", having)
        registry.search_pages.fill("words", address)
