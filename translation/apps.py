from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from story import registry
        from translation import (
            checking,
            following,  # noqa: F401 - registers its consumer
            freshness,
            labels,
        )

        cure = _("Correct the sentence of the translation, or bring the changes of the original in.")
        registry.story_checks.fill("translated-numbers", registry.StoryCheck(checking.gaps, cure))
        cure = _("Bring the changes of the original in, and send the translation again.")
        registry.story_checks.fill("translated-source", registry.StoryCheck(freshness.gaps, cure))
        registry.page_notices.fill("translation-freshness", freshness.notice)
        registry.figures_ahead.fill("translated-labels", labels.told_ahead)
        freshness.take_the_place_of_localizes_status()
