from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Search")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from places.models import AdministrativeUnit
        from search import synonyms
        from search.finding import having, like, ranked  # registers what follows a verb, too
        from search.models import SynonymGroup
        from search.views import address
        from story import registry

        registry.finders.fill("words", like)
        registry.searches.fill("words", having)
        registry.rankings.fill("words", ranked)
        registry.search_pages.fill("words", address)
        for model in (SynonymGroup, AdministrativeUnit):
            for signal in (post_save, post_delete):
                signal.connect(synonyms.forget, sender=model)
