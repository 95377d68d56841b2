from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoryConfig(AppConfig):
    name = "story"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from story import checks, people, registry, signal_handlers  # noqa: F401 - connects the receivers
        from story.importing import staging  # noqa: F401 - registers its consumer

        checks.fill()
        registry.sitemap_entries.fill("people", people.addresses)
